package dev.cleanslate.storage;

import dev.cleanslate.suite.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;

/** A suite's {@code storage} section, carried out: first the comparison, which changes nothing, then the clearance. */
public final class Reconciliation {

    private final ObjectStore store;
    private final Bucket bucket;
    private final int batch;

    public Reconciliation(ObjectStore store, Bucket bucket) {
        this(store, bucket, Bucket.BATCH);
    }

    Reconciliation(ObjectStore store, Bucket bucket, int batch) {
        this.store = store;
        this.batch = batch;
        this.bucket = bucket;
    }

    /** How far the clearance has come. */
    @FunctionalInterface
    public interface Progress {
        void at(Cleared soFar);
    }

    /** Counts, and leaves nothing behind. */
    public Compared count(Keys keys, LongConsumer progress) {
        return compare(keys, settled(), Optional.empty(), progress);
    }

    /** Leaves what it finds in the folder, from where {@link #clear} takes it. */
    public Compared compare(Keys keys, Path folder, LongConsumer progress) {
        return compare(keys, settled(), folder, progress);
    }

    /** The same with rows as they were that long ago: what is younger than that is not judged either. */
    public Compared compare(Keys keys, Path folder, Duration behind, LongConsumer progress) {
        return compare(keys, settled().minus(behind), folder, progress);
    }

    /** Objects that changed at or after {@code settled} are left alone, since their rows may still come. */
    Compared compare(Keys keys, Instant settled, Path folder, LongConsumer progress) {
        try (Manifest manifest = Manifest.in(folder)) {
            Compared compared = compare(keys, settled, Optional.of(manifest), progress);
            manifest.complete();
            return compared;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Compared compare(Keys keys, Instant settled, Optional<Manifest> manifest, LongConsumer progress) {
        var rules = new Comparison.Rules(store.prefix(), store.orphans().quarantine(), store.protect(), settled);
        try (Listing listing = new Listing(bucket, store.prefix())) {
            return new Comparison(listing, manifest, rules, progress).over(keys);
        }
    }

    private Instant settled() {
        return bucket.now(store.prefix()).minus(store.minAge());
    }

    /** A bucket and columns that have nothing in common are no reason to take everything away. */
    public void requireKin(Compared compared, String columns) {
        if (compared.strangers()) {
            throw new NotTaken(store.place() + ": storage: not one of " + compared.objects() + " objects in " + bucket
                    + " belongs to one of the " + (compared.rows() + compared.elsewhere()) + " keys in " + columns
                    + ". Bucket, prefix or column is likely wrong: every object would be taken for one without a row."
                    + " Nothing was changed.");
        }
    }

    /** More than the suite allows, and none is touched. */
    public Compared requireFew(Compared compared) {
        int most = store.orphans().limit();
        if (compared.orphans() > most) {
            throw new NotTaken(
                    store.place() + ": storage: there are " + compared.orphans() + " objects without a row in "
                            + bucket + ", and \"max-delete\" allows " + most + " to be taken away. Look at the list, "
                            + Manifest.ORPHANS
                            + " in the run's folder, and raise \"max-delete\" if they are to go. No object was moved or deleted.");
        }
        return compared;
    }

    /** Of the comparison that left its list in this folder. */
    public Cleared clear(Compared compared, Keys keys, Path folder, Progress progress) {
        requireFew(compared);
        try (Clearance clearance =
                new Clearance(bucket, keys, store.prefix(), store.orphans().quarantine(), batch)) {
            return clearance.over(folder, compared.orphans(), progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
