package dev.cleanslate.postgres;

import java.util.List;
import java.util.Optional;

/** Who holds what, and what became of a transaction, as far as this role may see. */
final class Locks {

    private static final String HIDDEN = "not visible to this role";

    private static final String HOLDERS = SqlResource.read("advisory-holders.sql");
    private static final String BLOCKERS = SqlResource.read("blockers.sql");

    private Locks() {}

    static List<LockHolder> advisoryHolders(PgSession session, long key) {
        return session.query(HOLDERS, key, key).stream()
                .map(row -> new LockHolder(
                        Math.toIntExact(row.number("pid")),
                        shown(row, "user_name"),
                        shown(row, "application"),
                        shown(row, "since")))
                .toList();
    }

    static List<Blocker> blockersOf(PgSession session, List<QualifiedName> tables) {
        List<String> schemas = tables.stream().map(QualifiedName::schema).toList();
        List<String> names = tables.stream().map(QualifiedName::name).toList();
        return session.query(BLOCKERS, schemas, names).stream()
                .map(row -> new Blocker(
                        new QualifiedName(row.word("schema_name"), row.word("table_name")),
                        row.word("mode"),
                        Math.toIntExact(row.number("pid")),
                        shown(row, "user_name"),
                        shown(row, "application"),
                        shown(row, "state"),
                        shown(row, "since"),
                        row.text("query") == null ? HIDDEN : Statements.command(row.word("query"))))
                .toList();
    }

    static Optional<String> strongest(PgSession session) {
        return session.query("""
                        SELECT l.mode FROM pg_catalog.pg_locks l
                        JOIN unnest(ARRAY['AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock',
                          'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'])
                          WITH ORDINALITY AS strength(mode, rank) ON strength.mode = l.mode
                        JOIN pg_catalog.pg_class c ON c.oid = l.relation AND c.relkind IN ('r', 'p')
                        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                          AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                        WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' AND l.granted
                        ORDER BY strength.rank DESC LIMIT 1""").stream().map(row -> row.word("mode")).findFirst();
    }

    static TransactionFate fateOf(PgSession session, String transactionId) {
        if (!transactionId.matches("[0-9]{1,20}")) {
            throw new IllegalArgumentException("a transaction id is a number");
        }
        try {
            String status = session.query("SELECT pg_catalog.pg_xact_status('" + transactionId + "'::pg_catalog.xid8)")
                    .get(0)
                    .text(0);
            return switch (status == null ? "" : status) {
                case "committed" -> TransactionFate.COMMITTED;
                case "aborted" -> TransactionFate.ABORTED;
                case "in progress" -> TransactionFate.IN_PROGRESS;
                default -> TransactionFate.UNKNOWN;
            };
        } catch (SqlFailure e) {
            if (e.sqlState().equals("22023")) { // in the future of this server, so never one of its own
                return TransactionFate.UNKNOWN;
            }
            throw e;
        }
    }

    private static String shown(Row row, String column) {
        String value = row.text(column);
        return value == null ? HIDDEN : value;
    }
}
