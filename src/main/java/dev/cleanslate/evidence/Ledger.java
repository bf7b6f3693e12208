package dev.cleanslate.evidence;

import dev.cleanslate.plan.Fate;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run did to each table, in rows: before, after, removed. */
final class Ledger implements RunListener {

    private static final int MOST = 30;

    private final Map<String, RunEvent.TableMeasured> measured = new LinkedHashMap<>();
    private @Nullable Plan plan;

    @Override
    public void on(Instant at, RunEvent event) {
        if (event instanceof RunEvent.Planned e) {
            plan = e.plan();
        } else if (event instanceof RunEvent.TableMeasured e) {
            measured.put(e.table(), e);
        } else if (event instanceof RunEvent.TablesProved e) {
            e.tables().forEach(table -> measured.put(table.table(), table));
        } else if (event instanceof RunEvent.AttemptFailed) {
            measured.clear();
        }
    }

    long rows() {
        return measured.values().stream()
                .mapToLong(RunEvent.TableMeasured::removed)
                .sum();
    }

    long tables() {
        return measured.values().stream().filter(m -> m.removed() > 0).count();
    }

    /** Those that lost most come first, those that had to stay last. */
    List<String> lines() {
        List<Line> all = new ArrayList<>();
        if (plan != null) {
            for (TablePlan table : plan.tables()) {
                RunEvent.TableMeasured found = find(table);
                if (found != null && table.fate() != Fate.IGNORE) {
                    all.add(new Line(table, found));
                }
            }
        }
        all.sort(Comparator.comparing((Line line) -> line.table.fate() == Fate.PROTECT)
                .thenComparing(line -> -line.rows.removed()));
        Columns columns = new Columns("lrrrl");
        columns.row("Table", "before", "after", "removed", "");
        all.stream().limit(MOST).forEach(line -> line.into(columns));
        List<String> lines = new ArrayList<>(all.isEmpty() ? List.of() : columns.lines("  "));
        if (all.size() > MOST) {
            lines.add("  and " + Figures.count(all.size() - MOST, "table") + " more, all in the record");
        }
        return lines;
    }

    private RunEvent.@Nullable TableMeasured find(TablePlan table) {
        String qualified = table.table().schema() + "." + table.table().name();
        return measured.getOrDefault(table.table().toString(), measured.get(qualified));
    }

    private record Line(TablePlan table, RunEvent.TableMeasured rows) {

        void into(Columns columns) {
            columns.row(
                    PlanText.name(table.table()),
                    Figures.count(rows.before()),
                    Figures.count(rows.after()),
                    Figures.count(rows.removed()),
                    remark());
        }

        private String remark() {
            boolean compared = !rows.fingerprintAfter().isEmpty();
            return switch (table.fate()) {
                case WIPE -> "wiped";
                case KEEP_ROWS -> "some rows kept";
                case RESET -> "columns set";
                case PROTECT -> compared ? "protected, identical" : "protected, untouched";
                case IGNORE -> "";
            };
        }
    }
}
