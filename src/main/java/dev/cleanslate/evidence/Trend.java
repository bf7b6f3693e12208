package dev.cleanslate.evidence;

import dev.cleanslate.evidence.report.RunOutline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How one number went from run to run of one kind, the oldest first. */
record Trend(String target, String suite, String what, Unit unit, List<Long> values) {

    private static final int POINTS = 40;

    enum Unit {
        COUNT,
        MILLIS
    }

    Trend {
        values = List.copyOf(values);
    }

    long first() {
        return values.get(0);
    }

    long last() {
        return values.get(values.size() - 1);
    }

    /** Of findings over scans first, then of the seconds of each command; from two runs on. */
    static List<Trend> of(List<PastRun> newestFirst) {
        List<Trend> trends = new ArrayList<>();
        Map<List<String>, List<RunOutline>> kinds = new LinkedHashMap<>();
        newestFirst.stream()
                .map(PastRun::outline)
                .forEach(o -> kinds.computeIfAbsent(
                                List.of(o.target(), o.suite(), o.command()), any -> new ArrayList<>())
                        .add(o));
        kinds.forEach((kind, runs) -> add(trends, kind, "findings", Unit.COUNT, runs, RunOutline::open));
        // How long a run took that was stopped half-way says nothing of the next one; a scan that finds something was
        // not.
        kinds.forEach((kind, runs) -> add(
                trends,
                kind,
                "seconds of " + kind.get(2),
                Unit.MILLIS,
                runs,
                o -> o.passed() || o.open().isPresent() ? o.millis() : Optional.empty()));
        return trends;
    }

    private static void add(
            List<Trend> trends,
            List<String> kind,
            String what,
            Unit unit,
            List<RunOutline> newestFirst,
            Function<RunOutline, Optional<Long>> number) {
        List<Long> values = new ArrayList<>(newestFirst.stream()
                .flatMap(o -> number.apply(o).stream())
                .limit(POINTS)
                .toList());
        if (values.size() > 1) {
            Collections.reverse(values);
            trends.add(new Trend(kind.get(0), kind.get(1), what, unit, values));
        }
    }
}
