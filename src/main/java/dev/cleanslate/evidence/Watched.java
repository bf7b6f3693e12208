package dev.cleanslate.evidence;

import dev.cleanslate.run.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A step under way, as far as a person should hear of it. */
final class Watched {

    /** A little under the promised 30 s, since the ticker comes by only now and then. */
    private static final Duration SILENCE = Duration.ofMillis(29_500);

    final String id;
    final String name;
    private final Instant since;
    private final Map<String, Long> rows = new LinkedHashMap<>();
    private Instant heard;
    private String what = "";
    private int children;
    private int tables;

    Watched(String id, String name, Instant since) {
        this.id = id;
        this.name = name;
        this.since = since;
        this.heard = since;
    }

    void progress(RunEvent.Progress event) {
        what = event.what();
        rows.put(event.what(), event.rows());
    }

    void working(RunEvent.Working event) {
        what = event.what();
    }

    void proved(RunEvent.TablesProved event) {
        tables = event.tables().size();
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

    String wholeSeconds(Instant now) {
        long seconds = Math.max(0, (Duration.between(since, now).toMillis() + 500) / 1000);
        return seconds < 60 ? seconds + " s" : Figures.seconds(seconds * 1000);
    }

    String rowsText() {
        if (!rows.isEmpty()) {
            return Figures.count(
                    rows.values().stream().mapToLong(Long::longValue).sum(), "row");
        }
        if (tables > 0) {
            return Figures.count(tables, "table");
        }
        return children == 0 ? "" : Figures.count(children, "check");
    }

    String details(String before, String after) {
        String now = what.isEmpty() ? "" : "now " + Printable.of(what, 40);
        String both = rowsText() + (rowsText().isEmpty() || now.isEmpty() ? "" : ", ") + now;
        return both.isEmpty() ? "" : before + both + after;
    }
}
