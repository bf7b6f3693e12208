package dev.cleanslate.storage;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison found, in files of its run's folder, a line each: the objects without a row, those of them that a rule
 * of the suite keeps, and the keys without an object. What a clearance takes it reads from there, so that it also stands
 * there what a run that was killed was about to do.
 */
final class Manifest implements AutoCloseable {

    static final String ORPHANS = "storage-orphans.txt";
    static final String KEPT = "storage-kept.txt";
    static final String MISSING = "storage-missing.txt";
    private static final List<String> NAMES = List.of(ORPHANS, KEPT, MISSING);

    private final Path folder;
    private final BufferedWriter orphans;
    private final BufferedWriter kept;
    private final BufferedWriter missing;

    private Manifest(Path folder) throws IOException {
        this.folder = folder;
        this.orphans = Files.newBufferedWriter(begun(ORPHANS));
        this.kept = Files.newBufferedWriter(begun(KEPT));
        this.missing = Files.newBufferedWriter(begun(MISSING));
    }

    /** Begins anew. What is written counts once it is {@link #complete}. */
    static Manifest in(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : NAMES) {
            Files.deleteIfExists(folder.resolve(name));
        }
        return new Manifest(folder);
    }

    void orphan(StoredObject object) throws IOException {
        orphans.write(line(object));
        orphans.newLine();
    }

    /** {@code why} it stays, though it has no row. */
    void kept(StoredObject object, String why) throws IOException {
        kept.write(line(object, why));
        kept.newLine();
    }

    void missing(String key) throws IOException {
        missing.write(Signature.encoded(key, true));
        missing.newLine();
    }

    void complete() throws IOException {
        close();
        for (String name : NAMES) {
            Files.move(begun(name), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public void close() throws IOException {
        try (orphans;
                kept) {
            missing.close();
        }
    }

    private Path begun(String name) {
        return folder.resolve(name + ".new");
    }

    /** Hands out the orphans of the last complete one, so many at once. */
    static void orphans(Path folder, int atOnce, Batches batches) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(folder.resolve(ORPHANS))) {
            List<StoredObject> batch = new ArrayList<>(atOnce);
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                batch.add(object(line));
                if (batch.size() == atOnce) {
                    batches.take(List.copyOf(batch));
                    batch.clear();
                }
            }
            if (!batch.isEmpty()) {
                batches.take(List.copyOf(batch));
            }
        }
    }

    @FunctionalInterface
    interface Batches {
        void take(List<StoredObject> orphans) throws IOException;
    }

    /** Encoded, since a key may hold line ends and blanks. */
    static String line(StoredObject object) {
        return String.join(
                " ",
                Signature.encoded(object.key(), true),
                Signature.encoded(object.etag(), false),
                String.valueOf(object.size()),
                object.modified().toString());
    }

    static String line(StoredObject object, String why) {
        return line(object) + " " + why;
    }

    static StoredObject object(String line) {
        String[] parts = line.split(" ", -1);
        return new StoredObject(
                decoded(parts[0]), Long.parseLong(parts[2]), Instant.parse(parts[3]), decoded(parts[1]));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
