package dev.cleanslate.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A suite or targets file written for one test, and what reading it gives. */
record WrittenSuite(Path folder) {

    Path file(String name, String text) {
        try {
            Path path = folder.resolve(name);
            Files.createDirectories(path.resolveSibling("."));
            // Not writeString: half a surrogate pair, which a mutation can leave, becomes a question mark here.
            return Files.write(path, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reading<Suite> suite(String text) {
        return SuiteFile.read(file("suite.yaml", text));
    }

    Reading<Targets> targets(String text) {
        return TargetsFile.read(file("targets.yaml", text));
    }

    static Suite sound(Reading<Suite> reading) {
        if (reading instanceof Reading.Sound<Suite> sound) {
            return sound.value();
        }
        throw new AssertionError("not sound: " + faults(reading));
    }

    /** Each fault as {@code line:column message}. */
    static List<String> faults(Reading<?> reading) {
        return reading instanceof Reading.Faulty<?> faulty
                ? faulty.faults().stream()
                        .map(f -> f.place().line() + ":" + f.place().column() + " " + f.message())
                        .toList()
                : List.of();
    }
}
