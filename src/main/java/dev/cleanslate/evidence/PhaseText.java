package dev.cleanslate.evidence;

import dev.cleanslate.api.Action;
import dev.cleanslate.plan.PhasePlan;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.plan.Work;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.suite.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One phase of a plan: a line per table in the order of the statements, numbered over the whole plan. */
final class PhaseText {

    private final Plan plan;
    private final PhasePlan phase;
    private final Ink ink;
    private final Map<QualifiedName, TablePlan> tables = new LinkedHashMap<>();
    private final Columns columns = new Columns("rlllrrl");
    private final List<String> remarks = new ArrayList<>();

    PhaseText(Plan plan, PhasePlan phase, int before, Ink ink) {
        this.plan = plan;
        this.phase = phase;
        this.ink = ink;
        columns.row("#", "table", "fate", "how", "rows ~", "size", "why");
        int number = before;
        for (Work work : phase.work()) {
            number++;
            for (QualifiedName table : tablesOf(work)) {
                row(Integer.toString(number), table);
            }
            remark(number, work);
        }
        plan.tables().stream()
                .filter(t -> t.phase().filter(p -> p == phase.index()).isPresent() && !tables.containsKey(t.table()))
                .forEach(t -> row("-", t.table()));
    }

    Set<QualifiedName> tables() {
        return tables.keySet();
    }

    List<String> lines() {
        Phase written = phase.phase();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(ink.bold("Phase " + (phase.index() + 1) + ": " + Printable.of(written.name()))
                + ink.dim("  " + Printable.of(written.place().toString())));
        List<String> limits = new ArrayList<>();
        written.timeout().ifPresent(t -> limits.add("timeout " + duration(t)));
        written.lockTimeout().ifPresent(t -> limits.add("waits for a lock " + duration(t)));
        if (written.pointOfNoReturn()) {
            limits.add("point of no return");
        }
        if (!limits.isEmpty()) {
            lines.add("  " + String.join(", ", limits));
        }
        if (!tables.isEmpty()) {
            lines.addAll(columns.lines("  "));
        }
        if (written.action() instanceof Action.Command command) {
            remarks.add("after the commit: " + Printable.of(String.join(" ", command.arguments())));
        }
        if (written.action() instanceof Action.KeepRows keep && !keep.cascades().isEmpty()) {
            remarks.add("may cascade into " + Printable.of(String.join(", ", keep.cascades())));
        }
        written.checks().forEach(check -> remarks.add("check: " + Printable.of(check.name())));
        remarks.forEach(remark -> lines.add("  " + remark));
        return lines;
    }

    private static List<QualifiedName> tablesOf(Work work) {
        if (work instanceof Work.Truncate truncate) {
            return truncate.tables();
        }
        if (work instanceof Work.Delete delete) {
            return List.of(delete.table());
        }
        if (work instanceof Work.Survivors survivors) {
            return List.of(survivors.table());
        }
        return work instanceof Work.Update update ? List.of(update.table()) : List.of();
    }

    private void remark(int number, Work work) {
        if (work instanceof Work.Delete delete) {
            RecordedPlan.kept(delete.table(), phase.phase())
                    .ifPresent(keep -> remarks.add(number + ". keeps the rows where " + Printable.of(keep)));
        } else if (work instanceof Work.Survivors survivors) {
            remarks.add(number + ". keeps the rows where "
                    + Printable.of(RecordedPlan.kept(survivors.table(), phase.phase())
                            .orElse(survivors.keep())
                            .strip()));
        } else if (work instanceof Work.Free free) {
            remarks.add(number + ". sets " + Printable.of(String.join(", ", free.columns()) + " of " + free.table())
                    + " to null in the rows that go");
        } else if (work instanceof Work.Update update) {
            remarks.add(number + ". sets "
                    + Printable.of(RecordedPlan.assignments(update)
                            + update.where().map(where -> " where " + where).orElse("")));
        } else if (work instanceof Work.Defer defer) {
            remarks.add(number + ". has "
                    + Printable.of(defer.constraints().stream()
                            .map(QualifiedName::toString)
                            .collect(Collectors.joining(", ")))
                    + " checked only after the last DELETE");
        } else if (work instanceof Work.Script script) {
            remarks.add(number + ". runs " + Printable.of(script.file()) + ", "
                    + Figures.count(script.text().lines().count(), "line") + ", inside the transaction");
        }
    }

    private void row(String number, QualifiedName name) {
        plan.tables().stream().filter(t -> t.table().equals(name)).findFirst().ifPresent(t -> {
            tables.put(name, t);
            columns.row(
                    number,
                    PlanText.name(name),
                    t.fate().word(),
                    PlanText.strategy(t.strategy()),
                    Figures.estimate(t.estimatedRows()),
                    Figures.bytes(t.bytes()),
                    Printable.of(t.reason()));
        });
    }

    private static String duration(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toString().substring(2).toLowerCase(java.util.Locale.ROOT)
                : duration.toMillis() + "ms";
    }
}
