package dev.cleanslate.evidence;

import dev.cleanslate.run.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A step under way, as far as a person should hear of it. */
final class Watched {

    /** A little under the promised 30 s, since the ticker comes by only now and then. */
    private static final Duration SILENCE = Duration.ofMillis(29_500);

    /** What takes less is over before anybody has read more than its name. */
    private static final Duration LONG = Duration.ofSeconds(3);

    /** Of fewer rows a rate says more about the step's other work. */
    private static final long MANY = 1_000;

    final String id;
    final String name;
    private final Instant since;
    private final Map<String, Long> rows = new LinkedHashMap<>();
    private final Set<String> waitsTold = new HashSet<>();
    private long counted;
    private Instant heard;
    private Instant moved;
    private String what = "";
    private String known = "";
    private Lookout.Sighting sighting = Lookout.Sighting.NOTHING;
    private int children;
    private int tables;
    private int scanned;

    Watched(String id, String name, Instant since) {
        this.id = id;
        this.name = name;
        this.since = since;
        this.heard = since;
        this.moved = since;
    }

    void progress(Instant at, RunEvent.Progress event) {
        what = event.what();
        rows.put(event.what(), event.rows());
        counted = event.millis();
        moved(at);
    }

    void working(Instant at, RunEvent.Working event) {
        what = event.what();
        moved(at);
    }

    private void moved(Instant at) {
        moved = at;
        sighting = Lookout.Sighting.NOTHING;
    }

    void proved(RunEvent.TablesProved event) {
        tables = event.tables().size();
    }

    void scanned() {
        scanned++;
    }

    void childPassed() {
        children++;
    }

    void heardAt(Instant now) {
        heard = now;
    }

    boolean isDue(Instant now) {
        return Duration.between(heard, now).compareTo(SILENCE) >= 0;
    }

    boolean isLong(Instant now) {
        return Duration.between(since, now).compareTo(LONG) >= 0;
    }

    /** It has told nothing of itself for a while. */
    boolean isSilent(Instant now) {
        return Duration.between(moved, now).compareTo(LONG) >= 0;
    }

    /** Returns the waits that were not heard of before. Who is waited for makes one another, not what that session is at. */
    List<String> seen(Lookout.Sighting now) {
        sighting = now;
        return now.waits().stream()
                .filter(wait -> waitsTold.add(wait.replaceFirst(" \\(application .*", "")))
                .toList();
    }

    void known(String told) {
        known = told;
    }

    String work() {
        return Stream.of(known, sighting.work())
                .filter(part -> !part.isEmpty())
                .map(part -> Printable.of(part, 200))
                .collect(Collectors.joining("; "));
    }

    List<String> waits() {
        return sighting.waits().stream().map(wait -> Printable.of(wait, 400)).toList();
    }

    String wholeSeconds(Instant now) {
        long seconds = seconds(now);
        return seconds < 60 ? seconds + " s" : Figures.seconds(seconds * 1000);
    }

    private long seconds(Instant now) {
        return Math.max(0, (Duration.between(since, now).toMillis() + 500) / 1000);
    }

    String rowsText() {
        if (!rows.isEmpty()) {
            return Figures.count(sum(), unit());
        }
        if (tables > 0) {
            return Figures.count(tables, "table");
        }
        return children == 0 ? "" : Figures.count(children, "check");
    }

    private long sum() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Up to when they were counted last: in a statement that tells nothing, rows do not become fewer by the second. */
    private String rate() {
        return sum() < MANY || counted < 500 ? "" : Figures.count(sum() * 1000 / counted) + " " + unit() + "s/s";
    }

    /** Nearly everything that is counted is a row; what is not says so. */
    private String unit() {
        return rows.keySet().stream().allMatch(counted -> counted.startsWith("objects ")) ? "object" : "row";
    }

    /** Rows, rate and what it is at, as it says itself; of a scan that is the table done last, which is told better. */
    String details() {
        boolean told = scanned > 0 && !known.isEmpty();
        return Stream.of(
                        scanned == 0 || told ? "" : Figures.count(scanned, "table") + " done",
                        rowsText(),
                        rate(),
                        what.isEmpty() || told ? "" : "now " + Printable.of(what, 60))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
