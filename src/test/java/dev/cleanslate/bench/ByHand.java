package dev.cleanslate.bench;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What somebody would type who knows the schema: one session, one transaction, nothing proved. In psql, where it is. */
final class ByHand {

    private ByHand() {}

    /** Milliseconds from BEGIN to COMMIT; empty when the time ran out. */
    static OptionalLong run(Field field, String database, List<String> statements, long limitSeconds) {
        List<String> all = new ArrayList<>(List.of("BEGIN", "SET LOCAL statement_timeout = '" + limitSeconds + "s'"));
        all.addAll(statements);
        all.add("COMMIT");
        return Psql.isThere() ? Psql.timed(field.url(database), all) : inOneTrip(field, database, all);
    }

    private static OptionalLong inOneTrip(Field field, String database, List<String> statements) {
        try (PgSession session = field.session(database)) {
            long started = System.nanoTime();
            session.script(String.join("; ", statements));
            return OptionalLong.of((System.nanoTime() - started) / 1_000_000);
        } catch (SqlFailure tooLong) {
            if (!"57014".equals(tooLong.sqlState())) {
                throw tooLong;
            }
            return OptionalLong.empty();
        }
    }
}
