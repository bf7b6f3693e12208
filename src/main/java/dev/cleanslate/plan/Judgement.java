package dev.cleanslate.plan;

/** What one table looks like by itself; {@code reason} completes "it is so because". */
record Judgement(Nature nature, Confidence confidence, String reason) {

    static Judgement low(Nature nature, String reason) {
        return new Judgement(nature, Confidence.LOW, reason);
    }

    static Judgement medium(Nature nature, String reason) {
        return new Judgement(nature, Confidence.MEDIUM, reason);
    }

    static Judgement high(Nature nature, String reason) {
        return new Judgement(nature, Confidence.HIGH, reason);
    }

    static Judgement certain(Nature nature, String reason) {
        return new Judgement(nature, Confidence.CERTAIN, reason);
    }

    boolean wipes() {
        return nature.usual() == Fate.WIPE;
    }
}
