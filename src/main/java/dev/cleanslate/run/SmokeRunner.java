package dev.cleanslate.run;

import dev.cleanslate.run.RunEvent.Reading;
import dev.cleanslate.suite.Smoke;
import dev.cleanslate.suite.Smoke.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs the smoke tests of a suite, each against the database or against what stands around it. */
public final class SmokeRunner {

    private final CommandProbe commands;
    private final HttpProbe http;
    private final HttpVigil vigil;
    private final LogWatch logs;

    public SmokeRunner(Map<String, String> environment) {
        var masking = new Masking(environment);
        commands = new CommandProbe(masking);
        http = new HttpProbe(environment, masking);
        vigil = new HttpVigil(http);
        logs = new LogWatch(masking);
    }

    /** Right before the commit: what a log says from then on is looked at. */
    public void mark(List<Smoke> tests) {
        for (Smoke smoke : tests) {
            if (smoke.kind() instanceof Kind.Log log) {
                logs.mark(log.path());
            }
        }
    }

    /**
     * Runs one test; {@code script} is the text of the file that one in SQL names.
     *
     * @param told what was expected and found, also where that is not the same
     * @throws StepFailure when the test fails
     */
    public void run(Smoke smoke, Reset reset, String script, Consumer<Reading> told) {
        Kind kind = smoke.kind();
        Optional<String> objection = Optional.empty();
        if (kind instanceof Kind.Sql sql) {
            objection = reset.smoke().script(script, sql, told);
        } else if (kind instanceof Kind.Asserts asserts) {
            reset.smoke().asserts(asserts.check(), told);
        } else if (kind instanceof Kind.Command command) {
            objection = commands.objection(command.check(), told);
        } else if (kind instanceof Kind.Http test) {
            objection = test.check()
                    .lasting()
                    .map(lasting -> vigil.objection(test.check(), lasting, told))
                    .orElseGet(() -> http.objection(test.check(), told));
        } else if (kind instanceof Kind.Log log) {
            objection = logs.objection(log.path(), log.absentText());
        }
        objection.ifPresent(what -> {
            throw new StepFailure(StepFailure.Kind.CHECK, smoke.place() + ": " + smoke.name() + ": " + what);
        });
    }

    /** From any thread: ends what is under way, and lets nothing else begin. */
    public void cancel() {
        commands.cancel();
        http.cancel();
        vigil.cancel();
    }
}
