package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.RunOutline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How one number went from run to run of one kind, the oldest first. */
public record Trend(String target, String suite, String command, Unit unit, List<Long> values) {

    private static final int POINTS = 40;

    /** What the values count. */
    public enum Unit {
        COUNT,
        MILLIS
    }

    public Trend {
        values = List.copyOf(values);
    }

    /** As a list of trends calls it. */
    public String what() {
        return unit == Unit.COUNT ? "findings" : "seconds of " + command;
    }

    public long first() {
        return values.get(0);
    }

    public long last() {
        return values.get(values.size() - 1);
    }

    /** Of findings over scans first, then of the seconds of each command; from two runs on. */
    public static List<Trend> of(List<RunOutline> newestFirst) {
        List<Trend> trends = new ArrayList<>();
        Map<List<String>, List<RunOutline>> kinds = new LinkedHashMap<>();
        newestFirst.forEach(
                o -> kinds.computeIfAbsent(List.of(o.target(), o.suite(), o.command()), any -> new ArrayList<>())
                        .add(o));
        kinds.forEach((kind, runs) -> add(trends, kind, Unit.COUNT, runs, RunOutline::open));
        // How long a run took that was stopped half-way says nothing of the next one; a scan that finds something was
        // not.
        kinds.forEach((kind, runs) -> add(
                trends,
                kind,
                Unit.MILLIS,
                runs,
                o -> o.passed() || o.open().isPresent() ? o.millis() : Optional.empty()));
        return trends;
    }

    private static void add(
            List<Trend> trends,
            List<String> kind,
            Unit unit,
            List<RunOutline> newestFirst,
            Function<RunOutline, Optional<Long>> number) {
        List<Long> values = new ArrayList<>(newestFirst.stream()
                .flatMap(o -> number.apply(o).stream())
                .limit(POINTS)
                .toList());
        if (values.size() > 1) {
            Collections.reverse(values);
            trends.add(new Trend(kind.get(0), kind.get(1), kind.get(2), unit, values));
        }
    }
}
