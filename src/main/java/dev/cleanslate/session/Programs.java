package dev.cleanslate.session;

import dev.cleanslate.api.Action;
import dev.cleanslate.run.CommandRunner;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.SmokeRunner;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Phase;
import dev.cleanslate.suite.Smoke;
import dev.cleanslate.suite.Suite;

/** What a suite has run after the commit: phases that are programs, and the smoke tests. */
final class Programs {

    private final Workbench bench;
    private final CommandRunner commands;
    private final SmokeRunner smokes;

    Programs(Workbench bench) {
        this.bench = bench;
        this.commands = new CommandRunner(bench.invocation.environment());
        this.smokes = new SmokeRunner(bench.invocation.environment());
    }

    /** What it printed is kept with the record. */
    void command(String step, Phase phase, Action.Command command) {
        LeftOut.ifAlone(bench, true);
        bench.events().tell(new RunEvent.Working(step, command.arguments().get(0)));
        String printed = commands.run(phase.place(), phase.name(), command.arguments(), phase.timeout());
        if (!printed.isEmpty()) {
            bench.events().note("phase \"" + phase.name() + "\" printed: " + printed);
        }
    }

    /** Only after a reset, whose effect is what it tries out. */
    void smoke(String step, Smoke smoke) {
        if (!bench.work().begun()) {
            throw new StepFailure(
                    StepFailure.Kind.REFUSED,
                    smoke.place() + ": smoke test \"" + smoke.name()
                            + "\" tries out what was reset, so it does not run alone. Run the whole suite.");
        }
        LeftOut.unlessOf(bench, smoke.only());
        LeftOut.ifAlone(bench, smoke.outside());
        bench.events().tell(new RunEvent.Working(step, smoke.name()));
        String script = bench.suite.sources().stream()
                .filter(source -> smoke.kind() instanceof Smoke.Kind.Sql sql
                        && source.name().equals(sql.file()))
                .map(Suite.SourceFile::text)
                .findFirst()
                .orElse("");
        Readings readings = new Readings();
        try {
            smokes.run(smoke, bench.reset(), script, readings);
        } finally {
            readings.tell(step, bench.events());
        }
    }

    /** Remembers where the logs end that smoke tests read on from. */
    void mark() {
        smokes.mark(bench.suite.sections().smoke());
    }

    void cancel() {
        commands.cancel();
        smokes.cancel();
    }
}
