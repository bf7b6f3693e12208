package dev.cleanslate.session;

/** What an invocation is asked to do. */
public enum Command {
    PLAN,
    REHEARSE,
    RESET;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
