package dev.cleanslate.suite;

import java.util.List;
import java.util.Optional;

/**
 * A bucket whose objects belong to rows. {@code endpoint} holds its {@code env:NAME} unexpanded; {@code prefix} is what
 * the keys begin with, empty for the whole bucket; {@code protect} are patterns of keys that are nobody's orphans.
 */
public record ObjectStore(
        Place place,
        String bucket,
        Optional<String> endpoint,
        String region,
        Credentials credentials,
        String prefix,
        KeyColumn keys,
        List<String> protect,
        Orphans orphans) {

    public ObjectStore {
        protect = List.copyOf(protect);
    }

    /** Names of environment variables, never what they hold. */
    public record Credentials(String accessKey, String secretKey, Optional<String> sessionToken) {}

    /** The column with the key of each object; the table as the suite spells it, perhaps with its schema. */
    public record KeyColumn(String table, String column, Place place) {}

    /** What becomes of objects without a row. Nothing does unless the suite says so. */
    public sealed interface Orphans {

        record Reported() implements Orphans {}

        record Quarantined(String prefix, int most) implements Orphans {}

        record Deleted(int most) implements Orphans {}
    }
}
