package dev.cleanslate.run;

import dev.cleanslate.plan.Fate;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.run.Tally.Counts;
import dev.cleanslate.suite.Suite.Fingerprinting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One table before and after, and what is wrong with the difference. {@code rewritten}: its file is another one, which
 * only TRUNCATE and rewrites bring about; {@code freed}: the plan itself changes rows of it before they go;
 * {@code triggers}: those that fire on what was done to it.
 */
public record TableProof(
        TablePlan table,
        Content before,
        Content after,
        Counts counts,
        boolean rewritten,
        boolean refilled,
        boolean freed,
        List<String> triggers) {

    public TableProof {
        triggers = List.copyOf(triggers);
    }

    public long rowsBefore() {
        return before.rows();
    }

    public String name() {
        return table.table().toString();
    }

    /** The proof as the name of a test. */
    public String sentence() {
        return switch (table.fate()) {
            case WIPE -> table.table() + " is wiped: " + Text.rows(removed()) + " removed";
            case KEEP_ROWS -> table.table() + " keeps " + Text.rows(after.rows()) + ": " + removed() + " removed";
            case RESET -> table.table() + " changed only where the suite says";
            case PROTECT -> table.table() + " is untouched: " + Text.rows(after.rows());
            case IGNORE -> table.table() + " is not our business";
        };
    }

    /** Rows that went, as far as anybody can tell who did not watch each. */
    public long removed() {
        if (table.fate() == Fate.KEEP_ROWS && rewritten) {
            // The rows that were put back count as inserted, and those that were truncated as nothing.
            return Math.max(0, before.rows() - before.fingerprinted());
        }
        return Math.max(0, before.rows() + counts.inserted() - after.rows());
    }

    public boolean holds() {
        return objection().isEmpty();
    }

    /** Says what is wrong as the failure of a test. */
    public void requireHolds() {
        objection().ifPresent(objection -> {
            throw new StepFailure(StepFailure.Kind.CHECK, objection);
        });
    }

    Optional<String> objection() {
        List<String> wrong = switch (table.fate()) {
            case WIPE -> wiped();
            case KEEP_ROWS -> kept();
            case RESET -> reset();
            case PROTECT -> untouched();
            case IGNORE -> List.of();
        };
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(table.table() + " " + String.join("; ", wrong)
                        + ". The commit is refused, everything is rolled back.");
    }

    private List<String> wiped() {
        var wrong = new ArrayList<String>();
        if (table.fate() == Fate.WIPE && after.rows() > 0 && !refilled) {
            wrong.add("still holds " + Text.rows(after.rows())
                    + " after it was wiped: something keeps its rows or fills it again, most likely "
                    + (triggers.isEmpty() ? "a trigger that the suite leaves on" : trigger())
                    + " (list it under triggers: disable:)");
        }
        if (!rewritten && before.rows() + counts.inserted() - counts.deleted() != after.rows()) {
            wrong.add("does not add up: " + before.rows() + " before, " + counts.inserted() + " inserted, "
                    + counts.deleted() + " deleted by PostgreSQL's own counters, " + after.rows() + " after");
        }
        return wrong;
    }

    /** A script of a later phase may fill such a table again; whatever else adds or changes rows was not asked to. */
    private List<String> kept() {
        List<String> wrong = wiped();
        if (refilled && !before.fingerprint().equals(after.fingerprint())) {
            return wrong;
        }
        if (!rewritten && (counts.inserted() > 0 || (counts.updated() > 0 && !freed))) {
            wrong.add("had " + counts.inserted() + " rows inserted and " + counts.updated()
                    + " updated, though rows were only to go (a trigger that the suite leaves on?)");
        }
        if (!before.fingerprint().equals(after.fingerprint())) {
            wrong.add("was to keep " + Text.rows(before.fingerprinted()) + " as they were, and " + after.rows()
                    + " are left or their content is not what it was (a predicate that looks at rows which an earlier"
                    + " phase changes?)");
        }
        return wrong;
    }

    private List<String> reset() {
        var wrong = new ArrayList<String>();
        if (rewritten) {
            wrong.add("was rewritten or truncated, though only columns were to be set");
        }
        if (counts.inserted() > 0 || counts.deleted() > 0) {
            wrong.add("had " + counts.inserted() + " rows inserted and " + counts.deleted()
                    + " deleted, though only columns were to be set");
        }
        compareContent(
                wrong,
                "a column that the suite does not name changed too"
                        + (triggers.isEmpty()
                                ? ""
                                : ", most likely through " + trigger() + ", which fires on UPDATE (list it under"
                                        + " triggers: disable:, or name the column)"));
        return wrong;
    }

    private String trigger() {
        return "trigger " + String.join(", ", triggers);
    }

    private List<String> untouched() {
        var wrong = new ArrayList<String>();
        if (rewritten) {
            wrong.add("is protected and was truncated or rewritten");
        }
        if (!counts.equals(Counts.NONE)) {
            wrong.add("is protected, and this transaction inserted " + counts.inserted() + ", updated "
                    + counts.updated() + " and deleted " + counts.deleted() + " of its rows");
        }
        compareContent(wrong, "its content is not what it was");
        if (after.rows() == 0 && !table.allowEmpty()) {
            wrong.add("is protected and empty; say allow-empty: true if that is right");
        }
        return wrong;
    }

    private void compareContent(List<String> wrong, String otherwise) {
        if (before.rows() != after.rows()) {
            wrong.add("had " + Text.rows(before.rows()) + " and has " + after.rows());
        } else if (table.fingerprint() != Fingerprinting.OFF
                && !before.fingerprint().equals(after.fingerprint())) {
            wrong.add("has another fingerprint than before: " + otherwise);
        }
    }

    RunEvent.TableMeasured measured() {
        return new RunEvent.TableMeasured(
                table.table().toString(),
                before.rows(),
                after.rows(),
                removed(),
                before.fingerprint(),
                after.fingerprint());
    }
}
