package dev.cleanslate.scan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a scan found against what was known before it. {@code since} is empty for the first scan of a database. */
public record Comparison(Optional<Scanned> since, List<Change> changes, Optional<HandOff> handOff) {

    public Comparison {
        changes = List.copyOf(changes);
    }

    /** A scan that came to its end. */
    public record Scanned(String run, Instant at) {}

    /** A finding of either scan, with its rows then and now. Of what is unknown, the standing says why. */
    public record Change(Kind kind, Standing standing, long before, long now) {}

    /** A committed reset, and what came since into tables that it left empty. */
    public record HandOff(String run, Instant at, List<Filled> tables) {
        public HandOff {
            tables = List.copyOf(tables);
        }
    }

    /** {@code findings} are of any severity, waived ones among them. */
    public record Filled(String table, long rows, int findings) {}

    public enum Kind {
        NEW,
        MORE,
        WORSE,
        FEWER,
        SAME,
        GONE,
        /** This scan did not look there or not for it, or could not read. */
        UNKNOWN;

        /** Contamination that came since; what is left of an older one is not. */
        public boolean came() {
            return this == NEW || this == MORE || this == WORSE;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code unseen}: why this scan would not have found a finding of before if it were still there; empty where it would. */
    public static Comparison of(
            Optional<Scanned> since,
            List<Standing> before,
            List<Standing> now,
            Function<Standing, Optional<String>> unseen,
            Optional<HandOff> handOff) {
        Map<String, Standing> then = new LinkedHashMap<>();
        before.forEach(standing -> then.put(standing.id(), standing));
        List<Change> changes = new ArrayList<>();
        for (Standing standing : now) {
            Standing old = then.remove(standing.id());
            changes.add(
                    old == null
                            ? new Change(Kind.NEW, standing, 0, standing.rows())
                            : new Change(kind(old, standing), standing, old.rows(), standing.rows()));
        }
        then.values()
                .forEach(old -> changes.add(unseen.apply(old)
                        .map(why -> new Change(Kind.UNKNOWN, old.unseen(why), old.rows(), 0))
                        .orElseGet(() -> new Change(Kind.GONE, old, old.rows(), 0))));
        return new Comparison(since, changes, handOff);
    }

    private static Kind kind(Standing old, Standing now) {
        if (now.rows() > old.rows()) {
            return Kind.MORE;
        }
        if (now.severity() != old.severity() && now.severity().atLeast(old.severity())) {
            return Kind.WORSE;
        }
        return now.rows() < old.rows() ? Kind.FEWER : Kind.SAME;
    }

    public boolean came(Finding finding) {
        return changes.stream()
                .anyMatch(c -> c.kind().came() && c.standing().id().equals(finding.id()));
    }

    public long count(Kind kind) {
        return changes.stream().filter(c -> c.kind() == kind).count();
    }

    /** What the next scan goes by: what stands, and what may stand where nobody could look. */
    public List<Standing> remembered() {
        return changes.stream()
                .filter(c -> c.kind() != Kind.GONE)
                .map(Change::standing)
                .toList();
    }
}
