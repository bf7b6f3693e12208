package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stages and steps in the order they ran, with the seconds of the rehearsal beside those of the run. */
final class Timeline implements Section {

    @Override
    public String key() {
        return "timeline";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        List<StepResult> steps = facts.steps().stream()
                .filter(step -> step.parent().isEmpty() && !step.status().equals("skipped"))
                .toList();
        if (steps.isEmpty()) {
            return List.of();
        }
        Map<String, Long> rehearsed = new HashMap<>();
        facts.rehearsal().ifPresent(r -> r.steps().forEach(step -> rehearsed.put(step.id(), step.millis())));
        long longest = steps.stream()
                .mapToLong(step -> Math.max(step.millis(), rehearsed.getOrDefault(step.id(), 0L)))
                .max()
                .orElse(0);
        Grid grid = new Grid(language.say("section.timeline"))
                .column(language.say("column.step"))
                .column(language.say("column.status"))
                .figures(language.say("timeline.seconds"));
        if (!rehearsed.isEmpty()) {
            grid.figures(language.say("timeline.rehearsed")).column(language.say("timeline.difference"));
        }
        grid.column(language.say("timeline.bar"));
        Optional<Reasons> reasons = facts.rehearsal().map(rehearsal -> new Reasons(facts, rehearsal, language));
        String stage = "";
        for (StepResult step : steps) {
            String name = StepNames.of(step, facts, language);
            String head = step.stage().equals(stage) ? "" : language.word("stage", step.stage());
            stage = step.stage();
            List<Node> cells = new ArrayList<>();
            cells.add(Element.of(Tag.SPAN)
                    .with(
                            head.isEmpty()
                                    ? List.of()
                                    : List.of(Element.of(Tag.SPAN, "stage").with(head)))
                    .with(name));
            cells.add(Badge.status(step.status(), language));
            cells.add(Grid.text(language.seconds(step.millis())));
            Long then = rehearsed.get(step.id());
            if (!rehearsed.isEmpty()) {
                cells.add(Grid.text(then == null ? "" : language.seconds(then)));
                cells.add(Grid.text(
                        then == null
                                ? ""
                                : reasons.map(why -> why.of(step, then)).orElse("")));
            }
            cells.add(bars(step.millis(), then == null ? 0 : then, longest));
            grid.row(head.isEmpty() ? "" : "first", cells.toArray(Node[]::new));
        }
        List<Node> body = new ArrayList<>();
        if (!rehearsed.isEmpty()) {
            body.add(Element.of(Tag.P, "note")
                    .with(language.say(
                            "timeline.note",
                            facts.rehearsal()
                                    .map(r -> language.word("server", r.server()))
                                    .orElse(""))));
        }
        body.add(grid.element());
        return body;
    }

    private static Element bars(long now, long then, long longest) {
        Element bars = Element.of(Tag.DIV, "track").is(Attribute.ARIA_HIDDEN, "true");
        bars.with(Element.of(Tag.DIV, "bar time").wide(longest == 0 ? 0 : 100.0 * now / longest));
        if (then > 0) {
            bars.with(Element.of(Tag.DIV, "bar then").wide(100.0 * then / longest));
        }
        return bars;
    }
}
