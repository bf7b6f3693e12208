package dev.cleanslate.run;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.run.RunEvent.Reading;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Check.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Asks what a check asks, behind a savepoint that is read-only and always rolled back, so that a check can look but
 * not touch.
 */
final class CheckRunner {

    private static final int ROWS_COMPARED = 10_000;

    private final PgSession session;
    private final Plan plan;
    private final Catalog catalog;
    private final List<Reading> readings = new ArrayList<>();

    CheckRunner(PgSession session, Plan plan, Catalog catalog) {
        this.session = session;
        this.plan = plan;
        this.catalog = catalog;
    }

    /** What was expected and found is told before anything is thrown. */
    void run(Check check, Consumer<List<Reading>> told) {
        session.execute("SAVEPOINT cleanslate_check");
        session.execute("SET LOCAL transaction_read_only = on");
        if (check.kind() instanceof Kind.Asserts asserts) {
            new Assertions(session, plan, catalog).hold(check, asserts, told);
        }
        List<String> wrong = wrong(check.kind());
        session.execute("ROLLBACK TO SAVEPOINT cleanslate_check");
        session.execute("RELEASE SAVEPOINT cleanslate_check");
        if (!readings.isEmpty()) {
            told.accept(readings);
        }
        if (!wrong.isEmpty()) {
            throw new StepFailure(
                    StepFailure.Kind.CHECK, check.place() + ": " + check.name() + ": " + String.join("; ", wrong));
        }
    }

    private List<String> wrong(Kind kind) {
        if (kind instanceof Kind.Rows rows) {
            return rows(rows);
        } else if (kind instanceof Kind.Zero zero) {
            return zero(zero);
        } else if (kind instanceof Kind.Query query) {
            return query(query);
        } else if (kind instanceof Kind.Sequence sequence) {
            return sequence(sequence);
        } else if (kind instanceof Kind.Trigger trigger) {
            return trigger(trigger);
        } else if (kind instanceof Kind.NoOrphans) {
            return Orphans.of(session, plan, catalog, readings);
        } else if (kind instanceof Kind.Asserts) {
            return List.of();
        }
        throw new IllegalStateException(kind + " is not a check of this room");
    }

    private List<String> rows(Kind.Rows rows) {
        var wrong = new ArrayList<String>();
        List<QualifiedName> names =
                rows.tables().keySet().stream().map(plan.subjects()::table).toList();
        var counts = Content.count(session, names);
        rows.tables().forEach((table, range) -> {
            long count = counts.getOrDefault(plan.subjects().table(table), 0L);
            read(table, range.spelled(), String.valueOf(count));
            if (!range.holds(count)) {
                wrong.add(table + " has " + Text.rows(count) + ", expected " + range);
            }
        });
        return wrong;
    }

    private List<String> zero(Kind.Zero zero) {
        var wrong = new ArrayList<String>();
        zero.columns().forEach((table, columns) -> {
            for (String column : columns) {
                String name = QualifiedName.quote(column);
                long count = number("SELECT pg_catalog.count(*) FROM "
                        + plan.subjects().table(table).sql() + " WHERE " + name + " <> 0");
                read(table + "." + column + " <> 0", "0", String.valueOf(count));
                if (count > 0) {
                    wrong.add(table + "." + column + " is not zero in " + Text.rows(count));
                }
            }
        });
        return wrong;
    }

    private List<String> query(Kind.Query query) {
        var found = new ArrayList<List<String>>();
        var count = new long[1];
        session.forEach(query.sql(), row -> {
            if (count[0]++ < ROWS_COMPARED) {
                found.add(Expected.texts(row));
            }
        });
        readings.add(Expected.reading(query.expect(), found, count[0]));
        return Expected.objection(query.expect(), found, count[0]).stream().toList();
    }

    private List<String> sequence(Kind.Sequence sequence) {
        var wrong = new ArrayList<String>();
        sequence.next().forEach((name, expected) -> {
            QualifiedName sequenceName = plan.subjects().sequence(name);
            Row row = session.query(
                            "SELECT CASE WHEN s.is_called THEN s.last_value + q.seqincrement ELSE s.last_value END"
                                    + " FROM " + sequenceName.sql() + " s, pg_catalog.pg_sequence q WHERE q.seqrelid = "
                                    + "'" + sequenceName.sql().replace("'", "''") + "'::pg_catalog.regclass")
                    .get(0);
            read(name, String.valueOf(expected), String.valueOf(row.number(0)));
            if (row.number(0) != expected) {
                wrong.add(name + " will give " + row.number(0) + " next, expected " + expected);
            }
        });
        return wrong;
    }

    private List<String> trigger(Kind.Trigger trigger) {
        var wrong = new ArrayList<String>();
        trigger.states()
                .forEach((name, expected) -> plan.subjects().triggers(name).forEach(found -> {
                    // By name: on a restored copy it has another object id than in the plan.
                    String letter = session
                            .query(
                                    "SELECT tgenabled::pg_catalog.text FROM pg_catalog.pg_trigger"
                                            + " WHERE tgname = ? AND tgrelid = ?::pg_catalog.regclass AND NOT tgisinternal",
                                    found.name(),
                                    found.table().sql())
                            .stream()
                            .map(row -> String.valueOf(row.text(0)))
                            .collect(Collectors.joining());
                    read(
                            name + " on " + found.table(),
                            expected.name().toLowerCase(Locale.ROOT),
                            letter.equals(letter(expected)) ? expected.name().toLowerCase(Locale.ROOT) : word(letter));
                    if (!letter.equals(letter(expected))) {
                        wrong.add(name + " on " + found.table() + " is " + word(letter) + ", expected "
                                + expected.name().toLowerCase(Locale.ROOT));
                    }
                }));
        return wrong;
    }

    private static String letter(Check.TriggerState state) {
        return switch (state) {
            case ENABLED -> "O";
            case DISABLED -> "D";
            case REPLICA -> "R";
            case ALWAYS -> "A";
        };
    }

    private static String word(String letter) {
        return switch (letter) {
            case "O" -> "enabled";
            case "D" -> "disabled";
            case "R" -> "enabled for replicas only";
            case "A" -> "always on";
            default -> "gone";
        };
    }

    private void read(String of, String expected, String found) {
        readings.add(new Reading(of, expected, found));
    }

    private long number(String sql) {
        return session.query(sql).get(0).number(0);
    }
}
