package dev.cleanslate.postgres;

import java.util.Locale;
import java.util.Optional;

/** Notices a pooler that gives each transaction a server session of its choice. */
final class Pooler {

    private static final String PID = "SELECT pg_catalog.pg_backend_pid()";

    private Pooler() {}

    /**
     * A pooler that hands out the last used server session first answers every probe of a lone client from the same
     * one. So a second client holds a transaction open meanwhile: through a pooler it gets the very session that the
     * first was using, which without one cannot be.
     */
    static boolean between(PgSession session, DatabaseUrl url) {
        long before = pid(session);
        if (pid(session) != before) {
            return true;
        }
        try (PgSession second = PgSession.open(url, "cleanslate pooler probe")) {
            second.begin(Isolation.READ_COMMITTED, true);
            long others = pid(second);
            return others == before || pid(session) != before;
        } catch (SqlFailure e) {
            if (session.broken()) {
                throw e;
            }
            // No second connection to be had (a limit, mostly): then the probes of the first must do.
            return pid(session) != before;
        }
    }

    private static long pid(PgSession session) {
        return session.query(PID).get(0).number(0);
    }

    static Optional<String> hint(DatabaseUrl url) {
        String host = url.host().toLowerCase(Locale.ROOT);
        if (host.contains("-pooler.")) {
            return Optional.of("the host " + url.host() + " is Neon's pooler; the direct host is "
                    + url.host().replaceFirst("(?i)-pooler\\.", "."));
        }
        if (host.endsWith("pooler.supabase.com") && url.port() == 6543) {
            return Optional.of("port 6543 of " + url.host()
                    + " is Supabase's pooler in transaction mode; port 5432 of the same host keeps a session");
        }
        if (url.port() == 6432) {
            return Optional.of("port 6432 is pgbouncer's usual port; the server itself mostly listens on 5432");
        }
        return Optional.empty();
    }
}
