package dev.cleanslate.evidence;

import dev.cleanslate.scan.Comparison;
import dev.cleanslate.scan.Comparison.Change;
import dev.cleanslate.scan.Comparison.Kind;
import dev.cleanslate.scan.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a scan found against the one before it, for a person. */
final class ScanChanges {

    private static final int NAMED = 20;

    private @Nullable Comparison comparison;

    void compared(Comparison with) {
        comparison = with;
    }

    /** Right after the rows of a finding: {@code , NEW}, {@code , 12 more than last time}; nothing where nothing is known. */
    String of(Finding finding) {
        Comparison with = comparison;
        if (with == null || with.since().isEmpty()) {
            return "";
        }
        return with.changes().stream()
                .filter(c -> c.standing().id().equals(finding.id()))
                .findFirst()
                .map(ScanChanges::said)
                .orElse("");
    }

    private static String said(Change change) {
        return switch (change.kind()) {
            case NEW -> ", NEW since last time";
            case MORE -> ", in all " + Figures.count(change.now() - change.before(), "row") + " MORE than last time";
            case FEWER -> ", in all " + Figures.count(change.before() - change.now(), "row") + " fewer than last time";
            case WORSE -> ", WORSE than last time";
            case SAME, GONE, UNKNOWN -> "";
        };
    }

    List<String> lines(Ink ink) {
        Comparison with = comparison;
        List<String> lines = new ArrayList<>();
        if (with == null) {
            return lines;
        }
        with.since().ifPresent(since -> {
            lines.add("");
            lines.add(ink.bold("Since the scan of " + minute(since.at().toString())) + "  " + counts(with));
            named(with, Kind.NEW, lines);
            named(with, Kind.MORE, lines);
            named(with, Kind.WORSE, lines);
            named(with, Kind.GONE, lines);
            unknown(with, lines);
        });
        with.handOff().ifPresent(handOff -> {
            lines.add("");
            lines.add(ink.bold("Since the hand-off of " + minute(handOff.at().toString())) + "  reset " + handOff.run()
                    + (handOff.tables().isEmpty() ? ": every table that it left empty still is" : ""));
            Columns columns = new Columns("lrl");
            handOff.tables().stream()
                    .limit(NAMED)
                    .forEach(t -> columns.row(
                            Printable.of(t.table()),
                            Figures.count(t.rows(), "row") + " since,",
                            t.findings() == 0
                                    ? "nothing found in them"
                                    : "with " + Figures.count(t.findings(), "finding")));
            lines.addAll(columns.lines("  "));
            if (handOff.tables().size() > NAMED) {
                lines.add("  and " + Figures.count(handOff.tables().size() - NAMED, "table")
                        + " more, all in the record");
            }
        });
        return lines;
    }

    /** {@code 2026-11-20 02:00 UTC} */
    private static String minute(String instant) {
        return instant.substring(0, 16).replace('T', ' ') + " UTC";
    }

    private static String counts(Comparison with) {
        List<String> parts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            long count = with.count(kind);
            if (count > 0) {
                parts.add(count + " " + word(kind));
            }
        }
        return parts.isEmpty() ? "nothing then, nothing now" : String.join(", ", parts);
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case NEW -> "new";
            case MORE -> "with more rows";
            case WORSE -> "worse";
            case FEWER -> "with fewer rows";
            case SAME -> "as before";
            case GONE -> "gone";
            case UNKNOWN -> "not known";
        };
    }

    private static void named(Comparison with, Kind kind, List<String> lines) {
        List<String> ids = with.changes().stream()
                .filter(c -> c.kind() == kind)
                .map(c -> Printable.of(c.standing().id()))
                .toList();
        named(word(kind), ids, lines);
    }

    /** What is not looked for any more may stand as it stood. */
    private static void unknown(Comparison with, List<String> lines) {
        Map<String, List<String>> whys = new LinkedHashMap<>();
        with.changes().stream()
                .filter(c -> c.kind() == Kind.UNKNOWN)
                .forEach(c -> whys.computeIfAbsent(c.standing().unseen().orElse(""), any -> new ArrayList<>())
                        .add(Printable.of(c.standing().id())));
        whys.forEach((why, ids) -> named("not known, since " + why, ids, lines));
    }

    private static void named(String what, List<String> ids, List<String> lines) {
        if (!ids.isEmpty()) {
            String more = ids.size() > NAMED ? ", and " + (ids.size() - NAMED) + " more" : "";
            Width.wrap(what + ": " + String.join(", ", ids.stream().limit(NAMED).toList()) + more, 100)
                    .forEach(line -> lines.add("  " + line));
        }
    }
}
