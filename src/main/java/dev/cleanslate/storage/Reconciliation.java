package dev.cleanslate.storage;

import dev.cleanslate.suite.ObjectStore;
import dev.cleanslate.suite.ObjectStore.Orphans;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/** A suite's {@code storage} section, carried out: first the comparison, which changes nothing, then the clearance. */
public final class Reconciliation {

    private final ObjectStore store;
    private final Bucket bucket;
    private final Manifest manifest;
    private final int batch;

    /** The manifest is kept in the folder, and another run takes up what it finds there. */
    public Reconciliation(ObjectStore store, Bucket bucket, Path folder) {
        this(store, bucket, folder, Bucket.BATCH);
    }

    Reconciliation(ObjectStore store, Bucket bucket, Path folder, int batch) {
        this.store = store;
        this.batch = batch;
        this.bucket = bucket;
        this.manifest = new Manifest(folder);
    }

    /** How many orphans of how many are done. */
    @FunctionalInterface
    public interface Progress {
        void at(long done, long total);
    }

    /** Objects that changed at or after {@code settled} are left alone, since their rows may still come. */
    public Compared compare(Consumer<Consumer<String>> keys, Instant settled) throws IOException {
        Compared compared;
        try (BufferedWriter writer = manifest.writer();
                Listing listing = new Listing(bucket, store.prefix())) {
            compared =
                    new Comparison(listing, writer, store.prefix(), quarantine(), store.protect(), settled).over(keys);
        }
        if (compared.strangers()) {
            throw refused("not one of " + compared.objects() + " objects belongs to one of "
                    + (compared.rows() + compared.elsewhere()) + " rows of " + column()
                    + ". Bucket, prefix or column is likely wrong");
        }
        manifest.complete();
        return compared;
    }

    /** Of the last comparison, whichever run made it. More orphans than the suite allows, and none is touched. */
    public Cleared clear(Progress progress) throws IOException {
        if (!manifest.isComplete()) {
            throw refused("there is no whole list of orphans to go by. Compare first");
        }
        long total = manifest.total();
        if (total > most()) {
            throw refused(
                    most() == 0
                            ? "\"orphans\" does not say that they are to be moved or deleted"
                            : "there are " + total + " objects without a row, and \"max-delete\" allows " + most()
                                    + ". Look at the list, and raise it if they are to go");
        }
        try (Clearance clearance = new Clearance(bucket, quarantine(), batch)) {
            return clearance.over(manifest, progress);
        }
    }

    private StorageFailure refused(String why) {
        return new StorageFailure(
                store.place() + ": storage of bucket \"" + store.bucket() + "\": " + why
                        + ". No object was moved or deleted.",
                "");
    }

    private String column() {
        return "\"" + store.keys().table() + "." + store.keys().column() + "\"";
    }

    private long most() {
        Orphans orphans = store.orphans();
        if (orphans instanceof Orphans.Quarantined quarantined) {
            return quarantined.most();
        }
        return orphans instanceof Orphans.Deleted deleted ? deleted.most() : 0;
    }

    private String quarantine() {
        return store.orphans() instanceof Orphans.Quarantined quarantined ? quarantined.prefix() : "";
    }
}
