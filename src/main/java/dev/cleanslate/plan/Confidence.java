package dev.cleanslate.plan;

/** How sure a proposal is of itself; the surer of two that cannot both be had prevails. */
public enum Confidence {
    LOW,
    MEDIUM,
    HIGH,
    CERTAIN;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
