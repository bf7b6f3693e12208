package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;

/**
 * Steps that every reset has, in the reader's language. A record is in English, so there nothing is translated; steps of a
 * suite stay as the suite names them.
 */
final class StepNames {

    private StepNames() {}

    static String of(StepResult step, RunRecord facts, Language language) {
        String key = "step." + step.id();
        // A restore has steps of the same ids that say something else.
        return !facts.is("restore") && language.knows(key) ? language.say(key) : step.name();
    }
}
