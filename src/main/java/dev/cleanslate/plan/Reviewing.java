package dev.cleanslate.plan;

import dev.cleanslate.postgres.Question;
import dev.cleanslate.suite.ReviewedRows;
import java.util.List;

/**
 * What must hold of a finding that a plan is to act on: its file is of this table, and the rows in it are as they were when
 * they were reviewed. Rows that are gone already are told; rows that changed since were not reviewed as they are now.
 */
record Reviewing(Ground ground, Decided decided, ReviewedRows rows) {

    void check() {
        List<String> primaryKey = decided.table().primaryKey();
        if (rows.unwritten().isPresent()) {
            ground.findings()
                    .usage(
                            decided.place(),
                            decided.said() + " but those that " + rows.file()
                                    + " lists, and there is no such file yet. Have a scan of this database write it, with the"
                                    + " same --target: scan --freeze "
                                    + rows.unwritten().get() + " --finding "
                                    + String.join(" --finding ", rows.findings())
                                    + " Then review the rows in it.");
        } else if (!rows.of(decided.name().schema(), decided.name().name())) {
            usage("holds rows of \"" + rows.table() + "\". Name the file of this table");
        } else if (!rows.key().equals(primaryKey)) {
            usage("has the key (" + String.join(", ", rows.key()) + "), and "
                    + (primaryKey.isEmpty()
                            ? "the table has no primary key"
                            : "its primary key is (" + String.join(", ", primaryKey) + ")")
                    + ". Have it written anew by scan --freeze, and review it");
        } else {
            ask();
        }
    }

    private void ask() {
        ground.findings()
                .objectionTo(new Question.AsReviewed(decided.name(), rows))
                .ifPresent(changed -> ground.findings()
                        .rule(
                                decided.place(),
                                decided.said() + " but those that " + rows.file() + " lists, and of these " + changed
                                        + ". Nobody reviewed them as they are now: have the file written anew by scan"
                                        + " --freeze (what is struck out stays so) and look at them, or strike them out"
                                        + " (#)."));
        ground.findings()
                .objectionTo(new Question.NoneGone(decided.name(), rows))
                .ifPresent(gone -> ground.findings()
                        .warn("Of the " + rows.rows().size() + " rows that " + rows.file() + " lists, " + gone
                                + ". What is gone already is not missed."));
    }

    private void usage(String wrong) {
        ground.findings().usage(decided.place(), decided.said() + ", but the file " + rows.file() + " " + wrong + ".");
    }
}
