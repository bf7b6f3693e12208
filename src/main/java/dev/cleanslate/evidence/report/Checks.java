package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Each check: what was expected, and what was found. */
final class Checks implements Section {

    /** What it registers for each table stands among the tables. */
    private static final String PER_TABLE = "tables";

    /** Those that every reset has, whatever its suite says. */
    private static final Set<String> BUILT_IN =
            Set.of("constraints", "triggers", "schema", "proof", "foretold", "triggers-again");

    @Override
    public String key() {
        return "checks";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        Grid grid = new Grid(language.say("section.checks"))
                .column(language.say("checks.check"))
                .column(language.say("checks.expected"))
                .column(language.say("checks.found"))
                .column(language.say("column.status"))
                .column(language.say("column.place"));
        checks(facts)
                .forEach(step -> grid.row(
                        Grid.text(StepNames.of(step, facts, language)),
                        Read.expected(step, language),
                        found(step, language),
                        Badge.status(step.status(), language),
                        Grid.code(step.place().orElse(""))));
        return grid.isEmpty() ? List.of() : List.of(grid.element());
    }

    private static Stream<StepResult> checks(RunRecord facts) {
        return facts.steps().stream()
                .filter(step -> step.id().startsWith("check-")
                        || BUILT_IN.contains(step.id())
                        || step.stage().equals("smoke")
                        || (!step.readings().isEmpty() && !Gates.holds(step))
                        || (step.within(PER_TABLE) && !step.passed()));
    }

    private static Node found(StepResult step, Language language) {
        return step.readings().isEmpty() ? Grid.lines(said(step, language)) : Read.found(step, language);
    }

    private static String said(StepResult step, Language language) {
        return switch (step.status()) {
            case "passed" -> language.say("checks.asexpected");
            case "skipped" -> step.message().isEmpty() ? language.say("checks.notreached") : step.message();
            default -> Sentences.of(step.message(), language);
        };
    }
}
