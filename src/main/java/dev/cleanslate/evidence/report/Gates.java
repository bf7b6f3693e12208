package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import java.util.List;
import java.util.Set;

/** What had to be so before anything was changed, and once more before the commit. */
final class Gates implements Section {

    private static final Set<String> PARENTS = Set.of("gates", "gates-again");

    @Override
    public String key() {
        return "gates";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        Grid grid = new Grid(language.say("section.gates"))
                .column(language.say("gates.gate"))
                .column(language.say("gates.when"))
                .column(language.say("checks.expected"))
                .column(language.say("checks.found"))
                .column(language.say("column.status"));
        facts.steps().stream()
                .filter(Gates::holds)
                .forEach(step -> grid.row(
                        Grid.text(StepNames.of(step, facts, language)),
                        Grid.text(language.say(step.within("gates-again") ? "gates.commit" : "gates.start")),
                        Read.expected(step, language),
                        found(step, language),
                        Badge.status(step.status(), language)));
        return grid.isEmpty() ? List.of() : List.of(grid.element());
    }

    static boolean holds(StepResult step) {
        return step.parent().filter(PARENTS::contains).isPresent()
                || step.id().equals("opt-in")
                || step.id().equals("lock");
    }

    private static Node found(StepResult step, Language language) {
        if (!step.readings().isEmpty()) {
            return Read.found(step, language);
        }
        return Grid.lines(step.passed() ? language.say("gates.open") : step.message());
    }
}
