package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;

/**
 * Steps that every reset has, in the reader's language. A record is in English, so there nothing is translated; steps that
 * a suite names stay as it names them.
 */
final class StepNames {

    private static final String CERTIFY = "step.certify.";

    private StepNames() {}

    static String of(StepResult step, RunRecord facts, Language language) {
        // A restore and a certification have steps of the same ids that say something else.
        String key = (facts.is("certify") ? CERTIFY : "step.") + step.id();
        return !facts.is("restore") && language.knows(key) ? language.say(key) : Sentences.of(step.name(), language);
    }

    /** An item of the hand-over: the step that it came from has its name. */
    static String ofItem(String what, RunRecord facts, Language language) {
        return facts.steps().stream()
                .filter(step -> step.parent().isEmpty() && step.name().equals(what))
                .findFirst()
                .map(step -> of(step, facts, language))
                .orElseGet(() -> said(what, language));
    }

    /** What stands in the way: a step, and behind a colon what is wrong with it. */
    static String inTheWay(String text, RunRecord facts, Language language) {
        return facts.steps().stream()
                .filter(step -> step.parent().isEmpty() && text.startsWith(step.name() + ": "))
                .findFirst()
                .map(step -> language.say(
                        "hand-over.why",
                        of(step, facts, language),
                        Sentences.of(text.substring(step.name().length() + 2), language)))
                .orElseGet(() -> Sentences.of(text, language));
    }

    /** A sentence that every certification says in the same words. */
    static String said(String sentence, Language language) {
        String key = CERTIFY + "said." + sentence;
        return language.knows(key) ? language.say(key) : Sentences.of(sentence, language);
    }
}
