package dev.cleanslate.engine;

import dev.cleanslate.evidence.SuitesTable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Hears the verdict of each suite, and failures that no verdict explains. */
final class Verdicts implements TestExecutionListener {

    /** From the best to the worst; a commit in doubt outweighs everything. */
    private static final List<Integer> BY_SEVERITY = List.of(0, 1, 3, 2, 4, 5);

    private static final int NOTHING_RAN = 2;
    private static final int UNEXPLAINED = 4;

    private final PrintStream unexplained;
    private final List<Path> folders = new ArrayList<>();
    private final Map<String, List<Path>> all = new LinkedHashMap<>();
    private final Map<String, Integer> codes = new LinkedHashMap<>();
    private final Map<String, List<Throwable>> failures = new LinkedHashMap<>();

    Verdicts(PrintStream unexplained) {
        this.unexplained = unexplained;
    }

    @Override
    public void reportingEntryPublished(TestIdentifier suite, ReportEntry entry) {
        VerdictEntry.exitCode(entry).ifPresent(code -> codes.put(suiteOf(suite), code));
        VerdictEntry.folder(entry).ifPresent(folder -> {
            folders.add(folder);
            List<Path> records = new ArrayList<>(VerdictEntry.earlier(entry));
            records.add(folder);
            all.put(suiteOf(suite), records);
        });
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            List<Throwable> thrown = failures.computeIfAbsent(suiteOf(identifier), suite -> new ArrayList<>());
            result.getThrowable().ifPresent(thrown::add);
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        failures.forEach((suite, thrown) -> {
            if (codes.getOrDefault(suite, 0) == 0) {
                codes.put(suite, UNEXPLAINED);
                unexplained.println(suite + " failed, and its verdict does not say why:");
                thrown.forEach(each -> each.printStackTrace(unexplained));
            }
        });
    }

    int worst() {
        return codes.values().stream()
                .max(Comparator.comparing(Verdicts::severity))
                .orElse(NOTHING_RAN);
    }

    /** Where the records are. */
    List<Path> folders() {
        return List.copyOf(folders);
    }

    /** Each suite with its exit code and the records of all its runs, for the table of several. */
    List<SuitesTable.Line> lines() {
        return codes.entrySet().stream()
                .map(suite -> new SuitesTable.Line(
                        suite.getKey(), suite.getValue(), all.getOrDefault(suite.getKey(), List.of())))
                .toList();
    }

    static int worse(int one, int other) {
        return severity(one) >= severity(other) ? one : other;
    }

    /** A code that is not among the known ones is as bad as the worst. */
    private static int severity(int code) {
        return BY_SEVERITY.contains(code) ? BY_SEVERITY.indexOf(code) : BY_SEVERITY.size();
    }

    private static String suiteOf(TestIdentifier identifier) {
        return identifier.getUniqueIdObject().getSegments().stream()
                .filter(segment -> segment.getType().equals(SuiteDescriptor.SEGMENT))
                .map(segment -> segment.getValue())
                .findFirst()
                .orElse(CleanslateEngine.ID);
    }
}
