package dev.cleanslate.plan;

/** What kind of thing a table holds, and what a reset does with such tables by default. */
public enum Nature {
    TRANSACTIONAL("transactions", Fate.WIPE),
    PEOPLE("people", Fate.WIPE),
    LOG("log", Fate.WIPE),
    QUEUE("queue", Fate.WIPE),
    SESSION("sessions", Fate.WIPE),
    EMPTY("empty", Fate.WIPE),
    LOOKUP("lookup", Fate.PROTECT),
    CONFIGURATION("configuration", Fate.PROTECT),
    STAFF("staff", Fate.PROTECT),
    UNKNOWN("unclear", Fate.PROTECT),
    BOOKKEEPING("migrations", Fate.IGNORE),
    PLATFORM("platform", Fate.IGNORE),
    EXTENSION("extension", Fate.IGNORE),
    FOREIGN("foreign", Fate.IGNORE),
    UNREADABLE("unreadable", Fate.IGNORE),
    UNNAMEABLE("unnameable", Fate.IGNORE);

    private final String word;
    private final Fate usual;

    Nature(String word, Fate usual) {
        this.word = word;
        this.usual = usual;
    }

    public String word() {
        return word;
    }

    Fate usual() {
        return usual;
    }
}
