package dev.cleanslate.run;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.TemporaryIndex;
import dev.cleanslate.plan.Work;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Indexes for the keys that a DELETE would otherwise look through whole tables for. They are there before any row of
 * their table changes: PostgreSQL declines an index that is younger than rows which it cannot tell the old versions of.
 */
final class TemporaryIndexes {

    private static final String SAVEPOINT = "cleanslate_index";

    /** A line of EXPLAIN about the row that is looked for, not about how it is looked up. */
    private static final Pattern SAMPLE = Pattern.compile(" y(_\\d+)?$");

    private TemporaryIndexes() {}

    static Set<TemporaryIndex> of(Plan plan) {
        var indexes = new LinkedHashSet<TemporaryIndex>();
        plan.phases().stream().flatMap(phase -> phase.work().stream()).forEach(work -> {
            if (work instanceof Work.Delete delete) {
                indexes.addAll(delete.indexes());
            }
        });
        return indexes;
    }

    static void create(PgSession session, Plan plan, RunEvents events, String step) {
        for (TemporaryIndex index : of(plan)) {
            events.tell(new RunEvent.Working(step, "temporary index on " + index));
            session.execute("SAVEPOINT " + SAVEPOINT);
            try {
                session.execute("CREATE INDEX "
                        + QualifiedName.quote(index.name().name()) + " ON "
                        + index.table().sql() + " ("
                        + index.columns().stream().map(QualifiedName::quote).collect(Collectors.joining(", ")) + ")");
                session.execute("RELEASE SAVEPOINT " + SAVEPOINT);
                if (!used(session, index)) {
                    events.note("PostgreSQL declines the temporary index on " + index + ", most likely since rows of "
                            + index.table() + " changed shortly before. The DELETE goes on without it and looks"
                            + " through the table once for each row; end old transactions and try again if that takes"
                            + " too long.");
                }
            } catch (SqlFailure failure) {
                if (failure.kind() != SqlFailure.Kind.PRIVILEGE || session.broken()) {
                    throw failure;
                }
                session.script("ROLLBACK TO SAVEPOINT " + SAVEPOINT + "; RELEASE SAVEPOINT " + SAVEPOINT);
                events.note("no temporary index on " + index + ": " + failure.serverMessage()
                        + ". The DELETE goes on without it.");
            }
        }
    }

    /** Whether PostgreSQL would look rows up by it, which its own cost estimate shall not hide. */
    private static boolean used(PgSession session, TemporaryIndex index) {
        session.execute("SAVEPOINT " + SAVEPOINT);
        session.execute("SET LOCAL enable_seqscan = off");
        String table = index.table().sql();
        List<String> plan = session
                .query("EXPLAIN (COSTS OFF) SELECT 1 FROM " + table + " AS x WHERE "
                        + index.columns().stream()
                                .map(QualifiedName::quote)
                                .map(column ->
                                        "x." + column + " = (SELECT y." + column + " FROM " + table + " AS y LIMIT 1)")
                                .collect(Collectors.joining(" AND ")))
                .stream()
                .map(row -> String.valueOf(row.text(0)))
                .toList();
        session.script("ROLLBACK TO SAVEPOINT " + SAVEPOINT + "; RELEASE SAVEPOINT " + SAVEPOINT);
        return plan.stream()
                .anyMatch(
                        line -> line.contains("Index") && !SAMPLE.matcher(line).find());
    }

    /** After the last pending trigger, of which the server wants none on the index's table. */
    static void drop(PgSession session, Plan plan) {
        of(plan).forEach(index ->
                session.execute("DROP INDEX IF EXISTS " + index.name().sql()));
    }
}
