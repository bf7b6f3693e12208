package dev.cleanslate.bench;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import java.util.List;
import java.util.OptionalLong;

/** What somebody would type who knows the schema: one session, one transaction, nothing proved. */
final class ByHand {

    private ByHand() {}

    /** Milliseconds from BEGIN to COMMIT; empty when the time ran out. */
    static OptionalLong run(Field field, String database, List<String> statements, long limitSeconds) {
        try (PgSession session = field.session(database)) {
            long started = System.nanoTime();
            session.script("BEGIN; SET LOCAL statement_timeout = '" + limitSeconds + "s'; "
                    + String.join("; ", statements) + "; COMMIT");
            return OptionalLong.of((System.nanoTime() - started) / 1_000_000);
        } catch (SqlFailure tooLong) {
            if (!"57014".equals(tooLong.sqlState())) {
                throw tooLong;
            }
            return OptionalLong.empty();
        }
    }
}
