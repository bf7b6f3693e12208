package dev.cleanslate.session;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.run.TableProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a green rehearsal foretells of the reset to come: which plan it was, and what became of each table. */
record Foretold(Fitting fitting, Plan plan, Map<String, Outcome> tables) {

    Foretold {
        tables = Map.copyOf(tables);
    }

    record Outcome(long before, long removed) {

        /** Rows that came or went between the copy and now may make a difference of as many, and no more. */
        boolean explains(long beforeNow, long removedNow) {
            return Math.abs(removedNow - removed) <= Math.abs(beforeNow - before);
        }
    }

    /** @throws StepFailure when suite, plan or schema are not those of the rehearsal, saying which */
    void requireSame(Fitting now) {
        var changed = new ArrayList<String>();
        if (!fitting.suiteDigest().equals(now.suiteDigest())) {
            changed.add("the suite's files");
        }
        if (!fitting.schemaFingerprint().equals(now.schemaFingerprint())) {
            changed.add("the schema of the database");
        }
        if (!fitting.planDigest().equals(now.planDigest())) {
            changed.add("the plan");
        }
        if (!changed.isEmpty()) {
            throw new StepFailure(
                    StepFailure.Kind.REFUSED,
                    String.join(" and ", changed)
                            + " changed since the rehearsal, which so proves nothing any more. Find"
                            + " out what is being deployed or edited, then run again. Nothing was changed.");
        }
    }

    /** Stops the commit when what went is not what was foretold. */
    void require(List<TableProof> proofs) {
        List<String> wrong = proofs.stream()
                .flatMap(proof -> objection(proof.name(), proof.rowsBefore(), proof.removed()).stream())
                .toList();
        if (!wrong.isEmpty()) {
            throw new StepFailure(
                    StepFailure.Kind.CHECK,
                    "not what the rehearsal foretold, though the tables had not grown or shrunk that much: "
                            + String.join("; ", wrong)
                            + ". Something changed rows since the rehearsal so that other ones go. Rehearse again. The commit"
                            + " is refused, everything is rolled back.");
        }
    }

    private Optional<String> objection(String table, long before, long removed) {
        return Optional.ofNullable(tables.get(table))
                .filter(foretold -> !foretold.explains(before, removed))
                .map(foretold -> table + " lost " + removed + " of " + before + " rows, and in the rehearsal "
                        + foretold.removed() + " of " + foretold.before());
    }
}
