package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.PlanRecord;
import dev.cleanslate.evidence.record.RunRecord;
import java.util.ArrayList;
import java.util.List;

/** The plan: its phases, the way chosen for each table and why, triggers that are off, warnings. */
final class Planned implements Section {

    @Override
    public String key() {
        return "plan";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        return facts.plan().map(plan -> body(plan, language)).orElse(List.of());
    }

    private static List<Node> body(PlanRecord plan, Language language) {
        List<Node> body = new ArrayList<>();
        plan.variant().ifPresent(variant -> {
            body.add(Element.of(Tag.H3).with(language.say("plan.variant", variant.name())));
            body.add(
                    variant.leftOut().isEmpty()
                            ? Element.of(Tag.P).with(language.say("plan.variant.whole"))
                            : list(variant.leftOut()));
        });
        if (!plan.warnings().isEmpty()) {
            body.add(Element.of(Tag.H3).with(language.say("plan.warnings")));
            body.add(list(plan.warnings()));
        }
        Grid phases = new Grid(language.say("plan.phases"))
                .column(language.say("plan.phase"))
                .column(language.say("plan.work"))
                .column(language.say("column.place"));
        plan.phases()
                .forEach(phase -> phases.row(
                        Grid.text((phase.index() + 1) + ". " + phase.name()
                                + (phase.pointOfNoReturn() ? " (" + language.say("plan.noreturn") + ")" : "")),
                        Grid.lines(String.join("\n", phase.work())),
                        Grid.code(phase.place())));
        add(body, language.say("plan.phases"), phases);

        Grid ways = new Grid(language.say("plan.tables"))
                .column(language.say("column.table"))
                .column(language.say("column.fate"))
                .column(language.say("plan.strategy"))
                .figures(language.say("plan.estimate"))
                .column(language.say("plan.reason"));
        plan.tables()
                .forEach(table -> ways.row(
                        Grid.code(table.name()),
                        Badge.fate(table.fate(), language),
                        Grid.text(language.word("strategy", table.strategy())),
                        Grid.text(
                                table.estimatedRows() < 0
                                        ? language.say("plan.unknown")
                                        : language.number(table.estimatedRows())),
                        Grid.text(table.reason())));
        add(body, language.say("plan.tables"), ways);

        if (!plan.triggers().isEmpty()) {
            body.add(Element.of(Tag.H3).with(language.say("plan.triggers")));
            body.add(list(plan.triggers().stream()
                    .map(t -> language.say("plan.trigger", t.name(), t.table(), language.word("trigger", t.before())))
                    .toList()));
        }
        if (!plan.sequences().isEmpty()) {
            body.add(Element.of(Tag.H3).with(language.say("plan.sequences")));
            body.add(Element.of(Tag.P).with(language.list(plan.sequences())));
        }
        return body;
    }

    private static void add(List<Node> body, String title, Grid grid) {
        if (!grid.isEmpty()) {
            body.add(Element.of(Tag.H3).with(title));
            body.add(grid.element());
        }
    }

    private static Element list(List<String> items) {
        return Element.of(Tag.UL)
                .with(items.stream()
                        .map(item -> Element.of(Tag.LI, "lines").with(item))
                        .toList());
    }
}
