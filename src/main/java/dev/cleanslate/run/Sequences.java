package dev.cleanslate.run;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.postgres.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When each sequence of the plan starts again: right after the phase that wipes its table, so that a later script draws
 * from the start. One that belongs to no wiped table starts again with the first phase.
 */
final class Sequences {

    private final Map<Integer, List<QualifiedName>> byPhase = new HashMap<>();
    private final List<Sequence> owned = new ArrayList<>();

    Sequences(Plan plan, Catalog catalog) {
        var phases = new HashMap<QualifiedName, Integer>();
        for (TablePlan table : plan.tables()) {
            table.phase().ifPresent(phase -> phases.put(table.table(), phase));
        }
        for (Sequence sequence : catalog.sequences()) {
            if (plan.sequences().contains(sequence.name())) {
                int phase = sequence.ownerTable()
                        .map(owner -> phases.getOrDefault(owner, 0))
                        .orElse(0);
                byPhase.computeIfAbsent(phase, any -> new ArrayList<>()).add(sequence.name());
                if (sequence.ownerTable().isPresent() && sequence.ownerColumn().isPresent()) {
                    owned.add(sequence);
                }
            }
        }
    }

    List<QualifiedName> of(int phase) {
        return byPhase.getOrDefault(phase, List.of());
    }

    /** A sequence may also belong to a column of another type, which no rule can compare with it: 'ORD-17'. */
    private static boolean numbers(PgSession session, Sequence sequence) {
        return session.query(
                                """
                        SELECT FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
                        WHERE a.attrelid = ?::pg_catalog.regclass AND a.attname = ? AND t.typcategory = 'N'""",
                                sequence.ownerTable().orElseThrow().sql(),
                                sequence.ownerColumn().orElseThrow())
                        .size()
                == 1;
    }

    /** Moves each sequence behind the rows of its table, where a script gave them numbers of its own. */
    void follow(PgSession session, RunEvents events) {
        for (Sequence sequence : owned) {
            String table = sequence.ownerTable().orElseThrow().sql();
            String column = QualifiedName.quote(sequence.ownerColumn().orElseThrow());
            if (!numbers(session, sequence)) {
                continue;
            }
            String furthest = sequence.increment() > 0 ? "max" : "min";
            Row row = session.query("SELECT s.last_value + CASE WHEN s.is_called THEN " + sequence.increment()
                            + " ELSE 0 END, (SELECT pg_catalog." + furthest + "(" + column + ") FROM " + table + ")::"
                            + "pg_catalog.int8 FROM " + sequence.name().sql() + " AS s")
                    .get(0);
            if (row.text(1) != null && (row.number(1) - row.number(0)) * sequence.increment() >= 0) {
                long next = row.number(1) + sequence.increment();
                session.execute("ALTER SEQUENCE " + sequence.name().sql() + " RESTART WITH " + next);
                events.note(
                        "sequence " + sequence.name() + " goes on with " + next + ", behind the rows that a script put"
                                + " into " + sequence.ownerTable().orElseThrow());
            }
        }
    }
}
