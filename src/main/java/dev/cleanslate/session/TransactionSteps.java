package dev.cleanslate.session;

import dev.cleanslate.api.Action;
import dev.cleanslate.plan.PhasePlan;
import dev.cleanslate.run.Stage;
import dev.cleanslate.run.TableProof;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Hook.Moment;
import dev.cleanslate.suite.Phase;
import dev.cleanslate.suite.Suite.RestartSequences;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The steps between the first lock and the commit. */
final class TransactionSteps {

    private final StepBuilder list;
    private final Workbench bench;

    TransactionSteps(StepBuilder list) {
        this.list = list;
        this.bench = list.bench;
    }

    void add() {
        reset();
        verification();
    }

    private void reset() {
        list.hooks(Moment.BEFORE_RESET, Stage.RESET);
        list.work(Stage.RESET, "baseline", "Tables are locked and measured, triggers are off", (id, d) -> {
            bench.work().start();
            bench.reset().begin(id);
        });
        for (int i = 0; i < bench.suite.phases().size(); i++) {
            int index = i;
            Phase phase = bench.suite.phases().get(i);
            if (phase.action() instanceof Action.Command) {
                continue;
            }
            list.add(
                    Stage.RESET,
                    list.slugs.of("phase-", phase.name()),
                    phase.name(),
                    phase.place(),
                    Step.Kind.WORK,
                    (id, d) -> bench.work().phase(id, planned(index)));
            phase.checks().forEach(check -> list.check(Stage.RESET, check));
        }
        if (bench.suite.restartSequences() != RestartSequences.NONE) {
            list.work(
                    Stage.RESET,
                    "sequences",
                    "Sequences start again",
                    (id, d) -> bench.reset().sequencesFollowRows(id));
        }
        list.work(
                Stage.RESET,
                "views",
                "Materialized views are refreshed",
                (id, d) -> bench.reset().refreshViews(id));
    }

    private PhasePlan planned(int index) {
        return bench.plan().phases().get(index);
    }

    private void verification() {
        Predicate<Check> ofTriggers = check -> check.kind() instanceof Check.Kind.Trigger;
        bench.suite.checks().stream()
                .filter(ofTriggers.negate())
                .forEach(check -> list.check(Stage.VERIFICATION, check));
        list.work(
                Stage.VERIFICATION,
                "constraints",
                "Every deferred constraint holds",
                (id, d) -> bench.reset().constraintsHold(id));
        list.work(
                Stage.VERIFICATION,
                "triggers",
                "Triggers are as they were",
                (id, d) -> bench.reset().triggersBack(id));
        // Checks of triggers speak of how they end, so they come after the switch back.
        bench.suite.checks().stream().filter(ofTriggers).forEach(check -> list.check(Stage.VERIFICATION, check));
        list.work(
                Stage.VERIFICATION,
                "schema",
                "The schema is as it was",
                (id, d) -> bench.reset().schemaUnchanged(id));
        list.work(Stage.VERIFICATION, "proof", "What had to go is gone, what stays is untouched", this::prove);
        if (list.follows() || bench.guardedReset()) {
            list.work(
                    Stage.VERIFICATION,
                    "foretold",
                    "What went is what the rehearsal foretold",
                    (id, d) -> Rehearsal.requireForetold(bench));
        }
        if (bench.command == Command.RESET) {
            list.gates(Stage.VERIFICATION, true);
        }
        list.work(Stage.VERIFICATION, "commit", "Commit", (id, d) -> {
            Decision.lastWord(bench);
            bench.work().commit();
        });
        // A test for each of hundreds of tables takes its time, and nobody is to wait for their locks meanwhile.
        list.work(
                Stage.VERIFICATION,
                "tables",
                "What was proved of each table before the commit",
                (id, dynamic) -> each(bench.work().proofs(), dynamic, TableProof::requireHolds));
    }

    /** Where a table objects, each has its say at once, and there is no commit. */
    private void prove(String id, Step.Dynamic dynamic) {
        List<TableProof> proofs = bench.work().proven(id);
        if (proofs.stream().allMatch(TableProof::holds)) {
            bench.reset().proved(id, proofs);
        } else {
            each(proofs, dynamic, bench.reset()::prove);
        }
    }

    private void each(List<TableProof> proofs, Step.Dynamic dynamic, Consumer<TableProof> say) {
        var ids = new Slugs();
        for (TableProof proof : proofs) {
            dynamic.run(new Step(
                    list.placed(Stage.VERIFICATION),
                    ids.of("proof-", proof.name()),
                    proof.sentence(),
                    list.suitePlace,
                    Step.Kind.WORK,
                    nested -> say.accept(proof)));
        }
    }
}
