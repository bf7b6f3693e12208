package dev.cleanslate.suite;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A bucket whose objects belong to rows. {@code bucket}, {@code endpoint} and {@code region} hold an {@code env:NAME}
 * unexpanded; {@code prefix} is what the keys begin with, empty for the whole bucket; {@code protect} are patterns of keys
 * that are nobody's orphans; what is younger than {@code minAge} is not judged.
 */
public record ObjectStore(
        Place place,
        String bucket,
        Optional<String> endpoint,
        String region,
        boolean pathStyle,
        Credentials credentials,
        String prefix,
        List<KeyColumn> keys,
        List<String> protect,
        Duration minAge,
        Orphans orphans) {

    /** A multipart upload has the date of its beginning, and may take hours; so may the transaction around its row. */
    public static final Duration USUAL_AGE = Duration.ofHours(24);

    private static final String VARIABLE = "env:";

    public ObjectStore {
        keys = List.copyOf(keys);
        protect = List.copyOf(protect);
    }

    /** The variables of the environment that it asks for, in their order. */
    public List<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        variable(bucket).ifPresent(names::add);
        endpoint.flatMap(ObjectStore::variable).ifPresent(names::add);
        variable(region).ifPresent(names::add);
        names.add(credentials.accessKey());
        names.add(credentials.secretKey());
        credentials.sessionToken().ifPresent(names::add);
        return List.copyOf(names);
    }

    /** That a text begins with; what follows it stays, as in {@code env:STORE/path}. */
    public static Optional<String> variable(String text) {
        return text.startsWith(VARIABLE)
                ? Optional.of(text.substring(VARIABLE.length()).replaceFirst("(?s)[^A-Za-z0-9_].*", ""))
                : Optional.empty();
    }

    /** Names of environment variables, never what they hold. */
    public record Credentials(String accessKey, String secretKey, Optional<String> sessionToken) {}

    /** A column with keys of objects; the table as the suite spells it, perhaps with its schema. */
    public record KeyColumn(String table, String column, Place place) {

        @Override
        public String toString() {
            return table + "." + column;
        }
    }

    /** What becomes of objects without a row. Nothing does unless the suite says so. */
    public sealed interface Orphans {

        record Reported() implements Orphans {}

        record Quarantined(String prefix, int most) implements Orphans {}

        record Deleted(int most) implements Orphans {}

        /** As the record spells it. */
        default String word() {
            return this instanceof Quarantined ? "quarantine" : this instanceof Deleted ? "delete" : "report";
        }

        /** How many may be taken away at once; none where they are only reported. */
        default int limit() {
            if (this instanceof Quarantined quarantined) {
                return quarantined.most();
            }
            return this instanceof Deleted deleted ? deleted.most() : 0;
        }

        /** Where they are moved to; empty where they are not. */
        default String quarantine() {
            return this instanceof Quarantined quarantined ? quarantined.prefix() : "";
        }
    }
}
