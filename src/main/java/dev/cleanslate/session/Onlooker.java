package dev.cleanslate.session;

import dev.cleanslate.postgres.PgSession;
import org.jspecify.annotations.Nullable;

/** A second session, for what the transaction of the reset, with its old snapshot, cannot see. */
final class Onlooker {

    private final Workbench bench;
    private @Nullable PgSession session;
    private int pid;

    Onlooker(Workbench bench) {
        this.bench = bench;
    }

    PgSession session() {
        PgSession made = session;
        if (made == null) {
            made = PgSession.open(bench.url(), "cleanslate gates");
            session = made;
            made.execute("SET lock_timeout = '5s'");
            pid = made.backendPid();
        }
        return made;
    }

    boolean is(String backend) {
        return session != null && backend.equals(String.valueOf(pid));
    }

    void close() {
        if (session != null) {
            session.close();
        }
    }
}
