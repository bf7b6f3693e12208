package dev.cleanslate.evidence;

import dev.cleanslate.plan.Fate;
import dev.cleanslate.plan.PhasePlan;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.Refusal;
import dev.cleanslate.plan.Strategy;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan for a person at two in the morning: what happens, in which order, why, and whether it can. */
public final class PlanText {

    private static final int LINE = 110;

    private final Plan plan;
    private final Ink ink;
    private final List<String> lines = new ArrayList<>();

    private PlanText(Plan plan, Ink ink) {
        this.plan = plan;
        this.ink = ink;
    }

    public static String of(Plan plan, String digest, String fingerprint, boolean color) {
        PlanText text = new PlanText(plan, new Ink(color));
        text.header(digest, fingerprint);
        text.phases();
        text.tablesApart();
        text.around();
        text.storage();
        text.locks();
        text.proof();
        text.objections();
        return String.join("\n", text.lines) + "\n";
    }

    private void header(String digest, String fingerprint) {
        lines.add(ink.bold("Plan for suite " + Printable.of(plan.suite()) + " on database "
                + Printable.of(plan.database()) + ", PostgreSQL " + Printable.of(plan.serverVersion())));
        lines.add("  plan    " + Printable.of(digest));
        lines.add("  schema  " + Printable.of(fingerprint));
        plan.adaptation().ifPresent(adapted -> {
            lines.add("  variant " + Printable.of(adapted.variant()));
            section(
                    "Left out for this variant",
                    adapted.leftOut().isEmpty()
                            ? List.of("  nothing")
                            : adapted.leftOut().stream()
                                    .map(what -> "  " + Printable.of(what))
                                    .toList());
        });
    }

    private void phases() {
        Set<QualifiedName> shown = new LinkedHashSet<>();
        int number = 0;
        for (PhasePlan phase : plan.phases()) {
            PhaseText text = new PhaseText(plan, phase, number, ink);
            lines.addAll(text.lines());
            shown.addAll(text.tables());
            number += phase.work().size();
        }
        Columns others = new Columns("llll");
        plan.tables().stream()
                .filter(t -> changes(t.fate()) && !shown.contains(t.table()))
                .forEach(t ->
                        others.row(name(t.table()), t.fate().word(), strategy(t.strategy()), Printable.of(t.reason())));
        section("Goes with the tables above", others.lines("  "));
    }

    private void tablesApart() {
        Columns kept = new Columns("lrrl");
        plan.tables().stream()
                .filter(t -> t.fate() == Fate.PROTECT)
                .forEach(t -> kept.row(
                        name(t.table()),
                        "~" + Figures.estimate(t.estimatedRows()) + " rows",
                        Figures.bytes(t.bytes()),
                        proved(t)));
        section("Protected: must come out identical", kept.lines("  "));
        section(
                "Ignored",
                wrapped(plan.tables().stream()
                        .filter(t -> t.fate() == Fate.IGNORE)
                        .map(t -> name(t.table()))
                        .toList()));
    }

    private static String proved(TablePlan table) {
        String how = switch (table.fingerprint()) {
            case FULL -> "every row compared";
            case SAMPLED -> "a sample of rows compared";
            case OFF -> "counters only, content not compared";
        };
        return table.allowEmpty() ? how + "; may be empty" : how;
    }

    private void around() {
        Columns triggers = new Columns("ll");
        plan.triggers()
                .forEach(t -> triggers.row(
                        Printable.of(t.name()) + " on " + name(t.table()),
                        "off during the reset, then " + RecordedPlan.word(t.before()) + " again"));
        section("Triggers", triggers.lines("  "));
        section(
                "Sequences restarted",
                wrapped(plan.sequences().stream().map(PlanText::name).toList()));
        section(
                "Materialized views refreshed",
                wrapped(plan.refresh().stream().map(PlanText::name).toList()));
    }

