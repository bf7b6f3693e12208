package dev.cleanslate.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a store lets somebody do, found out without changing anything: rights to move and to delete are asked about with a
 * key that nothing has, so that nothing comes of it where the right is there.
 */
public final class BucketCheck {

    private final Bucket bucket;
    private final String nobodys;

    /** {@code prefix}: of the keys that are compared. */
    public BucketCheck(Bucket bucket, String prefix) {
        this.bucket = bucket;
        this.nobodys = prefix + "cleanslate-doctor-" + UUID.randomUUID();
    }

    /** What keeps it from being listed; empty when nothing does. */
    public Optional<StorageFailure> listing() {
        try {
            bucket.page(nobodys, "");
            return Optional.empty();
        } catch (StorageFailure failure) {
            return Optional.of(failure);
        }
    }

    /** By how much this machine's clock is ahead of the store's, or behind; a store tells no fractions of a second. */
    public Duration ahead() {
        return bucket.told().map(told -> Duration.between(told, Instant.now())).orElse(Duration.ZERO);
    }

    /** As the store spells it, and empty text where it never kept any; empty where it does not say, or not to us. */
    public Optional<String> versioning() {
        return bucket.versioning();
    }

    /** What keeps objects from being copied there, by asking for a copy of nothing. */
    public Optional<StorageFailure> moving(String quarantine) {
        try {
            bucket.copy(nobodys, "", quarantine + nobodys);
            return Optional.empty();
        } catch (StorageFailure failure) {
            return Optional.of(failure);
        }
    }

    /** What keeps objects from being deleted; only for a bucket that never kept versions, where it leaves nothing behind. */
    public Optional<StorageFailure> deleting() {
        try {
            Map<String, String> refused = bucket.delete(List.of(new StoredObject(nobodys, 0, Instant.EPOCH, "")));
            return refused.values().stream()
                    .findFirst()
                    .map(code -> new StorageFailure(bucket + ", DELETE: answered " + code + ".", code));
        } catch (StorageFailure failure) {
            return Optional.of(failure);
        }
    }
}
