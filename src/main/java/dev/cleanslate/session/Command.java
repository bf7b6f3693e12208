package dev.cleanslate.session;

/** What an invocation is asked to do, and what one run of it does: on a copy, or for real. */
public enum Command {
    PLAN,
    REHEARSE,
    RESET,
    RESTORE,
    SCAN,
    CERTIFY,
    GO_LIVE,
    STORAGE;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
