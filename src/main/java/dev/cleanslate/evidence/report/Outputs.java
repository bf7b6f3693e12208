package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hooks of a run and the phases that are commands, in the order they ran, with what they printed. That is masked and
 * cut in the record already, and set here as text, line by line.
 */
final class Outputs implements Section {

    private static final Pattern HOOK = Pattern.compile(
            "hook-(announce|before-backup|before-reset|after-commit|on-success|on-failure|always)-.*", Pattern.DOTALL);

    @Override
    public String key() {
        return "outputs";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        List<String> notes = new ArrayList<>(facts.notes());
        Grid grid = new Grid(language.say("section.outputs"))
                .column(language.say("outputs.program"))
                .column(language.say("outputs.when"))
                .column(language.say("column.status"))
                .figures(language.say("timeline.seconds"))
                .column(language.say("outputs.printed"));
        for (StepResult step : facts.steps()) {
            Matcher hook = HOOK.matcher(step.id());
            boolean ofHook = hook.matches();
            String printed = take(
                    notes, ofHook ? heading(step.name(), hook.group(1)) : "phase \"" + step.name() + "\" printed: ");
            if (ofHook || !printed.isEmpty()) {
                boolean reached = !step.status().equals("skipped");
                grid.row(
                        Grid.text(step.name()),
                        Grid.text(
                                ofHook ? language.word("moment", hook.group(1)) : language.word("stage", step.stage())),
                        Badge.status(step.status(), language),
                        Grid.text(reached ? language.seconds(step.millis()) : ""),
                        output(step, printed, language));
            }
        }
        return grid.isEmpty()
                ? List.of()
                : List.of(Element.of(Tag.P, "note").with(language.say("outputs.note")), grid.element());
    }

    /** How a note of what a hook printed begins. */
    private static String heading(String name, String moment) {
        return "hook \"" + name + "\" at " + moment + ": ";
    }

    /** Two of one name at one moment have printed in their order. */
    private static String take(List<String> notes, String heading) {
        for (int i = 0; i < notes.size(); i++) {
            if (notes.get(i).startsWith(heading)) {
                return notes.remove(i).substring(heading.length());
            }
        }
        return "";
    }

    private static Node output(StepResult step, String printed, Language language) {
        List<Node> parts = new ArrayList<>();
        if (step.red()) {
            parts.add(Grid.lines(step.message()));
        }
        if (!printed.isEmpty()) {
            parts.add(Element.of(Tag.PRE).with(printed));
        } else if (step.passed()) {
            parts.add(Element.of(Tag.SPAN, "note").with(language.say("outputs.nothing")));
        }
        return Element.of(Tag.DIV).with(parts);
    }
}
