package dev.cleanslate.storage;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What became of the orphans of a manifest, a line each, written as it becomes known: which went, and which stayed for
 * what reason. An orphan in neither list was not reached, or the store did not say what became of it.
 */
final class Departures implements AutoCloseable {

    static final String TAKEN = "storage-taken.txt";
    static final String LEFT = "storage-left.txt";

    /** Stands behind what was deleted in just the moment in which it got a row. */
    static final String LATE = "row-came-late";

    private final BufferedWriter taken;
    private final BufferedWriter left;

    private Departures(BufferedWriter taken, BufferedWriter left) {
        this.taken = taken;
        this.left = left;
    }

    static Departures in(Path folder) throws IOException {
        BufferedWriter first = Files.newBufferedWriter(folder.resolve(TAKEN));
        try {
            return new Departures(first, Files.newBufferedWriter(folder.resolve(LEFT)));
        } catch (IOException e) {
            first.close();
            throw e;
        }
    }

    /** It is on its way to the disk when this returns: a run may be killed at any time. */
    synchronized void of(Batch batch) {
        try {
            for (StoredObject object : batch.gone()) {
                line(taken, batch.late().contains(object) ? Manifest.line(object, LATE) : Manifest.line(object));
            }
            for (Map.Entry<StoredObject, String> one : batch.stayed().entrySet()) {
                line(left, Manifest.line(one.getKey(), one.getValue()));
            }
            taken.flush();
            left.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(BufferedWriter writer, String line) throws IOException {
        writer.write(line);
        writer.newLine();
    }

    @Override
    public void close() throws IOException {
        try (taken) {
            left.close();
        }
    }
}
