package dev.cleanslate.run;

import dev.cleanslate.suite.Gate.Kind;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the gates that a suite names. One that does not hold, or cannot be answered, refuses. */
public final class GateRunner {

    private static final int SHOWN = 300;
    private static final long LARGEST_FILE = 10_000_000;

    private final Masking masking;
    private volatile @Nullable Program running;
    private volatile boolean cancelled;

    public GateRunner(Map<String, String> environment) {
        this.masking = new Masking(environment);
    }

    public void require(Kind kind, DatabaseGates database) {
        if (kind instanceof Kind.Connections connections) {
            database.atMost(connections.most());
        } else if (kind instanceof Kind.NoJobs) {
            database.nothingQueued();
        } else if (kind instanceof Kind.FileState file) {
            file(file);
        } else if (kind instanceof Kind.Command command) {
            command(command);
        } else {
            throw refused("this version reads the gate but cannot answer it.");
        }
    }

    /** Ends the program that is running, and lets no other start. */
    public void cancel() {
        cancelled = true;
        Program program = running;
        if (program != null) {
            program.kill();
        }
    }

    private void file(Kind.FileState gate) {
        Path file = Path.of(gate.path());
        String named = "file " + gate.path();
        boolean there = Files.exists(file);
        if (!there && !Files.notExists(file)) {
            throw refused(named + " cannot be looked at: a folder above it is closed to this user.");
        }
        if (there != gate.present()) {
            throw refused(named + (there ? " is there, and must not be." : " is not there, and must be."));
        }
        if (gate.text().isEmpty() && gate.absentText().isEmpty()) {
            return;
        }
        String content = content(file, named);
        gate.text().filter(text -> !content.contains(text)).ifPresent(text -> {
            throw refused(named + " does not hold the text '" + text + "'.");
        });
        gate.absentText().filter(content::contains).ifPresent(text -> {
            throw refused(named + " holds the text '" + text + "', and must not.");
        });
    }

    private static String content(Path file, String named) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw refused(named + " is larger than 10 MB, too large to be searched.");
            }
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw refused(named + " is not UTF-8 text, so it cannot be searched.");
        } catch (IOException e) {
            throw refused(named + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private void command(Kind.Command gate) {
        String named = "command '" + masking.of(String.join(" ", gate.arguments())) + "'";
        Program program = started(gate, named);
        running = program;
        if (cancelled) {
            program.kill();
        }
        boolean ended = program.ends(gate.timeout());
        running = null;
        String output = program.output();
        if (cancelled) {
            throw refused(named + " was ended, since the run was interrupted.");
        }
        if (!ended) {
            throw refused(named + " did not end within " + Text.duration(gate.timeout())
                    + " and was killed with all it had started." + printed(output));
        }
        if (program.exit() != gate.exit()) {
            throw refused(named + " ended with exit code " + program.exit() + " instead of " + gate.exit() + "."
                    + printed(output));
        }
        gate.output().filter(text -> !output.contains(text)).ifPresent(text -> {
            throw refused(named + " did not print '" + text + "'." + printed(output));
        });
    }

    private static Program started(Kind.Command gate, String named) {
        try {
            return Program.start(gate.arguments(), Map.of());
        } catch (IOException e) {
            throw refused(named + " cannot be started. Is " + gate.arguments().get(0) + " installed and on the PATH?");
        }
    }

    private String printed(String output) {
        // Masked before it is cut: half a secret would no longer be known as one.
        String text = masking.of(output).strip();
        if (text.isEmpty()) {
            return " It printed nothing.";
        }
        return " It printed: " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
    }

    static StepFailure refused(String message) {
        return new StepFailure(StepFailure.Kind.REFUSED, message + " Nothing was changed.");
    }
}
