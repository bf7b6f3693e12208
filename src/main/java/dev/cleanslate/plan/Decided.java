package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.ReviewedRows;
import dev.cleanslate.suite.Suite.Fingerprinting;
import java.util.Optional;

/**
 * The fate of one table, and what in the suite gave it: {@code said} begins a message about it, as in
 * {@code phase "Accounts" wipes "users"}. {@code keeps} is the condition under which a row of it stays.
 */
record Decided(
        Table table,
        Fate fate,
        int phase,
        Place place,
        String said,
        String reason,
        boolean allowEmpty,
        Fingerprinting fingerprint,
        Optional<String> keeps,
        Optional<ReviewedRows> reviewed) {

    /** Where a list rather than a phase gives the fate. */
    static final int NO_PHASE = -1;

    /** Whether rows of it go at all. */
    boolean losesRows() {
        return fate == Fate.WIPE || fate == Fate.KEEP_ROWS;
    }

    /** Whether no statement names it, and rows go only with those they belong to. */
    boolean onlyByCascade() {
        return fate == Fate.KEEP_ROWS && keeps.isEmpty();
    }

    /** Which of its rows stay, as people are told of it, behind "so many rows". */
    String staying() {
        return reviewed.map(rows -> ", of which all stay but those that go: a row stays where " + rows.told())
                .orElseGet(() ->
                        ", of which only those stay where " + keeps.orElse("").strip() + " is true (null is not)");
    }

    QualifiedName name() {
        return table.name();
    }

    static Decided ignored(Table table, Place place, String reason) {
        String said = "the suite does not name \"" + table.name() + "\"";
        return new Decided(
                table,
                Fate.IGNORE,
                NO_PHASE,
                place,
                said,
                reason,
                true,
                Fingerprinting.OFF,
                Optional.empty(),
                Optional.empty());
    }
}
