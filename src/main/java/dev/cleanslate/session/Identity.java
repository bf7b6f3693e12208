package dev.cleanslate.session;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.run.StepFailure;
import java.util.List;

/** What the marker table of a database says of it, and what follows for a run that wants to write. */
final class Identity {

    private Identity() {}

    static void requireNotLiveNorGuarded(Workbench bench, PgSession session) {
        List<Row> present = session.query("SELECT pg_catalog.to_regclass('cleanslate.identity')::pg_catalog.text");
        if (present.isEmpty() || present.get(0).text(0) == null) {
            return;
        }
        for (Row row : session.query(
                "SELECT environment::pg_catalog.text, live_since::pg_catalog.text" + " FROM cleanslate.identity")) {
            if (row.text(1) != null) {
                throw refused("this database is marked live since " + row.text(1)
                        + " (cleanslate.identity): it is in real use and is never reset again. Nothing was changed.");
            }
            if (bench.invocation.url().isPresent()) {
                throw refused("this database carries the identity marker of \"" + row.text(0)
                        + "\", and a bare --url may not reset a marked database. Use --target " + row.text(0)
                        + ". Nothing was changed.");
            }
        }
    }

    private static StepFailure refused(String message) {
        return new StepFailure(StepFailure.Kind.REFUSED, message);
    }
}
