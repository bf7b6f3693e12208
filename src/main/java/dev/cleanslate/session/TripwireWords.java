package dev.cleanslate.session;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.scan.ArmedTripwire;
import dev.cleanslate.scan.Detector;
import dev.cleanslate.scan.Tripwire;
import dev.cleanslate.scan.TripwireMatches;
import dev.cleanslate.scan.Watched;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said of a tripwire, a line each. */
final class TripwireWords {

    /** For counting what matches now; who wants to arm a tripwire should not wait for a scan. */
    private static final long MILLIS = 20_000;

    private TripwireWords() {}

    static List<String> now(ArmedTripwire now) {
        List<String> words = new ArrayList<>();
        if (!now.armed()) {
            words.add(
                    now.remains()
                            ? "Now: no table has a tripwire; something of an earlier one is left in the schema cleanslate."
                            : "Now: no tripwire is armed.");
        } else {
            words.add("Now: "
                    + now.said()
                            .map(said -> said.replaceFirst("^Cleanslate tripwire, ", ""))
                            .orElse("armed, and its comment does not say since when")
                    + ", across " + tables(now.across().size()) + ":");
            now.across()
                    .forEach(a -> words.add("  " + a.table() + " (" + String.join(", ", a.columns()) + ")"
                            + (a.off().isEmpty() ? "" : ": SWITCHED OFF there (" + a.enabling() + ")")));
        }
        now.log()
                .ifPresent(log -> words.add(log.rows()
                        .map(rows -> "  Logged so far (cleanslate.tripwire_log): " + rows
                                + (rows == 1 ? " value" : " values")
                                + log.last().map(at -> ", the last at " + at).orElse("")
                                + (log.full()
                                        ? ". It is full, so what was hit since is not in it (TRUNCATE"
                                                + " cleanslate.tripwire_log makes room)"
                                        : ""))
                        .orElse("  There is a log (cleanslate.tripwire_log), and this role may not read it.")));
        return words;
    }

    /** What is recognised now and was not there, or was not asked, when it was armed. */
    static List<String> unwatched(ArmedTripwire now, Tripwire tripwire) {
        if (!now.armed()) {
            return List.of();
        }
        Set<String> watched = now.across().stream()
                .flatMap(a -> a.columns().stream().map(c -> a.table() + "." + c))
                .collect(Collectors.toSet());
        List<String> missing = tripwire.tables().stream()
                .flatMap(t -> t.columns().stream()
                        .map(c -> t.name() + "." + c.column().name()))
                .filter(place -> !watched.contains(place))
                .toList();
        return missing.isEmpty()
                ? List.of()
                : List.of("  Not watched as it is armed now: " + String.join(", ", missing) + ".");
    }

    static List<String> of(PgSession session, Tripwire tripwire, Tripwire.Mode mode) {
        List<String> words = new ArrayList<>();
        words.add("This tripwire, mode " + mode.word() + ", "
                + switch (mode) {
                    case REFUSE -> "refuses rows";
                    case LOG -> "lets rows in and logs them";
                }
                + " with demo or test data in " + tables(tripwire.tables().size()) + ":");
        long end = System.nanoTime() + MILLIS * 1_000_000;
        long matching = 0;
        for (Watched table : tripwire.tables()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            Optional<TripwireMatches> matches = TripwireMatches.of(session, tripwire, table, left);
            matching += matches.map(TripwireMatches::rows).orElse(0L);
            words.add("  " + table.name() + ": " + table.said()
                    + matches.map(TripwireWords::there).orElse("; how many rows match now was not counted"));
        }
        tripwire.notes().forEach(note -> words.add("  " + note + "."));
        words.add("Detectors: "
                + Stream.concat(tripwire.detectors().stream().map(Detector::id), tripwire.ownIds().stream())
                        .distinct()
                        .collect(Collectors.joining(", "))
                + ".");
        if (matching > 0) {
            words.add(
                    "Rows that are there stay, and may be changed elsewhere. Are those that match real? Then --skip or"
                            + " --without what hits them, or such people are "
                            + (mode == Tripwire.Mode.REFUSE ? "refused." : "logged.")
                            + " If they are not: scan says how to remove them.");
        }
        return words;
    }

    private static String there(TripwireMatches matches) {
        if (matches.rows() == 0) {
            return "; no row there matches";
        }
        return String.format(
                Locale.ROOT,
                "; %,d %s (%s)",
                matches.rows(),
                matches.rows() == 1 ? "row there matches" : "rows there match",
                matches.byDetector().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> String.format(Locale.ROOT, "%s %,d", e.getKey(), e.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    private static String tables(int count) {
        return count + (count == 1 ? " table" : " tables");
    }
}
