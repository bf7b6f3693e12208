package dev.cleanslate.plan;

import dev.cleanslate.suite.Place;

/**
 * Why this plan may not run. A usage refusal is a fault of what was written (unknown names, what does not parse) and
 * ends with 2; a rule's refusal ends with 3.
 */
public record Refusal(Kind kind, Place place, String message) {

    public enum Kind {
        USAGE,
        RULE
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
