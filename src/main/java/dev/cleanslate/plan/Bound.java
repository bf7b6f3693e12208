package dev.cleanslate.plan;

import dev.cleanslate.api.Action;
import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What a plan's digest covers, one fact a line: what is done to which tables, in which order, and how far it reaches.
 * Not how it is done, nor how much there is of it, since both may differ between a rehearsal and the reset.
 */
final class Bound {

    private final List<String> lines = new ArrayList<>();

    private Bound() {}

    static List<String> lines(Plan plan) {
        Bound bound = new Bound();
        bound.add("suite", text(plan.suite()));
        plan.adaptation().ifPresent(adapted -> {
            bound.add("variant", text(adapted.variant()));
            adapted.leftOut().forEach(what -> bound.add("left-out", text(what)));
        });
        plan.phases().forEach(phase -> bound.phase(phase, plan.tables()));
        plan.tables().stream()
                .filter(t -> t.phase().isEmpty())
                .forEach(t -> bound.add(t.fate().word(), t.table().sql()));
        plan.triggers()
                .forEach(t -> bound.add(
                        "trigger-off",
                        t.table().sql(),
                        text(t.name()),
                        t.before().name()));
        plan.sequences().forEach(s -> bound.add("restart", s.sql()));
        plan.refresh().forEach(v -> bound.add("refresh", v.sql()));
        plan.proof()
                .reaches()
                .forEach(r -> bound.add("reach", r.from().sql(), text(r.constraint()), r.action(), r.to().sql()));
        return List.copyOf(bound.lines);
    }

    private void phase(PhasePlan phase, List<TablePlan> tables) {
        add("phase", String.valueOf(phase.index()), text(phase.phase().name()));
        tables.stream()
                .filter(t -> t.phase().filter(p -> p == phase.index()).isPresent())
                .forEach(t -> add(t.fate().word(), t.table().sql()));
        if (phase.phase().action() instanceof Action.KeepRows keep) {
            keep.predicates().forEach((table, predicate) -> add("keep", text(table), text(predicate)));
            new TreeMap<>(phase.phase().reviewed())
                    .forEach((table, rows) -> add("reviewed", text(table), text(String.join(", ", rows.findings()))));
            keep.cascades().stream().sorted().forEach(table -> add("cascades", text(table)));
        }
        for (Work work : phase.work()) {
            if (work instanceof Work.Update update) {
                update.assignments()
                        .forEach(a -> add("set", update.table().sql(), text(a.column()), text(a.valueSql())));
                update.where().ifPresent(where -> add("where", update.table().sql(), text(where)));
            } else if (work instanceof Work.Script script) {
                add("script", text(script.file()));
            }
        }
    }

    private void add(String... words) {
        lines.add(String.join(" ", words).replace("\\", "\\\\").replace("\n", "\\n"));
    }

    private static String text(String value) {
        return QualifiedName.quote(value);
    }
}
