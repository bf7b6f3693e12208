package dev.cleanslate.run;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs programs, one at a time, and ends the one under way when the run is interrupted. What they print is masked. */
final class Outside {

    private static final int SHOWN = 300;

    private final Masking masking;
    private volatile @Nullable Program running;
    private volatile boolean cancelled;

    Outside(Map<String, String> environment) {
        this.masking = new Masking(environment);
    }

    /** {@code printed} is masked, and whole as far as it was kept. */
    record Ended(int exit, String printed) {}

    /**
     * @param more variables that the program gets as well
     * @throws StepFailure when it cannot be started, does not end in time, or was cancelled
     */
    Ended run(List<String> arguments, Map<String, String> more, Duration within) {
        return run(arguments, more, within, printed -> {});
    }

    /** {@code heard} is told what it printed, masked, also where it fails. */
    private Ended run(List<String> arguments, Map<String, String> more, Duration within, Consumer<String> heard) {
        String named = named(arguments);
        Program program = started(arguments, more, named);
        running = program;
        if (cancelled) {
            program.kill();
        }
        boolean ended = program.ends(within);
        running = null;
        String printed = masking.of(program.output()).strip();
        heard.accept(printed);
        if (cancelled) {
            throw failed(named + " was ended, since the run was interrupted." + shown(printed));
        }
        if (!ended) {
            throw failed(named + " did not end within " + Text.duration(within)
                    + " and was killed with all it had started." + shown(printed));
        }
        return new Ended(program.exit(), printed);
    }

    Ended expect(int exit, List<String> arguments, Map<String, String> more, Duration within) {
        return expect(exit, arguments, more, within, printed -> {});
    }

    Ended expect(int exit, List<String> arguments, Map<String, String> more, Duration within, Consumer<String> heard) {
        Ended ended = run(arguments, more, within, heard);
        if (ended.exit() != exit) {
            throw failed(named(arguments) + " ended with exit code " + ended.exit() + " instead of " + exit + "."
                    + shown(ended.printed()));
        }
        return ended;
    }

    String masked(String text) {
        return masking.of(text);
    }

    /** Ends the program that is running, and every later one. From any thread. */
    void cancel() {
        cancelled = true;
        Program program = running;
        if (program != null) {
            program.kill();
        }
    }

    private String named(List<String> arguments) {
        return "'" + Text.printable(masking.of(String.join(" ", arguments))) + "'";
    }

    private static Program started(List<String> arguments, Map<String, String> more, String named) {
        try {
            return Program.start(arguments, more);
        } catch (IOException e) {
            throw failed(named + " cannot be started. Is " + Text.printable(arguments.get(0))
                    + " installed, on the PATH, and allowed to run?");
        }
    }

    /** What a program printed, or a server answered, as the end of a message. */
    static String shown(String text) {
        return text.isEmpty()
                ? " It printed nothing."
                : " It printed: " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
    }

    private static StepFailure failed(String message) {
        return new StepFailure(StepFailure.Kind.DATABASE, message);
    }
}
