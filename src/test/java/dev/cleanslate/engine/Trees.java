package dev.cleanslate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.session.Command;
import dev.cleanslate.session.Invocation;
import dev.cleanslate.session.SuiteRun;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The engine over scripted suites, and its trees and events as lines of text. */
final class Trees {

    final List<Scripted> made = new ArrayList<>();

    private final BiFunction<String, Path, Scripted> script;
    private final Optional<String> target;
    private final Path suites;

    private Trees(BiFunction<String, Path, Scripted> script, Optional<String> target, Path suites) {
        this.script = script;
        this.target = target;
        this.suites = suites;
    }

    /** Each suite that is found follows the script; its name is that of its folder. */
    static Trees of(Path suites, BiFunction<String, Path, Scripted> script) {
        return new Trees(script, Optional.of("demo"), suites);
    }

    static Trees of(Path suites, UnaryOperator<Scripted> change) {
        return of(suites, (id, file) -> change.apply(Scripted.gym(id, file)));
    }

    Trees withoutTarget() {
        return new Trees(script, Optional.empty(), suites);
    }

    /** A folder of that name with a suite file in it, which is all that discovery looks at. */
    static File suite(Path folder, String name) {
        try {
            Path file = Files.createDirectories(folder.resolve(name)).resolve("suite.yaml");
            return Files.writeString(file, "suite: " + name).toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CleanslateEngine engine(String... names) {
        Invocation invocation = new Invocation(
                Command.RESET,
                target,
                Optional.empty(),
                List.of(names),
                suites,
                Path.of("reports"),
                Optional.empty(),
                false,
                Optional.empty(),
                new Invocation.Output(false, false, false),
                Map.of());
        return new CleanslateEngine(parameters -> Settings.of(invocation), new Source() {
            @Override
            public List<SuiteRun> prepare(Invocation asked) {
                return asked.suites().stream()
                        .map(name -> forFile(asked, suites.resolve(name).resolve("suite.yaml")))
                        .toList();
            }

            @Override
            public SuiteRun forFile(Invocation asked, Path file) {
                Path whole = file.toAbsolutePath();
                String folder = whole.getName(whole.getNameCount() - 2).toString();
                made.add(script.apply(folder + "@" + asked.target().orElse("none"), file));
                return made.get(made.size() - 1);
            }
        });
    }

    /** What is discovered, a line per node, after asserting that nothing was complained of. */
    List<String> tree(DiscoverySelector... selectors) {
        var results = EngineTestKit.engine(engine()).selectors(selectors).discover();
        assertThat(results.getDiscoveryIssues()).isEmpty();
        assertThat(made).allSatisfy(run -> assertThat(run.calls).isEmpty());
        List<String> lines = new ArrayList<>();
        results.getEngineDescriptor().accept(node -> lines.add(path(node)));
        return lines.subList(1, lines.size());
    }

    TestDescriptor root(DiscoverySelector... selectors) {
        return EngineTestKit.engine(engine()).selectors(selectors).discover().getEngineDescriptor();
    }

    EngineExecutionResults run(DiscoverySelector... selectors) {
        return run(List.of(), selectors);
    }

    EngineExecutionResults run(List<Filter<?>> filters, DiscoverySelector... selectors) {
        return EngineTestKit.engine(engine())
                .selectors(selectors)
                .filters(filters.toArray(Filter[]::new))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .execute();
    }

    /** The run of the last suite that was opened. */
    Scripted opened() {
        return made.stream()
                .filter(run -> !run.calls.isEmpty())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** How each node below the engine came out, in the order of the events. */
    static List<String> outcomes(EngineExecutionResults results) {
        return results.allEvents().stream()
                .filter(event -> !event.getTestDescriptor().isRoot())
                .flatMap(event -> outcome(event).stream())
                .toList();
    }

    static List<String> tests(EngineExecutionResults results) {
        return results.testEvents().stream()
                .flatMap(event -> outcome(event).stream())
                .toList();
    }

    static Map<String, String> verdict(EngineExecutionResults results) {
        return results.allEvents()
                .reportingEntryPublished()
                .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
                .findFirst()
                .orElseThrow();
    }

    static Throwable failure(EngineExecutionResults results) {
        return results.allEvents().failed().stream()
                .flatMap(event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().stream())
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> outcome(Event event) {
        String name = event.getTestDescriptor().getDisplayName();
        return switch (event.getType()) {
            case FINISHED ->
                Optional.of(name + ": "
                        + event.getRequiredPayload(TestExecutionResult.class).getStatus());
            case SKIPPED -> Optional.of(name + ": " + event.getRequiredPayload(String.class));
            case DYNAMIC_TEST_REGISTERED, STARTED, REPORTING_ENTRY_PUBLISHED, FILE_ENTRY_PUBLISHED -> Optional.empty();
        };
    }

    private static String path(TestDescriptor node) {
        List<UniqueId.Segment> segments = node.getUniqueId().getSegments();
        return segments.subList(1, segments.size()).stream()
                .map(UniqueId.Segment::getValue)
                .reduce((left, right) -> left + " > " + right)
                .orElse("");
    }
}
