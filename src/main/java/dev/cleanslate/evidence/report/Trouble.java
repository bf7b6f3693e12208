package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.PlanRecord;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import java.util.ArrayList;
import java.util.List;

/** What went wrong: refusals of the plan, steps that failed, attempts that were rolled back. */
final class Trouble implements Section {

    @Override
    public String key() {
        return "trouble";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        List<Node> body = new ArrayList<>();
        Grid refusals = new Grid(language.say("trouble.refusals"))
                .column(language.say("trouble.what"))
                .column(language.say("column.place"));
        facts.plan()
                .map(PlanRecord::refusals)
                .orElse(List.of())
                .forEach(refusal -> refusals.row(Grid.lines(refusal.message()), Grid.code(refusal.place())));
        add(body, language.say("trouble.refusals"), refusals);

        Grid failed = new Grid(language.say("trouble.failed"))
                .column(language.say("column.step"))
                .column(language.say("column.status"))
                .column(language.say("trouble.what"));
        facts.steps().stream()
                .filter(StepResult::red)
                .forEach(step -> failed.row(
                        Grid.text(StepNames.of(step, facts, language)),
                        Badge.status(step.status(), language),
                        Grid.lines(Sentences.of(step.message(), language))));
        add(body, language.say("trouble.failed"), failed);

        Grid attempts = new Grid(language.say("trouble.attempts"))
                .figures(language.say("trouble.attempt"))
                .column(language.say("column.step"))
                .column(language.say("trouble.what"))
                .column(language.say("trouble.blockers"));
        facts.failedAttempts()
                .forEach(attempt -> attempts.row(
                        Grid.text(language.number(attempt.attempt())),
                        Grid.text(attempt.step()),
                        Grid.lines(attempt.message()
                                + (attempt.sqlState().isEmpty() ? "" : " (SQLSTATE " + attempt.sqlState() + ")")),
                        Grid.lines(String.join("\n", attempt.blockers()))));
        add(body, language.say("trouble.attempts"), attempts);
        if (!facts.passed() && !facts.is("scan") && !facts.is("plan")) {
            add(body, language.say("trouble.contacts"), contacts(facts, language));
        }
        return body;
    }

    /** In the order to call them. */
    private static Grid contacts(RunRecord facts, Language language) {
        Grid grid = new Grid(language.say("trouble.contacts"))
                .column(language.say("contacts.name"))
                .column(language.say("contacts.role"))
                .column(language.say("contacts.phone"))
                .column(language.say("contacts.email"));
        facts.contacts()
                .forEach(person -> grid.row(
                        Grid.text(person.name()),
                        Grid.text(person.role().orElse("")),
                        Grid.text(person.phone().orElse("")),
                        Grid.text(person.email().orElse(""))));
        return grid;
    }

    private static void add(List<Node> body, String title, Grid grid) {
        if (!grid.isEmpty()) {
            body.add(Element.of(Tag.H3).with(title));
            body.add(grid.element());
        }
    }
}
