package dev.cleanslate.storage;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The orphans of a run, in files of its folder: one line for each object, and beside it how many lines are done. A run
 * that was cut short is taken up where that number says; what stands before it is never looked at again.
 */
final class Manifest {

    private final Path folder;
    private final Path lines;
    private final Path done;

    Manifest(Path folder) {
        this.folder = folder;
        this.lines = folder.resolve("orphans.txt");
        this.done = folder.resolve("orphans-done.txt");
    }

    /** An object that no row knows. */
    record Orphan(String key, String etag, long size) {

        /** Encoded, since a key may hold line ends and blanks. */
        String line() {
            return Signature.encoded(key, true) + " " + Signature.encoded(etag, false) + " " + size;
        }

        static Orphan of(String line) {
            String[] parts = line.split(" ", -1);
            return new Orphan(decoded(parts[0]), decoded(parts[1]), Long.parseLong(parts[2]));
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }

    /** Begins anew. What is written counts once it is complete. */
    BufferedWriter writer() throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(lines);
        Files.deleteIfExists(done);
        return Files.newBufferedWriter(begun());
    }

    void complete() throws IOException {
        Files.move(begun(), lines, StandardCopyOption.ATOMIC_MOVE);
    }

    boolean isComplete() {
        return Files.exists(lines);
    }

    private Path begun() {
        return lines.resolveSibling(lines.getFileName() + ".new");
    }

    long total() throws IOException {
        try (Stream<String> all = Files.lines(lines)) {
            return all.count();
        }
    }

    long done() throws IOException {
        return Files.exists(done) ? Long.parseLong(Files.readString(done).strip()) : 0;
    }

    /** Whole or not at all, so that a crash leaves the number before. */
    void done(long count) throws IOException {
        Path half = done.resolveSibling(done.getFileName() + ".new");
        Files.writeString(half, count + "\n");
        Files.move(half, done, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Hands out what is not done yet, batch by batch. */
    void remaining(int batch, Batches batches) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(lines)) {
            for (long skipped = done(); skipped > 0 && reader.readLine() != null; skipped--) {
                // Done in an earlier run.
            }
            List<Orphan> orphans = new ArrayList<>(batch);
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                orphans.add(Orphan.of(line));
                if (orphans.size() == batch) {
                    batches.take(List.copyOf(orphans));
                    orphans.clear();
                }
            }
            if (!orphans.isEmpty()) {
                batches.take(List.copyOf(orphans));
            }
        }
    }

    @FunctionalInterface
    interface Batches {
        void take(List<Orphan> orphans) throws IOException;
    }
}
