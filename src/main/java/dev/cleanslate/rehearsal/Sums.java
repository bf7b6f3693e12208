package dev.cleanslate.rehearsal;

import dev.cleanslate.seal.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The size and the SHA-256 of a backup. Of one file it is that of its bytes; of a folder that of the list which {@code
 * sha256sum} prints for its files, in the order of their names: {@code LC_ALL=C; sha256sum * | sha256sum}.
 */
record Sums(long bytes, String sha256) {

    static Sums of(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return new Sums(Files.size(place), Digest.ofFile(place));
        }
        StringBuilder lines = new StringBuilder();
        long bytes = 0;
        for (Path file : files(place)) {
            bytes += Files.size(file);
            lines.append(Digest.ofFile(file))
                    .append("  ")
                    .append(file.getFileName())
                    .append('\n');
        }
        return new Sums(bytes, Digest.of(lines.toString()));
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
