package dev.cleanslate.postgres;

import java.util.function.Supplier;

/** Does something of which nothing may stay: in a savepoint of the open transaction, else in a read-only one of its own. */
public final class Aside {

    private static final String SAVEPOINT = "cleanslate_aside";

    private Aside() {}

    public static <T> T of(PgSession session, Supplier<T> work) {
        if (!session.inTransaction()) {
            session.begin(Isolation.REPEATABLE_READ, true);
            try {
                return work.get();
            } finally {
                session.rollback();
            }
        }
        session.execute("SAVEPOINT " + SAVEPOINT);
        try {
            return work.get();
        } finally {
            if (!session.broken()) {
                session.script("ROLLBACK TO SAVEPOINT " + SAVEPOINT + "; RELEASE SAVEPOINT " + SAVEPOINT);
            }
        }
    }
}
