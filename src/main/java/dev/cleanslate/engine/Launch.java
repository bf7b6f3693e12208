package dev.cleanslate.engine;

import dev.cleanslate.evidence.SuitesTable;
import dev.cleanslate.session.Invocation;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The launcher that starts the engine without a build. */
public final class Launch {

    private Launch() {}

    /** Runs the suites of the invocation and returns the exit code of the worst. */
    public static int run(Invocation invocation) {
        Verdicts verdicts = verdicts(new CleanslateEngine(invocation), System.err);
        if (verdicts.lines().size() > 1 && !invocation.output().quiet()) {
            PrintStream people = invocation.output().json() ? System.err : System.out;
            SuitesTable.of(verdicts.lines(), invocation.output().color()).forEach(people::println);
        }
        return verdicts.worst();
    }

    /** What the suites of one invocation came to, and where their records are. */
    public record Result(int exitCode, List<Path> folders) {
        public Result {
            folders = List.copyOf(folders);
        }
    }

    public static Result result(Invocation invocation) {
        Verdicts verdicts = verdicts(new CleanslateEngine(invocation), System.err);
        return new Result(verdicts.worst(), verdicts.folders());
    }

    /** Of several runs and whatever else came of them. */
    public static int worst(List<Integer> exitCodes, int more) {
        return exitCodes.stream().reduce(more, Verdicts::worse);
    }

    /** Nothing on the class path or in system properties takes part: this run must be the same wherever it stands. */
    static int run(CleanslateEngine engine, PrintStream unexplained) {
        return verdicts(engine, unexplained).worst();
    }

    private static Verdicts verdicts(CleanslateEngine engine, PrintStream unexplained) {
        LauncherConfig config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .addTestEngines(engine)
                .build();
        LauncherDiscoveryRequest everySuite = LauncherDiscoveryRequestBuilder.request()
                .enableImplicitConfigurationParameters(false)
                .selectors(DiscoverySelectors.selectUniqueId(UniqueId.forEngine(engine.getId())))
                .build();
        Verdicts verdicts = new Verdicts(unexplained);
        LauncherFactory.create(config).execute(everySuite, verdicts);
        return verdicts;
    }
}
