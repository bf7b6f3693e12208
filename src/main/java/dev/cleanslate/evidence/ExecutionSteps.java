package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import dev.cleanslate.run.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The tables of the execution log: times beside those of the rehearsal, rows, checks and gates. */
final class ExecutionSteps {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    /** Of what one check read, in characters. */
    private static final int READINGS = 1_000;

    private static final Set<String> BUILT_IN =
            Set.of("constraints", "triggers", "schema", "proof", "foretold", "triggers-again");

    private ExecutionSteps() {}

    static List<String> times(RunRecord record) {
        Map<String, Long> rehearsed = new HashMap<>();
        record.rehearsal().ifPresent(r -> r.steps().forEach(step -> rehearsed.put(step.id(), step.millis())));
        Map<String, List<StepResult>> stages = byStage(record);
        List<String> heads = new ArrayList<>(List.of("Began", "Stage, step", "Result", "Took"));
        if (!rehearsed.isEmpty()) {
            heads.add("Rehearsed");
        }
        heads.add("Rows");
        List<String> lines = new ArrayList<>();
        stages.forEach((stage, steps) -> {
            lines.addAll(lines.isEmpty() ? ExecutionLog.table(heads) : List.of());
            long took = steps.stream().mapToLong(StepResult::millis).sum();
            long then = steps.stream()
                    .mapToLong(step -> rehearsed.getOrDefault(step.id(), 0L))
                    .sum();
            long rows = steps.stream().mapToLong(StepResult::rows).sum();
            List<String> stageRow = new ArrayList<>(List.of(
                    clock(steps.get(0)), "**" + said(stage) + "**", "**" + result(steps) + "**", seconds(took)));
            if (!rehearsed.isEmpty()) {
                stageRow.add(then == 0 ? " " : seconds(then));
            }
            stageRow.add(rows == 0 ? " " : Figures.count(rows));
            lines.add(MarkdownText.row(stageRow));
            steps.forEach(step -> lines.add(row(step, rehearsed)));
        });
        return lines;
    }

    /** A line for each stage. */
    static List<String> stages(RunRecord record) {
        Map<String, List<StepResult>> stages = byStage(record);
        List<String> lines = new ArrayList<>();
        stages.forEach((stage, steps) -> {
            lines.addAll(
                    lines.isEmpty()
                            ? ExecutionLog.table(List.of("Stage", "Result", "Steps", "Took", "Rows"))
                            : List.of());
            long rows = steps.stream().mapToLong(StepResult::rows).sum();
            lines.add(MarkdownText.row(List.of(
                    said(stage),
                    result(steps),
                    Integer.toString(steps.size()),
                    seconds(steps.stream().mapToLong(StepResult::millis).sum()),
                    rows == 0 ? " " : Figures.count(rows))));
        });
        return lines;
    }

    private static Map<String, List<StepResult>> byStage(RunRecord record) {
        Map<String, List<StepResult>> stages = new LinkedHashMap<>();
        record.steps().stream()
                .filter(step -> step.parent().isEmpty())
                .forEach(step -> stages.computeIfAbsent(step.stage(), stage -> new ArrayList<>())
                        .add(step));
        return stages;
    }

    private static String row(StepResult step, Map<String, Long> rehearsed) {
        boolean reached = !step.status().equals("skipped");
        List<String> cells = new ArrayList<>(
                List.of(clock(step), said(step.name()), said(step.status()), reached ? seconds(step.millis()) : " "));
        if (!rehearsed.isEmpty()) {
            Long then = rehearsed.get(step.id());
            cells.add(then == null ? " " : seconds(then));
        }
        cells.add(step.done().isEmpty() ? " " : Figures.count(step.rows()));
        return MarkdownText.row(cells);
    }

    private static String result(List<StepResult> steps) {
        if (steps.stream().anyMatch(StepResult::red)) {
            return "stopped";
        }
        return steps.stream().allMatch(step -> step.status().equals("skipped")) ? "not reached" : "passed";
    }

    static List<String> tables(RunRecord record) {
        List<String> lines = new ArrayList<>();
        record.tables().forEach(table -> {
            lines.addAll(
                    lines.isEmpty()
                            ? ExecutionLog.table(
                                    List.of("Table", "Fate", "Strategy", "Before", "After", "Removed", "Why"))
                            : List.of());
            lines.add(MarkdownText.row(List.of(
                    said(table.name()),
                    said(table.identical() ? table.fate() + ", identical" : table.fate()),
                    table.strategy().equals("none") ? " " : said(table.strategy()),
                    table.measured() ? Figures.count(table.before()) : "not counted",
                    table.measured() ? Figures.count(table.after()) : " ",
                    table.measured() ? Figures.count(table.removed()) : " ",
                    said(table.reason()))));
        });
        return lines;
    }

    static List<String> checks(RunRecord record) {
        return results(
                record,
                step -> step.id().startsWith("check-")
                        || BUILT_IN.contains(step.id())
                        || step.stage().equals(Stage.SMOKE.word()),
                "Check");
    }

    static List<String> gates(RunRecord record) {
        return results(
                record,
                step -> step.within("gates")
                        || step.within("gates-again")
                        || step.id().equals("opt-in")
                        || step.id().equals("lock"),
                "Gate");
    }

    private static List<String> results(RunRecord record, Predicate<StepResult> which, String what) {
        List<String> lines = new ArrayList<>();
        record.steps().stream().filter(which).forEach(step -> {
            lines.addAll(
                    lines.isEmpty() ? ExecutionLog.table(List.of(what, "Expected", "Found", "Result")) : List.of());
            boolean said = step.readings().isEmpty();
            lines.add(MarkdownText.row(List.of(
                    said(step.name()),
                    said ? " " : read(step, StepResult.Reading::expected),
                    said
                            ? (step.passed() ? "as expected" : said(step.message()))
                            : read(step, StepResult.Reading::found),
                    said(step.status()))));
        });
        return lines;
    }

    private static String read(StepResult step, Function<StepResult.Reading, String> part) {
        return MarkdownText.of(
                step.readings().stream()
                        .map(reading -> (reading.of().isEmpty() ? "" : reading.of() + ": ") + part.apply(reading))
                        .collect(Collectors.joining("; ")),
                READINGS);
    }

    static Optional<String> duration(RunRecord record) {
        return record.finishedAt()
                .map(end -> seconds(Duration.between(Instant.parse(record.startedAt()), Instant.parse(end))
                        .toMillis()));
    }

    static String moment(String recorded) {
        return written(MOMENT, recorded);
    }

    private static String clock(StepResult step) {
        return step.startedAt().map(at -> written(CLOCK, at)).orElse(" ");
    }

    private static String written(DateTimeFormatter form, String recorded) {
        try {
            return form.format(Instant.parse(recorded));
        } catch (DateTimeParseException other) {
            return said(recorded);
        }
    }

    private static String seconds(long millis) {
        return Figures.seconds(millis);
    }

    private static String said(String value) {
        return MarkdownText.of(value);
    }
}