    private void storage() {
        plan.storage().ifPresent(storage -> {
            List<String> said = new ArrayList<>();
            said.add("bucket " + storage.store().bucket()
                    + storage.store().endpoint().map(at -> " at " + at).orElse("")
                    + (storage.store().prefix().isEmpty()
                            ? ""
                            : ", below " + storage.store().prefix())
                    + ", held against " + storage.keys());
            said.add(storage.says()
                    + (storage.store().orphans().limit() > 0 ? ", and only with -Dreset.execute-storage" : ""));
            section(
                    "Object storage",
                    said.stream()
                            .flatMap(line -> Width.wrap(Printable.of(line), LINE - 2).stream())
                            .map(line -> "  " + line)
                            .toList());
        });
    }

    private void locks() {
        long writers = plan.tables().stream().filter(t -> changes(t.fate())).count();
        long readers = plan.tables().stream()
                .filter(t -> t.strategy() == Strategy.TRUNCATE || t.strategy() == Strategy.SURVIVORS)
                .count();
        if (writers > 0) {
            String line = Figures.count(writers, "table") + " locked against writers until the commit";
            section(
                    "Locks",
                    List.of("  " + line
                            + (readers == 0
                                    ? "."
                                    : ", " + Figures.count(readers) + " of them (TRUNCATE) against readers too.")));
        }
    }

    private void proof() {
        Set<QualifiedName> safe = plan.tables().stream()
                .filter(t -> t.fate() == Fate.PROTECT)
                .map(TablePlan::table)
                .collect(Collectors.toSet());
        List<String> reached = plan.proof().reaches().stream()
                .filter(r -> safe.contains(r.to()))
                .map(r -> name(r.to()))
                .distinct()
                .toList();
        List<String> proof = new ArrayList<>();
        proof.add("  " + Figures.count(plan.proof().tablesWalked(), "table") + " and "
                + Figures.count(plan.proof().keysWalked(), "foreign key") + " walked: "
                + (reached.isEmpty()
                        ? unreached()
                        : ink.red("what is removed reaches protected " + String.join(", ", reached) + ".")));
        Columns reaches = new Columns("lll");
        plan.proof()
                .reaches()
                .forEach(r -> reaches.row(
                        name(r.from()), "-> " + name(r.to()), Printable.of(r.action() + " by " + r.constraint())));
        proof.addAll(reaches.lines("  "));
        section("Cascade proof", proof);
    }

    /** A refused plan is not whole: what its walk did not find may still be there. */
    private String unreached() {
        return plan.refused()
                ? "nothing is proved, because the plan is refused."
                : "what is removed reaches no protected table.";
    }

    private void objections() {
        Columns warnings = new Columns("rl");
        for (int i = 0; i < plan.warnings().size(); i++) {
            warnings.row((i + 1) + ".", Printable.of(plan.warnings().get(i)));
        }
        section(ink.yellow("Warnings"), warnings.lines("  "));
        section(ink.red("Refusals"), refusals(plan.refusals()));
        lines.add("");
        lines.add(
                plan.refused()
                        ? ink.red("Refused: " + Figures.count(plan.refusals().size(), "reason")
                                + ". Nothing was changed.")
                        : ink.green("This plan can run."));
    }

    static List<String> refusals(List<Refusal> refusals) {
        Columns columns = new Columns("rl");
        for (int i = 0; i < refusals.size(); i++) {
            columns.row((i + 1) + ".", Printable.of(refusals.get(i).toString()));
        }
        return columns.lines("  ");
    }

    private void section(String title, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(ink.bold(title));
            lines.addAll(content);
        }
    }

    private static List<String> wrapped(List<String> names) {
        return names.isEmpty()
                ? List.of()
                : Width.wrap(String.join(", ", names), LINE - 2).stream()
                        .map(line -> "  " + line)
                        .toList();
    }

    static boolean changes(Fate fate) {
        return switch (fate) {
            case WIPE, KEEP_ROWS, RESET -> true;
            case PROTECT, IGNORE -> false;
        };
    }

    static String name(QualifiedName name) {
        return Printable.of(name.toString(), 70);
    }

    static String strategy(Strategy strategy) {
        return strategy == Strategy.NONE ? "-" : strategy.name();
    }
}
