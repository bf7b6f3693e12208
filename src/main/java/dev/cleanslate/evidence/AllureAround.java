package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.PlanRecord;
import dev.cleanslate.evidence.record.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands around Allure's results: where and by what they were made, what kinds of trouble there are, attachments. */
final class AllureAround {

    private AllureAround() {}

    static Map<String, String> files(RunRecord record, EarlierRuns earlier, Workshop workshop) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("environment.properties", environment(record));
        files.put("executor.json", RecordFile.pretty(executor(record, earlier, workshop)));
        files.put("categories.json", RecordFile.pretty(categories()));
        return files;
    }

    private static String environment(RunRecord record) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Suite", record.suite());
        facts.put("Target", record.target());
        facts.put("Command", record.command());
        record.database().ifPresent(database -> {
            facts.put("Database", database.name() + " on " + database.address());
            facts.put("PostgreSQL", database.serverVersion());
            facts.put("Role", database.role());
        });
        record.plan().ifPresent(plan -> facts.put("Plan", plan.digest()));
        record.rehearsal().ifPresent(rehearsal -> facts.put("Rehearsal", rehearsal.run()));
        facts.put("Outcome", record.outcome() + ", exit code " + record.exitCode());
        facts.put("Committed", record.committed() ? "yes" : "no");
        facts.put("Run", record.run());
        facts.put("Cleanslate", record.tool());
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + " = " + escaped(fact.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    /** A properties file is read as Latin-1, and a backslash would take the next character along. */
    private static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                text.append("\\\\");
            } else if (c < 0x20 || c > 0x7e) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static Map<String, Object> executor(RunRecord record, EarlierRuns earlier, Workshop workshop) {
        Map<String, Object> executor = new LinkedHashMap<>();
        executor.put("name", workshop.name());
        executor.put("type", workshop.type());
        executor.put("buildName", workshop.build().isEmpty() ? record.run() : "#" + workshop.build());
        executor.put("buildOrder", earlier.number());
        workshop.url().ifPresent(url -> executor.put("buildUrl", url));
        executor.put("reportName", record.command() + " of " + record.target() + " by " + record.suite());
        return executor;
    }

    private static List<Map<String, Object>> categories() {
        return Stream.of(Cause.values())
                .map(cause -> {
                    Map<String, Object> category = new LinkedHashMap<>();
                    category.put("name", cause.title());
                    category.put("matchedStatuses", List.of("failed", "broken"));
                    category.put("traceRegex", "(?s)" + cause.word() + ": .*");
                    return category;
                })
                .toList();
    }

    /** {@code delete: 10 tables, truncate: 2 tables}. */
    static String strategies(RunRecord record, PlanRecord.Phase phase) {
        Map<String, Long> ways = tablesOf(record, phase).stream()
                .collect(Collectors.groupingBy(PlanRecord.Table::strategy, TreeMap::new, Collectors.counting()));
        return ways.isEmpty()
                ? String.join(", ", phase.work())
                : ways.entrySet().stream()
                        .map(way -> way.getKey() + ": " + Figures.count(way.getValue(), "table"))
                        .collect(Collectors.joining(", "));
    }

    static String tables(RunRecord record, PlanRecord.Phase phase) {
        List<String> lines = new ArrayList<>();
        for (PlanRecord.Table table : tablesOf(record, phase)) {
            Optional<String> figures = record.tables().stream()
                    .filter(result -> result.name().equals(table.name()) && result.measured())
                    .map(result -> ": " + Figures.count(result.before(), "row") + " before, " + result.after()
                            + " after, " + result.removed() + " removed")
                    .findFirst();
            lines.add(Printable.of(table.name()) + figures.orElse(""));
            lines.add("  " + Printable.of(table.fate() + " by " + table.strategy() + ": " + table.reason()));
        }
        lines.add("");
        phase.work().forEach(work -> lines.add(Printable.of(work)));
        return String.join("\n", lines) + "\n";
    }

    private static List<PlanRecord.Table> tablesOf(RunRecord record, PlanRecord.Phase phase) {
        return record.plan().stream()
                .flatMap(plan -> plan.tables().stream())
                .filter(table ->
                        table.phase().filter(index -> index == phase.index()).isPresent())
                .toList();
    }

    static String plan(PlanRecord plan) {
        List<String> lines = new ArrayList<>();
        lines.add("plan    " + Printable.of(plan.digest()));
        lines.add("schema  " + Printable.of(plan.schemaFingerprint()));
        for (PlanRecord.Phase phase : plan.phases()) {
            lines.add("");
            lines.add(phase.index() + 1 + ". " + Printable.of(phase.name()) + " (" + Printable.of(phase.place()) + ")"
                    + (phase.pointOfNoReturn() ? ", the point of no return" : ""));
            phase.work().forEach(work -> lines.add("   " + Printable.of(work)));
        }
        lines.add("");
        plan.tables()
                .forEach(table -> lines.add(Printable.of(
                        table.name() + ": " + table.fate() + " by " + table.strategy() + ", " + table.reason())));
        plan.proof().ifPresent(proof -> {
            lines.add("");
            lines.add("Walked " + Figures.count(proof.keysWalked(), "foreign key") + " of "
                    + Figures.count(proof.tablesWalked(), "table") + " that loses rows.");
        });
        section(lines, "Warnings", plan.warnings());
        if (plan.refusals().isEmpty()) {
            lines.add("");
            lines.add("This plan can run.");
        } else {
            section(lines, "Refused", List.of(blocking(plan).split("\n", -1)));
        }
        return String.join("\n", lines) + "\n";
    }

    /** Each with its place and its mend. */
    static String blocking(PlanRecord plan) {
        return plan.refusals().stream()
                .map(refusal -> Printable.of(refusal.place() + ": " + refusal.message()))
                .collect(Collectors.joining("\n"));
    }

    private static void section(List<String> lines, String title, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(title);
            content.forEach(line -> lines.add("  " + Printable.of(line)));
        }
    }
}
