package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.RunRecord;

/** What the run comes to, in one sentence and one look. */
record Verdict(String look, String sentence) {

    static Verdict of(RunRecord facts, Language language) {
        String state = state(facts);
        String own = "verdict." + facts.command() + "." + state;
        return new Verdict(look(state), language.say(language.knows(own) ? own : "verdict.any." + state));
    }

    private static String state(RunRecord facts) {
        if (facts.inDoubt()) {
            return "doubt";
        }
        if (facts.finishedAt().isEmpty()) {
            return facts.committed() ? "after" : "unfinished";
        }
        if (!facts.passed() && (facts.committed() || facts.exitCode() == 5)) {
            return "after";
        }
        return switch (facts.outcome()) {
            case "passed", "failed", "refused" -> facts.outcome();
            default -> "error";
        };
    }

    private static String look(String state) {
        return switch (state) {
            case "passed" -> "passed";
            case "refused" -> "refused";
            default -> "failed";
        };
    }

    String sign() {
        return switch (look) {
            case "passed" -> "✓";
            case "refused" -> "⊘";
            default -> "✗";
        };
    }
}
