package dev.cleanslate.run;

import dev.cleanslate.run.RunEvent.Reading;
import dev.cleanslate.suite.Gate;
import java.util.ArrayList;
import java.util.List;
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

    /** Of a file, a program, an address, or any of these. */
    public void ask(Gate.Kind gate, Consumer<Reading> told) {
        objection(gate, told).ifPresent(message -> {
            throw refused(message);
        });
    }

    private Optional<String> objection(Gate.Kind gate, Consumer<Reading> told) {
        if (gate instanceof Gate.Kind.FileState file) {
            return FileProbe.objection(file, told);
        } else if (gate instanceof Gate.Kind.Command command) {
            return commands.objection(command.check(), told);
        } else if (gate instanceof Gate.Kind.Http address) {
            return http.objection(address.check(), told);
        } else if (gate instanceof Gate.Kind.Any any) {
            return noneOf(any, told);
        }
        throw new IllegalStateException(gate + " is not asked of the outside");
    }

    /** The first that holds ends the search. */
    private Optional<String> noneOf(Gate.Kind.Any any, Consumer<Reading> told) {
        List<String> closed = new ArrayList<>();
        for (Gate.Kind way : any.ways()) {
            Optional<String> objection = objection(way, told);
            if (objection.isEmpty()) {
                return Optional.empty();
            }
            closed.add(objection.get());
        }
        return Optional.of("none of the " + closed.size() + " ways to open it holds: " + String.join(" ", closed));
    }

    /** From any thread: ends what is under way, and lets nothing else begin. */
    public void cancel() {
        commands.cancel();
        http.cancel();
    }

    public static StepFailure refused(String message) {
        return new StepFailure(StepFailure.Kind.REFUSED, message + " Nothing was changed.");
    }
}
