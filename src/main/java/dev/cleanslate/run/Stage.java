package dev.cleanslate.run;

/** The stages of a run, in their order. */
public enum Stage {
    PREFLIGHT,
    BACKUP,
    REHEARSAL,
    DECISION,
    RESTORE,
    RESET,
    VERIFICATION,
    RESTART,
    SMOKE,
    STORAGE,
    EVIDENCE;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
