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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * When each sequence of the plan starts again: right after the phase that wipes its table, so that a later script draws
 * from the start. One that belongs to no wiped table starts again with the first phase.
 */
final class Sequences {

    private static final int PER_STATEMENT = 100;

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
    private List<Sequence> numbering(PgSession session) {
        var numbers = new HashSet<String>();
        session.query(
                        """
                        SELECT s.at
                        FROM ROWS FROM (pg_catalog.unnest(?::pg_catalog.text[]), pg_catalog.unnest(?::pg_catalog.text[]))
                             WITH ORDINALITY AS s (tab, col, at)
                        JOIN pg_catalog.pg_attribute c ON c.attrelid = s.tab::pg_catalog.regclass AND c.attname = s.col
                        JOIN pg_catalog.pg_type t ON t.oid = c.atttypid AND t.typcategory = 'N'""",
                        owned.stream()
                                .map(s -> s.ownerTable().orElseThrow().sql())
                                .toList(),
                        owned.stream().map(s -> s.ownerColumn().orElseThrow()).toList())
                .forEach(row -> numbers.add(row.word("at")));
        return IntStream.range(0, owned.size())
                .filter(i -> numbers.contains(String.valueOf(i + 1)))
                .mapToObj(owned::get)
                .toList();
    }

    /** Moves each sequence behind the rows of its table, where a script gave them numbers of its own. */
    void follow(PgSession session, RunEvents events) {
        if (owned.isEmpty()) {
            return;
        }
        List<Sequence> all = numbering(session);
        for (int from = 0; from < all.size(); from += PER_STATEMENT) {
            List<Sequence> some = all.subList(from, Math.min(all.size(), from + PER_STATEMENT));
            String positions = IntStream.range(0, some.size())
                    .mapToObj(i -> position(i, some.get(i)))
                    .collect(Collectors.joining(" UNION ALL "));
            for (Row row : session.query(positions)) {
                Sequence sequence = some.get((int) row.number(0));
                if (row.text(2) != null && (row.number(2) - row.number(1)) * sequence.increment() >= 0) {
                    moveBehind(session, events, sequence, row.number(2) + sequence.increment());
                }
            }
        }
    }

    /** The next number of the sequence, and the furthest that its table holds. */
    private static String position(int index, Sequence sequence) {
        return "SELECT " + index + ", s.last_value + CASE WHEN s.is_called THEN " + sequence.increment()
                + " ELSE 0 END, (SELECT pg_catalog." + (sequence.increment() > 0 ? "max" : "min") + "("
                + QualifiedName.quote(sequence.ownerColumn().orElseThrow()) + ") FROM "
                + sequence.ownerTable().orElseThrow().sql() + ")::pg_catalog.int8 FROM "
                + sequence.name().sql() + " AS s";
    }

    private static void moveBehind(PgSession session, RunEvents events, Sequence sequence, long next) {
        session.execute("ALTER SEQUENCE " + sequence.name().sql() + " RESTART WITH " + next);
        events.note(
                "sequence " + sequence.name() + " goes on with " + next + ", behind the rows that a script put into "
                        + sequence.ownerTable().orElseThrow());
    }
}
