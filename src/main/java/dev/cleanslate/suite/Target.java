package dev.cleanslate.suite;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A database with its policy, as targets.yaml says it, with its variables still unexpanded. */
public record Target(
        String name,
        Place place,
        Where where,
        List<Mention> suites,
        boolean disposable,
        boolean guarded,
        Optional<String> confirmAs,
        Trust trust,
        boolean requireTls,
        Optional<Integer> maxConnections,
        BigDecimal scale,
        Optional<BackupPolicy> backup,
        List<Mention> unbuilt) {

    public Target {
        suites = List.copyOf(suites);
        unbuilt = List.copyOf(unbuilt);
    }

    /** Where the database is. */
    public sealed interface Where {
        /** A throwaway server of this major version, made for the run. */
        record Embedded(int major) implements Where {}

        /** A URL that may hold {@code ${VARIABLES}}. */
        record Url(Mention template) implements Where {}
    }

    /**
     * The backup a reset needs: one that is there, {@code file}, or one to be taken into {@code folder} with {@code jobs}
     * at a time.
     */
    public record BackupPolicy(
            Optional<String> file, Optional<Duration> maxAge, Optional<String> folder, Optional<Integer> jobs) {}

    /**
     * Public keys by role, in the file's order: a role listed here must sign off, but for {@link #REHEARSAL}, whose keys may
     * sign certificates. No key stands in two roles. {@code tolerance}: how far the rows that go may outgrow the
     * rehearsal's.
     */
    public record Trust(Map<String, List<String>> keys, Optional<Tolerance> tolerance) {

        public static final String REHEARSAL = "rehearsal";
        public static final Trust NONE = new Trust(Map.of(), Optional.empty());

        public Trust {
            keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        }

        public List<String> rehearsalKeys() {
            return keys.getOrDefault(REHEARSAL, List.of());
        }
    }
}
