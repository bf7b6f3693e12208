package dev.cleanslate.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be put back, and how.
 *
 * @param way empty: the better one of those that are open
 * @param endSessions whether the sessions of others may be ended for it
 * @param dropOld whether the database that was replaced is dropped rather than kept under another name
 * @param from the database that the backup is of, where that is another one
 * @param tables alone, as the user spells them, into a schema beside; none: everything
 * @param into the name of that schema
 */
public record RestoreWish(
        Path backup,
        Optional<Way> way,
        boolean endSessions,
        boolean dropOld,
        Optional<String> from,
        List<String> tables,
        Optional<String> into) {

    public RestoreWish {
        tables = List.copyOf(tables);
    }

    /** How a whole database is put back. */
    public enum Way {
        /** Into a new database, which then takes the name. */
        SWAP,
        /** In the database itself, in one transaction. */
        IN_PLACE;

        /** As the command line spells it. */
        public String word() {
            return this == SWAP ? "swap" : "in-place";
        }
    }
}
