package dev.cleanslate.run;

import dev.cleanslate.run.RunEvent.Reading;
import dev.cleanslate.suite.CommandCheck;
import dev.cleanslate.suite.Gate.Kind.FileState;
import dev.cleanslate.suite.HttpCheck;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks what lies outside of the database. What does not hold, or cannot be answered, refuses. */
public final class GateRunner {

    private final CommandProbe commands;
    private final HttpProbe http;

    public GateRunner(Map<String, String> environment) {
        var masking = new Masking(environment);
        commands = new CommandProbe(masking);
        http = new HttpProbe(environment, masking);
    }

    public void file(FileState gate, Consumer<Reading> told) {
        require(FileProbe.objection(gate, told));
    }

    public void command(CommandCheck check, Consumer<Reading> told) {
        require(commands.objection(check, told));
    }

    public void http(HttpCheck check, Consumer<Reading> told) {
        require(http.objection(check, told));
    }

    /** From any thread: ends what is under way, and lets nothing else begin. */
    public void cancel() {
        commands.cancel();
        http.cancel();
    }

    private static void require(Optional<String> objection) {
        objection.ifPresent(message -> {
            throw refused(message);
        });
    }

    public static StepFailure refused(String message) {
        return new StepFailure(StepFailure.Kind.REFUSED, message + " Nothing was changed.");
    }
}
