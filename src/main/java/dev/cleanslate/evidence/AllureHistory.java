package dev.cleanslate.evidence;

import dev.cleanslate.evidence.EarlierRuns.Earlier;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What Allure wants to know of earlier runs for its trends, drawn from their records; the page adds the run itself. */
final class AllureHistory {

    private AllureHistory() {}

    /** By the names of the files below {@code history/}. */
    static Map<String, String> files(EarlierRuns earlier) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("history.json", RecordFile.pretty(items(earlier.runs())));
        files.put("history-trend.json", trend(earlier.runs(), AllureHistory::statuses));
        files.put("duration-trend.json", trend(earlier.runs(), record -> Map.of("duration", millis(record))));
        files.put("categories-trend.json", trend(earlier.runs(), AllureHistory::causes));
        return files;
    }

    private static String trend(List<Earlier> runs, Function<RunRecord, Map<String, Long>> data) {
        return RecordFile.pretty(runs.stream()
                .map(run -> {
                    Map<String, Object> point = new LinkedHashMap<>();
                    point.put("buildOrder", run.number());
                    point.put("reportName", run.record().run());
                    point.put("data", data.apply(run.record()));
                    return point;
                })
                .toList());
    }

    private static Map<String, Map<String, Object>> items(List<Earlier> runs) {
        Map<String, List<Map<String, Object>>> byTest = new LinkedHashMap<>();
        for (Earlier run : runs) {
            for (StepResult step : AllureResults.tests(run.record())) {
                long start = AllureResults.start(run.record(), step);
                Map<String, Object> item = new LinkedHashMap<>();
                item.put("uid", AllureResults.uuid(run.record(), step));
                item.put("status", AllureResults.status(run.record(), step).value());
                item.put("statusDetails", step.message());
                item.put("time", Map.of("start", start, "stop", start + step.millis(), "duration", step.millis()));
                byTest.computeIfAbsent(AllureResults.identity(run.record(), step), id -> new ArrayList<>())
                        .add(item);
            }
        }
        Map<String, Map<String, Object>> history = new LinkedHashMap<>();
        byTest.forEach((id, items) -> {
            Map<String, Long> statistic = counts();
            items.forEach(item -> statistic.merge(String.valueOf(item.get("status")), 1L, Long::sum));
            history.put(id, Map.of("statistic", statistic, "items", items));
        });
        return history;
    }

    private static Map<String, Long> statuses(RunRecord record) {
        Map<String, Long> counts = counts();
        AllureResults.tests(record)
                .forEach(step -> counts.merge(AllureResults.status(record, step).value(), 1L, Long::sum));
        return counts;
    }

    private static Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        List.of("failed", "broken", "skipped", "passed", "unknown").forEach(status -> counts.put(status, 0L));
        return counts;
    }

    private static Map<String, Long> causes(RunRecord record) {
        Map<String, Long> counts = new LinkedHashMap<>();
        AllureResults.tests(record).stream()
                .filter(StepResult::red)
                .forEach(step -> counts.merge(Cause.of(record, step).title(), 1L, Long::sum));
        return counts;
    }

    private static long millis(RunRecord record) {
        return Duration.between(
                        Instant.parse(record.startedAt()),
                        Instant.parse(record.finishedAt().orElse(record.startedAt())))
                .toMillis();
    }
}
