package dev.cleanslate.run;

import dev.cleanslate.run.RunEvent.Reading;
import dev.cleanslate.suite.Gate.Kind.FileState;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks whether a file is there, and what stands in it. */
final class FileProbe {

    private static final long LARGEST = 10_000_000;

    private FileProbe() {}

    static Optional<String> objection(FileState gate, Consumer<Reading> told) {
        Path file = Path.of(gate.path());
        String named = "file " + gate.path();
        boolean there = Files.exists(file);
        if (!there && !Files.notExists(file)) {
            return Optional.of(named + " cannot be looked at: a folder above it is closed to this user.");
        }
        told.accept(new Reading(gate.path(), gate.present() ? "there" : "absent", there ? "there" : "absent"));
        if (there != gate.present()) {
            return Optional.of(named
                    + (there
                            ? " is there, and must not be."
                            : " is not there, and must be (looked for in "
                                    + "the working directory unless its path is absolute)."));
        }
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (!there && folder != null && !Files.isDirectory(folder)) {
            return Optional.of(
                    named
                            + " is not there, nor is the folder it would stand in, as where a path is misspelt or the run was started in"
                            + " another working directory. Mend the path; if the folder is really gone, name the folder instead.");
        }
        if (gate.text().isEmpty() && gate.absentText().isEmpty()) {
            return Optional.empty();
        }
        try {
            // A pipe or a device has no end; what is no plain file is not searched.
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Optional.of(named + " is no plain file of at most 10 MB, so it cannot be searched.");
            }
            return searched(gate, Files.readString(file), named);
        } catch (MalformedInputException e) {
            return Optional.of(named + " is not UTF-8 text, so it cannot be searched.");
        } catch (IOException e) {
            return Optional.of(named + " cannot be read by this user.");
        }
    }

    private static Optional<String> searched(FileState gate, String content, String named) {
        Optional<String> missing = gate.text()
                .filter(text -> !content.contains(text))
                .map(text -> named + " does not hold the text '" + text + "'.");
        return missing.or(() -> gate.absentText()
                .filter(content::contains)
                .map(text -> named + " holds the text '" + text + "', and must not."));
    }
}
