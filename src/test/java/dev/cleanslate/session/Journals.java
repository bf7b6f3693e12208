package dev.cleanslate.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the journal of the only run below a reports folder, while it is being written. */
final class Journals {

    private Journals() {}

    static long lines(Path reports) {
        return find(reports).map(Journals::count).orElse(0L);
    }

    static Optional<Path> find(Path reports) {
        if (!Files.isDirectory(reports)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(reports)) {
            return files.filter(file -> file.endsWith("journal.jsonl")).findFirst();
        } catch (IOException | java.io.UncheckedIOException beingMade) {
            return Optional.empty();
        }
    }

    private static long count(Path journal) {
        try {
            byte[] bytes = Files.readAllBytes(journal);
            long lines = 0;
            for (byte b : bytes) {
                lines += b == '\n' ? 1 : 0;
            }
            return lines;
        } catch (IOException beingMade) {
            return 0;
        }
    }
}
