package dev.cleanslate.run;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.Strategy;
import dev.cleanslate.plan.Work;
import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every table that will change is locked before the first row is looked at, in the order of names, so that two runs
 * never wait for each other crosswise. A table that TRUNCATE will take is locked that strongly at once: a lock that
 * grows later is how deadlocks are made.
 */
final class Locks {

    private enum Mode {
        AGAINST_WRITERS("SHARE ROW EXCLUSIVE"),
        AGAINST_EVERYBODY("ACCESS EXCLUSIVE");

        private final String sql;

        Mode(String sql) {
            this.sql = sql;
        }
    }

    private Locks() {}

    static Set<QualifiedName> tables(Plan plan) {
        return modes(plan).keySet();
    }

    static List<String> statements(Plan plan) {
        var statements = new ArrayList<String>();
        var run = new ArrayList<QualifiedName>();
        Mode current = Mode.AGAINST_WRITERS;
        for (Map.Entry<QualifiedName, Mode> entry : modes(plan).entrySet()) {
            if (entry.getValue() != current && !run.isEmpty()) {
                statements.add(statement(run, current));
                run.clear();
            }
            current = entry.getValue();
            run.add(entry.getKey());
        }
        if (!run.isEmpty()) {
            statements.add(statement(run, current));
        }
        return statements;
    }

    private static String statement(List<QualifiedName> tables, Mode mode) {
        return tables.stream()
                .map(QualifiedName::sql)
                .collect(Collectors.joining(", ", "LOCK TABLE ", " IN " + mode.sql + " MODE"));
    }

    private static Map<QualifiedName, Mode> modes(Plan plan) {
        var truncated = new HashSet<QualifiedName>();
        plan.phases().stream().flatMap(phase -> phase.work().stream()).forEach(work -> {
            if (work instanceof Work.Truncate truncate) {
                truncated.addAll(truncate.tables());
            } else if (work instanceof Work.Survivors survivors) {
                truncated.add(survivors.table());
            }
        });
        var modes = new TreeMap<QualifiedName, Mode>();
        plan.tables().stream()
                .filter(table -> table.strategy() != Strategy.NONE)
                .forEach(table -> modes.put(
                        table.table(),
                        truncated.contains(table.table()) ? Mode.AGAINST_EVERYBODY : Mode.AGAINST_WRITERS));
        TemporaryIndexes.of(plan).forEach(index -> modes.put(index.table(), Mode.AGAINST_EVERYBODY));
        plan.triggers().forEach(trigger -> modes.putIfAbsent(trigger.table(), Mode.AGAINST_WRITERS));
        return modes;
    }
}
