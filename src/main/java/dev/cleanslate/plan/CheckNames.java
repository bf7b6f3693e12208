package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Question;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.postgres.Trigger;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Nearest;
import dev.cleanslate.suite.SqlText;
import dev.cleanslate.suite.Suite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the checks ask of things that are there, found out before anything runs rather than right before the commit. */
final class CheckNames {

    private final Names names;
    private final TriggerNames triggers;
    private final Findings findings;
    private final Map<String, QualifiedName> tablesFound = new HashMap<>();
    private final Map<String, QualifiedName> sequencesFound = new HashMap<>();
    private final Map<String, List<Trigger>> triggersFound = new HashMap<>();

    CheckNames(Names names, TriggerNames triggers, Findings findings) {
        this.names = names;
        this.triggers = triggers;
        this.findings = findings;
    }

    Subjects check(Suite suite) {
        suite.phases().forEach(phase -> phase.checks().forEach(this::check));
        suite.checks().forEach(this::check);
        return new Subjects(tablesFound, sequencesFound, triggersFound);
    }

    private void check(Check check) {
        String who = "check \"" + check.name() + "\"";
        Check.Kind kind = check.kind();
        if (kind instanceof Check.Kind.Rows rows) {
            rows.tables().keySet().forEach(name -> table(who + " counts", check, name));
        } else if (kind instanceof Check.Kind.Zero zero) {
            zero.columns()
                    .forEach((name, columns) ->
                            table(who + " reads", check, name).ifPresent(table -> zero(check, who, table, columns)));
        } else if (kind instanceof Check.Kind.Query query) {
            query(check, who, query.sql());
        } else if (kind instanceof Check.Kind.Sequence sequence) {
            sequence.next()
                    .keySet()
                    .forEach(name -> names.sequence(who + " reads", new Mention(name, check.place()))
                            .ifPresent(found ->
                                    sequencesFound.put(name, found.item().name())));
        } else if (kind instanceof Check.Kind.Trigger trigger) {
            trigger.states()
                    .keySet()
                    .forEach(name -> triggersFound.put(
                            name, triggers.find(who + " looks at", new Mention(name, check.place()))));
        }
    }

    private Optional<Table> table(String who, Check check, String name) {
        Optional<Table> found =
                names.table(who, new Mention(name, check.place())).map(Names.Named::item);
        found.ifPresent(table -> tablesFound.put(name, table.name()));
        return found;
    }

    private void zero(Check check, String who, Table table, List<String> columns) {
        for (String name : columns) {
            if (table.column(name).isEmpty()) {
                findings.usage(
                        check.place(),
                        who + " reads column \"" + name + "\" of \"" + table.name()
                                + "\", which has no such column."
                                + Nearest.question(
                                        name,
                                        table.columns().stream()
                                                .map(Table.Column::name)
                                                .toList()));
                continue;
            }
            String statement = "SELECT FROM " + table.name().sql() + " WHERE " + QualifiedName.quote(name) + " <> 0";
            findings.objectionTo(new Question.Parses(statement))
                    .ifPresent(objection -> findings.usage(
                            check.place(),
                            who + " compares column \"" + name + "\" of \"" + table.name()
                                    + "\" with zero, which its type does not allow: " + objection
                                    + ". Use a query instead."));
        }
    }

    private void query(Check check, String who, String sql) {
        Optional<String> fault = SqlText.faultAsQuery(sql).or(() -> findings.objectionTo(new Question.Parses(sql)));
        fault.ifPresent(f ->
                findings.usage(check.place(), who + " has a query that cannot be run: " + f + ". Mend the query."));
    }
}
