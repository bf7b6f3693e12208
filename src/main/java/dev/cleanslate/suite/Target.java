package dev.cleanslate.suite;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A database with its policy, as targets.yaml says it, with its variables still unexpanded. {@code language}: of the report
 * for people, who belong to the database and not to a suite. {@code storeless}: there is no object store beside it, so that
 * of a suite is not looked at.
 */
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
        Timing timing,
        BigDecimal scale,
        BackupPolicy backup,
        Rehearsal rehearsal,
        Optional<String> language,
        boolean storeless) {

    public Target {
        suites = List.copyOf(suites);
    }

    /** Whether nothing stands around the database that could be asked or told anything. */
    public boolean alone() {
        return where instanceof Where.Embedded embedded && embedded.alone();
    }

    /** Where the database is. */
    public sealed interface Where {
        /**
         * A throwaway server of this major version, made for the run. {@code alone}: nothing stands around it, so what a
         * suite asks of the outside or tells it is left out.
         */
        record Embedded(int major, boolean alone) implements Where {

            public Embedded(int major) {
                this(major, false);
            }
        }

        /** A URL that may hold {@code ${VARIABLES}}. */
        record Url(Mention template) implements Where {}
    }

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

    /** When a reset may run, and how long from its first lock to its commit. */
    public record Timing(Optional<Window> window, Optional<Duration> maxDuration) {

        public static final Timing NONE = new Timing(Optional.empty(), Optional.empty());
    }

    /**
     * The backup a reset needs: one that is there, {@code file}, or one to be taken into {@code folder} with {@code jobs}
     * at a time.
     */
    public record BackupPolicy(
            Optional<String> file, Optional<Duration> maxAge, Optional<String> folder, Optional<Integer> jobs) {

        /** One that is taken, wherever backups go. */
        public static final BackupPolicy TAKEN =
                new BackupPolicy(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * What a rehearsal runs on. {@code url} is of the external server, {@code holdsData} whether what is there is a copy
     * already, {@code image} of the container; what stands under {@code waiveExtensions} may be missing there. {@code
     * maxAge}: for how long its certificate opens a reset.
     */
    public record Rehearsal(
            Optional<On> on,
            Optional<Mention> url,
            boolean holdsData,
            Optional<String> image,
            List<Mention> waiveExtensions,
            Duration maxAge) {

        public static final Duration A_DAY = Duration.ofHours(24);

        /** In a container where Docker answers, else on an embedded server. */
        public static final Rehearsal ANYWHERE =
                new Rehearsal(Optional.empty(), Optional.empty(), false, Optional.empty(), List.of(), A_DAY);

        public Rehearsal {
            waiveExtensions = List.copyOf(waiveExtensions);
        }

        /** The kinds of servers. */
        public enum On {
            CONTAINER,
            EMBEDDED,
            CLONE,
            EXTERNAL;

            /** As the file spells it. */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }
}
