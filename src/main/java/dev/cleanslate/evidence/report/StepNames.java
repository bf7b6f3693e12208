package dev.cleanslate.evidence.report;

/** Steps that every run has, in the reader's language; those of a suite stay as the suite names them. */
final class StepNames {

    private StepNames() {}

    static String of(RunFacts.Step step, Language language) {
        String key = "step." + step.id();
        return language.knows(key) ? language.say(key) : step.name();
    }
}
