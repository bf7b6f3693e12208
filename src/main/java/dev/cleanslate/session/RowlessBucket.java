package dev.cleanslate.session;

import dev.cleanslate.evidence.PastReset;
import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.storage.Compared;
import java.io.IOException;
import java.nio.file.Path;

/** Without one row every object is one without a row. That this is meant, and no wrong database, only a reset can say. */
final class RowlessBucket {

    private RowlessBucket() {}

    /** @throws StepFailure of kind REFUSED where no reset of this database is on record that was committed */
    static void requireReset(Workbench bench, Compared found, String bucket, String columns) {
        if (found.rows() + found.elsewhere() > 0 || found.orphans() == 0) {
            return;
        }
        Path reports = bench.invocation.reports();
        ServerFacts server = bench.catalog().server();
        try {
            if (PastReset.committed(
                    reports, bench.target.name(), bench.suite.name(), server.systemIdentifier(), server.database())) {
                return;
            }
        } catch (IOException trouble) {
            throw new StepFailure(
                    StepFailure.Kind.DATABASE,
                    reports + ": past resets cannot be read: " + trouble.getMessage() + ". Nothing was changed.",
                    trouble);
        }
        throw new StepFailure(
                StepFailure.Kind.REFUSED,
                bench.suite.place() + ": storage: there is not one key in " + columns + ", so that all of the "
                        + found.orphans() + " objects in " + bucket + " would go, and under " + reports
                        + " no committed reset of this database says that this is meant. Look twice at which database and"
                        + " which bucket these are; where the reset was made from another folder, name its records with"
                        + " --reports DIR. Nothing was changed.");
    }
}
