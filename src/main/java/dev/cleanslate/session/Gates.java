package dev.cleanslate.session;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.run.DatabaseGates;
import dev.cleanslate.run.Stage;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Gate;
import dev.cleanslate.suite.Gate.Kind;
import dev.cleanslate.suite.Target.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gates of a run, each a test of its own: every one is asked, also when an earlier one is closed, and then it is go
 * or no-go. They are asked before anything is written, and again in the open transaction, right before its commit.
 */
final class Gates {

    private static final String UNCHANGED = " Nothing was changed.";

    private final Workbench bench;
    private final boolean again;
    private final List<StepFailure> closed = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    private Gates(Workbench bench, boolean again) {
        this.bench = bench;
        this.again = again;
    }

    /** All that are asked, in order; {@code again}: before the commit. */
    static List<Condition> of(Workbench bench, boolean again) {
        List<Condition> all = new ArrayList<>();
        if (bench.target.where() instanceof Where.Url) {
            all.addAll(new ServerGates(bench).all());
            all.addAll(new SessionGates(bench).all());
        }
        if (bench.guardedReset()) {
            all.addAll(Warrant.gates(bench));
        }
        bench.target.timing().window().ifPresent(window -> all.add(Deadline.open(bench, window)));
        all.addAll(BaselineGates.of(bench, again));
        List<Gate> own = bench.suite.sections().gates();
        own.stream()
                .filter(gate -> !(gate.kind() instanceof Kind.Confirm))
                .forEach(g -> all.add(asked(bench, g, again)));
        // People last: nobody is asked for an answer that a closed gate makes worthless.
        own.stream().filter(gate -> gate.kind() instanceof Kind.Confirm).forEach(g -> all.add(asked(bench, g, again)));
        return List.copyOf(all);
    }

    private static Condition asked(Workbench bench, Gate gate, boolean again) {
        boolean onlyTold = gate.kind() instanceof Kind.Connections
                || gate.kind() instanceof Kind.NoJobs
                || gate.kind() instanceof Kind.Confirm;
        return new Condition(gate.name(), gate.place(), onlyTold, open -> ask(bench, gate, open, again));
    }

    private static void ask(Workbench bench, Gate gate, boolean open, boolean again) {
        LeftOut.ifAlone(bench, gate.kind().outside());
        Kind kind = gate.kind();
        if (kind instanceof Kind.Connections connections) {
            new SessionGates(bench).atMost(connections.most(), "the gate");
        } else if (kind instanceof Kind.NoJobs) {
            jobs(bench, again);
        } else if (kind instanceof Kind.Confirm confirm) {
            bench.confirmations().require(gate, confirm, open);
        } else {
            bench.gates().ask(kind, bench.readings);
        }
    }

    /**
     * The transaction's snapshot is as old as its first lock, so what workers have taken since is seen only by another
     * session; tables that the run itself holds are left out there, since it would wait for them, and nobody works in them.
     */
    private static void jobs(Workbench bench, boolean again) {
        if (!again) {
            new DatabaseGates(bench.currentSession()).nothingQueued(Set.of());
            return;
        }
        Set<String> own = bench.plan().tables().stream()
                .filter(table -> table.strategy() != dev.cleanslate.plan.Strategy.NONE)
                .map(table -> table.table().schema() + "." + table.table().name())
                .collect(Collectors.toSet());
        new DatabaseGates(bench.onlooker().session()).nothingQueued(own);
    }

    static void require(Workbench bench, boolean again, Stage stage, String id, Step.Dynamic dynamic) {
        new Gates(bench, again).all(of(bench, again), stage, id, dynamic);
    }

    /** These alone, of a run that has others than a reset. */
    static void require(
            Workbench bench, List<Condition> asked, boolean again, Stage stage, String id, Step.Dynamic dynamic) {
        new Gates(bench, again).all(asked, stage, id, dynamic);
    }

    private void all(List<Condition> asked, Stage stage, String id, Step.Dynamic dynamic) {
        var slugs = new Slugs();
        for (Condition condition : asked) {
            String step = slugs.of(id + "-", condition.name());
            dynamic.run(new Step(
                    stage, step, condition.name(), condition.place(), Step.Kind.CHECK, nested -> ask(step, condition)));
        }
        if (!closed.isEmpty()) {
            throw new StepFailure(kind(), summary());
        }
    }

    private void ask(String step, Condition condition) {
        try {
            condition.question().ask(closed.isEmpty());
        } catch (SqlFailure failure) {
            if (failure.kind() == SqlFailure.Kind.CONNECTION) {
                throw failure;
            }
            // Whatever keeps the question from being answered, the answer is not yes.
            shut(
                    condition,
                    new StepFailure(
                            StepFailure.Kind.REFUSED,
                            "the gate cannot see: " + failure.getMessage() + "." + UNCHANGED,
                            failure));
        } catch (StepFailure failure) {
            shut(condition, failure);
        } finally {
            bench.readings.tell(step, bench.events());
        }
    }

    private void shut(Condition condition, StepFailure failure) {
        if (condition.onlyTold() && !again && !bench.writes()) {
            bench.events()
                    .note("Would keep a " + (bench.command == Command.RESTORE ? "restore" : "reset")
                            + " from running just now: " + condition.name() + ": "
                            + String.valueOf(failure.getMessage()).replace(UNCHANGED, ""));
            return;
        }
        closed.add(failure);
        told.add(condition.name() + ": " + String.valueOf(failure.getMessage()).replace(UNCHANGED, ""));
        throw failure;
    }

    private StepFailure.Kind kind() {
        return closed.stream().anyMatch(failure -> failure.kind() == StepFailure.Kind.USAGE)
                ? StepFailure.Kind.USAGE
                : StepFailure.Kind.REFUSED;
    }

    private String summary() {
        String count = closed.size() == 1 ? "1 gate is closed: " : closed.size() + " gates are closed:\n";
        return count
                + String.join("\n", told)
                + (again ? " Everything is rolled back, nothing was changed." : UNCHANGED);
    }

    /** For what a gate finds out and nobody is kept from anything by. */
    static void note(Workbench bench, String text) {
        bench.events().note(text);
    }

    static PgSession session(Workbench bench) {
        return bench.currentSession();
    }
}
