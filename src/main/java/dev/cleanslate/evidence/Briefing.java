package dev.cleanslate.evidence;

import dev.cleanslate.plan.Fate;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the terminal tells of the plan: a line when it is made, the whole of it to who asked for it. */
final class Briefing implements RunListener {

    private static final int WARNINGS = 40;

    private final Ink ink;
    private final Glyphs glyphs;
    private String command = "";
    private RunEvent.@Nullable Planned planned;

    Briefing(Ink ink, Glyphs glyphs) {
        this.ink = ink;
        this.glyphs = glyphs;
    }

    @Override
    public void on(Instant at, RunEvent event) {
        if (event instanceof RunEvent.RunStarted e) {
            command = e.command();
        } else if (event instanceof RunEvent.Planned e) {
            planned = e;
        }
    }

    boolean isAsked() {
        return command.equals("plan");
    }

    boolean isRefused() {
        return planned != null && planned.plan().refused();
    }

    /** The whole plan has the warnings too, so who gets it is not told of them twice. */
    List<String> summary() {
        List<String> lines = new ArrayList<>();
        if (planned != null) {
            Plan plan = planned.plan();
            lines.add("Plan " + Printable.of(planned.digest(), 15) + " "
                    + Figures.count(plan.phases().size(), "phase") + ", "
                    + Figures.count(tables(plan, true), "table") + " to change, " + Figures.count(tables(plan, false))
                    + " protected");
            plan.adaptation()
                    .ifPresent(adapted -> lines.add("Variant " + Printable.of(adapted.variant()) + ": left out "
                            + (adapted.leftOut().isEmpty()
                                    ? "nothing"
                                    : Printable.of(String.join(", ", adapted.leftOut())))));
            if (!isAsked()) {
                warnings(plan, lines);
            }
        }
        return lines;
    }

    private static long tables(Plan plan, boolean changed) {
        return plan.tables().stream()
                .filter(t -> changed ? PlanText.changes(t.fate()) : t.fate() == Fate.PROTECT)
                .count();
    }

    private void warnings(Plan plan, List<String> lines) {
        plan.warnings().stream().limit(WARNINGS).forEach(w -> lines.add(ink.yellow("warning: ") + Printable.of(w)));
        if (plan.warnings().size() > WARNINGS) {
            lines.add(glyphs.more() + " " + (plan.warnings().size() - WARNINGS) + " more warnings, all in the record");
        }
    }

    /** Begins with an empty line; nothing when there is no plan. */
    List<String> whole() {
        List<String> lines = new ArrayList<>();
        if (planned != null) {
            lines.add("");
            PlanText.of(planned.plan(), planned.digest(), planned.schemaFingerprint(), ink.on())
                    .lines()
                    .forEach(lines::add);
        }
        return lines;
    }
}
