package dev.cleanslate.plan;

import dev.cleanslate.api.Action;
import dev.cleanslate.api.Action.TableReset;
import dev.cleanslate.api.Action.Value;
import dev.cleanslate.plan.Work.Assignment;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Question;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.postgres.Table.Column;
import dev.cleanslate.postgres.Trigger.Event;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Nearest;
import dev.cleanslate.suite.Phase;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A phase that sets columns: every column and value is looked at, and what the server must judge is asked. */
final class ResetPlanner {

    private final Ground ground;
    private final Obstacles obstacles;
    private final ResettableColumns columns;

    ResetPlanner(Ground ground, Obstacles obstacles) {
        this.ground = ground;
        this.obstacles = obstacles;
        this.columns = new ResettableColumns(ground);
    }

    List<Work> statements(Phase phase, Action.Reset reset) {
        List<Work> work = new ArrayList<>();
        String who = Ground.called(phase.name()) + " resets";
        reset.tables().forEach((name, set) -> {
            Mention mention = new Mention(name, phase.placeOf(name));
            ground.names()
                    .table(who, mention)
                    .map(Names.Named::item)
                    .filter(table -> ground.fates().is(table.name(), Fate.RESET))
                    .ifPresent(table ->
                            work.add(update(new Subject(table, mention.place(), who + " \"" + name + "\""), set)));
        });
        return work;
    }

    /** What a message about a table's reset says first. */
    record Subject(Table table, Place place, String said) {}

    private Work update(Subject subject, TableReset set) {
        Table table = subject.table();
        obstacles
                .toUpdate(table)
                .ifPresent(o -> ground.findings()
                        .rule(subject.place(), subject.said() + ", but UPDATE is not possible: " + o + "."));
        String fires = obstacles.fires(table.name(), Event.UPDATE);
        if (!fires.isEmpty()) {
            ground.findings()
                    .warn("Trigger " + fires + " fires while \"" + table.name()
                            + "\" is reset; list it under triggers: disable if it should not.");
        }
        List<Assignment> assignments = new ArrayList<>();
        set.columns().forEach((name, value) -> {
            Optional<Column> column = table.column(name);
            if (column.isEmpty()) {
                ground.findings()
                        .usage(
                                subject.place(),
                                subject.said() + " column \"" + name + "\", but it has no such column."
                                        + Nearest.question(
                                                name,
                                                table.columns().stream()
                                                        .map(Column::name)
                                                        .toList()));
            } else {
                columns.check(subject, column.get());
                assignments.add(new Assignment(name, sql(subject, column.get(), value)));
            }
        });
        Optional<String> where = Optional.ofNullable(set.where());
        where.ifPresent(condition -> parses(
                subject, "where", condition, "SELECT FROM " + table.name().sql() + " WHERE (" + condition + "\n)"));
        return new Work.Update(table.name(), assignments, where);
    }

    private String sql(Subject subject, Column column, Value value) {
        if (value instanceof Value.Expression expression) {
            parses(
                    subject,
                    "the expression for column \"" + column.name() + "\"",
                    expression.sql(),
                    "UPDATE " + subject.table().name().sql() + " SET " + QualifiedName.quote(column.name()) + " = ("
                            + expression.sql() + "\n)");
            return "(" + expression.sql() + "\n)";
        }
        String text = ((Value.Literal) value).text();
        if (text == null) {
            if (column.notNull()) {
                ground.findings()
                        .usage(
                                subject.place(),
                                subject.said() + " column \"" + column.name()
                                        + "\" to null, but it is NOT NULL. Give it a value.");
            }
            // A domain may refuse null where the column does not; types of one's own come with their schema.
            if (column.type().contains(".")) {
                fits(subject, column, null);
            }
            return "NULL";
        }
        fits(subject, column, text);
        return literal(text);
    }

    private void fits(Subject subject, Column column, @Nullable String text) {
        ground.findings()
                .objectionTo(new Question.LiteralFits(subject.table().name(), column.name(), text))
                .ifPresent(objection -> ground.findings()
                        .usage(
                                subject.place(),
                                subject.said() + " column \"" + column.name()
                                        + "\" to "
                                        + (text == null ? "null" : "\"" + text + "\"")
                                        + ", which is no value of its type " + column.type()
                                        + ": " + objection
                                        + ". Write another value, or { sql: … } for an expression."));
    }

    private void parses(Subject subject, String what, String text, String statement) {
        SqlText.faultAsExpression(text)
                .or(() -> ground.findings().objectionTo(new Question.Parses(statement)))
                .ifPresent(fault -> ground.findings()
                        .usage(
                                subject.place(),
                                subject.said() + ", but " + what + " (" + text.strip()
                                        + ") is not an SQL expression of this table: " + fault + "."));
    }

    /** Untyped, so that the server reads it as it reads a value to be stored: a cast would cut a text that is too long. */
    private static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.contains("\\") ? "E" + quoted.replace("\\", "\\\\") : quoted;
    }
}
