package dev.cleanslate.run;

import dev.cleanslate.run.RunEvent.Reading;
import dev.cleanslate.suite.CommandCheck;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a command and says what is wrong with how it ended, if anything. One at a time. */
final class CommandProbe {

    private static final int SHOWN = 300;

    private final Masking masking;
    private volatile @Nullable Program running;
    private volatile boolean cancelled;

    CommandProbe(Masking masking) {
        this.masking = masking;
    }

    /** From any thread: ends the program that is running, and lets no other start. */
    void cancel() {
        cancelled = true;
        Program program = running;
        if (program != null) {
            program.kill();
        }
    }

    Optional<String> objection(CommandCheck check, Consumer<Reading> told) {
        String named = "command '" + masking.of(Text.printable(String.join(" ", check.arguments())), SHOWN) + "'";
        Program program;
        try {
            program = Program.start(check.arguments(), Map.of());
        } catch (IOException e) {
            return Optional.of(named + " cannot be started. Is "
                    + masking.of(Text.printable(check.arguments().get(0)), SHOWN)
                    + " installed, on the PATH and executable?");
        }
        running = program;
        if (cancelled) {
            program.kill();
        }
        boolean ended = program.ends(check.timeout());
        running = null;
        if (ended && !cancelled) {
            told.accept(new Reading("exit code", String.valueOf(check.exit()), String.valueOf(program.exit())));
        }
        return judged(check, named, program, ended);
    }

    private Optional<String> judged(CommandCheck check, String named, Program program, boolean ended) {
        String output = program.output();
        if (cancelled) {
            return Optional.of(named + " was ended, since the run was interrupted.");
        }
        if (!ended) {
            return Optional.of(named + " did not end within " + Text.duration(check.timeout())
                    + " and was killed with all it had started." + printed(output));
        }
        if (program.exit() != check.exit()) {
            return Optional.of(named + " ended with exit code " + program.exit() + " instead of " + check.exit() + "."
                    + printed(output));
        }
        return check.output()
                .filter(text -> !output.contains(text))
                .map(text -> named + " did not print '" + text + "'." + printed(output));
    }

    private String printed(String output) {
        String text = Text.printable(masking.of(output, SHOWN));
        return text.isEmpty() ? " It printed nothing." : " It printed: " + text;
    }
}
