package dev.cleanslate.session;

import dev.cleanslate.postgres.Blocker;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.LockHolder;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.run.Messages;
import dev.cleanslate.run.StepFailure;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs the script that was printed, in one transaction; who waits behind it waits no longer than its lock timeout. */
record TripwireWork(PgSession session, TripwireConsent consent) {

    /** In nobody's way. */
    private static final Set<String> HARMLESS = Set.of("SIReadLock");

    /** Returns the session to go on with, which is another one where the connection was lost while it was committed. */
    PgSession run(String sql, List<QualifiedName> tables) {
        session.begin(Isolation.READ_COMMITTED, false);
        if (!session.query("SELECT pg_catalog.pg_try_advisory_xact_lock(" + Preflight.ONE_OPERATOR + ")")
                .get(0)
                .bool(0)) {
            session.rollback();
            throw new StepFailure(
                    StepFailure.Kind.REFUSED,
                    "another run of Cleanslate is at work in this database: "
                            + session.advisoryHolders(Preflight.ONE_OPERATOR).stream()
                                    .map(LockHolder::toString)
                                    .collect(Collectors.joining("; "))
                            + ". Wait until it is done. Nothing was changed.");
        }
        try {
            session.script(sql);
        } catch (SqlFailure failure) {
            session.rollback();
            if (!LockedOut.is(failure) || session.broken()) {
                throw new StepFailure(
                        StepFailure.Kind.DATABASE,
                        Messages.of(failure) + ". It is rolled back; nothing was changed.",
                        failure);
            }
            throw new StepFailure(
                    StepFailure.Kind.DATABASE,
                    "a table was not to be had within 2 s, and writers would wait behind whoever waits for it: "
                            + holders(tables)
                            + ". Run it again when that is over, or end it (select pg_terminate_backend(pid)). Nothing was"
                            + " changed.",
                    failure);
        }
        return Unrecorded.commit(session, consent.url());
    }

    private List<QualifiedName> withPartitions(List<QualifiedName> tables) {
        return session
                .query(
                        "SELECT DISTINCT n.nspname, c.relname FROM unnest(?::pg_catalog.text[], ?::pg_catalog.text[]) AS"
                                + " wanted(schema_name, table_name) CROSS JOIN LATERAL (SELECT pg_catalog.to_regclass("
                                + "pg_catalog.format('%I.%I', wanted.schema_name, wanted.table_name)) AS oid) AS root"
                                + " CROSS JOIN LATERAL (SELECT root.oid UNION SELECT relid FROM"
                                + " pg_catalog.pg_partition_tree(root.oid)) AS t JOIN pg_catalog.pg_class c ON c.oid ="
                                + " t.oid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace",
                        tables.stream().map(QualifiedName::schema).toList(),
                        tables.stream().map(QualifiedName::name).toList())
                .stream()
                .map(row -> new QualifiedName(row.word("nspname"), row.word("relname")))
                .toList();
    }

    private String holders(List<QualifiedName> tables) {
        List<Blocker> blockers = session.blockersOf(withPartitions(tables)).stream()
                .filter(b -> !HARMLESS.contains(b.mode()))
                .toList();
        return blockers.isEmpty()
                ? "whoever held it is gone by now"
                : blockers.stream().map(Blocker::toString).distinct().limit(20).collect(Collectors.joining("; "));
    }
}
