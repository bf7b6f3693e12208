package dev.cleanslate.rehearsal;

import dev.cleanslate.seal.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of an archive as one digest: of a single file its own, of a folder that of the lines {@code digest size name},
 * one for each file, in the order of the names' bytes.
 */
record BackupFiles(String sha256, long bytes) {

    static BackupFiles of(Path archive) throws IOException {
        if (!Files.isDirectory(archive)) {
            return new BackupFiles(digest(archive), Files.size(archive));
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(archive)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        try {
            Map<String, String> lines = files.parallelStream()
                    .collect(Collectors.toConcurrentMap(
                            file -> archive.relativize(file).toString(), BackupFiles::line));
            StringBuilder text = new StringBuilder();
            lines.keySet().stream()
                    .sorted()
                    .forEach(name -> text.append(lines.get(name)).append(name).append('\n'));
            long bytes = 0;
            for (Path file : files) {
                bytes += Files.size(file);
            }
            return new BackupFiles(Digest.of(text.toString()), bytes);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String line(Path file) {
        try {
            return digest(file) + " " + Files.size(file) + " ";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return Digest.of(stream);
        }
    }
}
