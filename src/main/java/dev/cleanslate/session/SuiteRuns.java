package dev.cleanslate.session;

import dev.cleanslate.evidence.Evidence;
import dev.cleanslate.evidence.report.Language;
import dev.cleanslate.run.Stage;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Fault;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.SuiteClass;
import dev.cleanslate.suite.SuiteClasses;
import dev.cleanslate.suite.SuiteFile;
import dev.cleanslate.suite.Target;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The door of this room: an invocation becomes runs. Files are read here, and no connection is opened. */
public final class SuiteRuns {

    private SuiteRuns() {}

    /** One run per suite that the invocation or its target names. What cannot be read is a run with one red step. */
    public static List<SuiteRun> prepare(Invocation invocation) {
        Reading<Target> target = TargetChoice.of(invocation);
        if (target instanceof Reading.Faulty<Target> faulty) {
            return List.of(broken(invocation, named(invocation), faulty.faults()));
        }
        Target chosen = ((Reading.Sound<Target>) target).value();
        if (invocation.restore().isPresent()) {
            return List.of(Restores.of(invocation, invocation.restore().get(), chosen));
        }
        if (AllSuites.meant(invocation)) {
            return AllSuites.of(invocation, chosen)
                    .map(every -> every.suites().stream()
                            .map(name -> located(every, chosen, name))
                            .toList())
                    .orElseGet(() -> List.of(broken(invocation, AllSuites.WORD, AllSuites.faults(invocation, chosen))));
        }
        List<String> names = invocation.suites().isEmpty()
                ? chosen.suites().stream().map(Mention::name).toList()
                : invocation.suites();
        if (names.isEmpty() && invocation.command() == Command.SCAN) {
            Path none = Path.of(chosen.place().file());
            return List.of(of(invocation, chosen, none, new Reading.Sound<>(Suite.none(none))));
        }
        if (names.isEmpty()) {
            return List.of(broken(
                    invocation,
                    "none",
                    List.of(new Fault(
                            chosen.place(),
                            "no suite is named for target \"" + chosen.name()
                                    + "\". Give --suite NAME (or a file). Nothing was run."))));
        }
        if (invocation.command() == Command.GO_LIVE) {
            // One mark for all suites of the target; the run asks for the certificates of each.
            names = names.subList(0, 1);
        }
        var runs = new ArrayList<SuiteRun>();
        for (String name : names) {
            runs.add(located(invocation, chosen, name));
        }
        return List.copyOf(runs);
    }

    private static String named(Invocation invocation) {
        return invocation.suites().size() == 1 ? invocation.suites().get(0) : "none";
    }

    /** The run of one suite file against the invocation's target. */
    public static SuiteRun forFile(Invocation invocation, Path suiteFile) {
        Reading<Target> target = TargetChoice.of(invocation);
        if (target instanceof Reading.Faulty<Target> faulty) {
            return broken(invocation, folderName(suiteFile), faulty.faults());
        }
        return of(invocation, ((Reading.Sound<Target>) target).value(), suiteFile);
    }

    /** The run of one suite class, and of the YAML below it, against the invocation's target. */
    public static SuiteRun forClass(Invocation invocation, Class<?> type) {
        Reading<Target> target = TargetChoice.of(invocation);
        if (target instanceof Reading.Faulty<Target> faulty) {
            return broken(invocation, type.getSimpleName(), faulty.faults());
        }
        return of(invocation, ((Reading.Sound<Target>) target).value(), type);
    }

    private static SuiteRun of(Invocation invocation, Target target, Class<?> type) {
        Reading<Suite> suite = SuiteClass.read(type, invocation.suitesFolder());
        return of(invocation, target, SuiteClass.file(type, invocation.suitesFolder()), suite);
    }

    private static SuiteRun located(Invocation invocation, Target target, String name) {
        Reading<Optional<Class<?>>> type = SuiteClasses.find(invocation.classPath(), invocation.suitesFolder(), name);
        if (type instanceof Reading.Faulty<Optional<Class<?>>> faulty) {
            return broken(invocation, name, faulty.faults());
        }
        Optional<Class<?>> found = ((Reading.Sound<Optional<Class<?>>>) type).value();
        if (found.isPresent()) {
            return of(invocation, target, found.get());
        }
        Reading<Path> file = SuiteFile.locate(invocation.suitesFolder(), name);
        if (file instanceof Reading.Faulty<Path> faulty) {
            return broken(invocation, name, faulty.faults());
        }
        return of(invocation, target, ((Reading.Sound<Path>) file).value());
    }

    private static SuiteRun of(Invocation invocation, Target target, Path file) {
        return of(invocation, target, file, SuiteFile.read(file));
    }

    private static SuiteRun of(Invocation invocation, Target target, Path file, Reading<Suite> reading) {
        if (reading instanceof Reading.Faulty<Suite> faulty) {
            return broken(invocation, folderName(file), faulty.faults());
        }
        Suite suite = ((Reading.Sound<Suite>) reading).value();
        Optional<String> strange = language(invocation, target.language())
                .filter(code -> Language.of(code).isEmpty());
        if (strange.isPresent()) {
            return broken(
                    invocation,
                    suite.name(),
                    List.of(new Fault(
                            target.place(),
                            "the report is wanted in language \"" + strange.get() + "\", and there are "
                                    + String.join(", ", Language.known()) + ". Nothing was run.")));
        }
        List<Command> course = Course.of(invocation, target);
        if (invocation.command() == Command.CERTIFY) {
            return HandOffs.certification(invocation, target, suite, (run, bench) -> {
                Paired demo = paired(invocation, target, suite, file);
                return new CertifiedDemo(demo.run(), run, () -> demo.reset().handOver(bench));
            });
        }
        if (invocation.command() == Command.GO_LIVE) {
            return HandOffs.goLive(invocation, target, suite);
        }
        if (course.size() == 1) {
            return runner(new Workbench(invocation, course.get(0), false, target, suite), file);
        }
        return paired(invocation, target, suite, file).run();
    }

    private record Paired(SuiteRun run, Workbench reset) {}

    private static Paired paired(Invocation invocation, Target target, Suite suite, Path file) {
        var rehearsal = new Workbench(invocation, Command.REHEARSE, true, target, suite);
        var reset = new Workbench(invocation, Command.RESET, true, target, suite);
        return new Paired(
                new RehearsedReset(runner(rehearsal, file), runner(reset, file), () -> rehearsal.handOver(reset)),
                reset);
    }

    private static SuiteRunner runner(Workbench bench, Path file) {
        return new SuiteRunner(
                bench.invocation,
                bench.command,
                bench.suite.name(),
                bench.target.name(),
                Place.of(file.toString()),
                bench,
                StepList.of(bench),
                () -> evidence(bench.invocation, bench.target.name(), bench.suite.name(), bench.target.language()));
    }

    private static SuiteRun broken(Invocation invocation, String suite, List<Fault> faults) {
        String target = TargetChoice.nameOf(invocation);
        Place place = faults.get(0).place();
        String message = faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
        var step = new Step(Stage.PREFLIGHT, "files", "The files are sound", place, Step.Kind.WORK, dynamic -> {
            throw new StepFailure(StepFailure.Kind.USAGE, message);
        });
        return new SuiteRunner(
                invocation,
                invocation.command(),
                suite,
                target,
                place,
                new NoBench(),
                List.of(step),
                () -> evidence(invocation, target, suite, Optional.empty()));
    }

    /** With {@code --json} standard output belongs to the record, and lines for people go to standard error. */
    static Evidence evidence(Invocation invocation, String target, String suite, Optional<String> targetLanguage) {
        Invocation.Output output = invocation.output();
        Language language =
                language(invocation, targetLanguage).flatMap(Language::of).orElseGet(Language::english);
        PrintStream people = output.json() || output.quiet() ? System.err : System.out;
        PrintStream shown = output.quiet() ? new PrintStream(OutputStream.nullOutputStream()) : people;
        Evidence evidence = Evidence.open(
                invocation.reports(),
                target,
                suite,
                Instant.now(),
                new Evidence.Voice(shown, System.err, output.color(), output.live()),
                new Evidence.Paper(
                        language, output.paper().pdf(), output.paper().allure()));
        evidence.alsoOnGitHub(invocation.environment(), people);
        return evidence;
    }

    /** What was asked for on the command line goes before what the target says. */
    private static Optional<String> language(Invocation invocation, Optional<String> ofTarget) {
        return invocation.output().paper().language().or(() -> ofTarget);
    }

    private static String folderName(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path name = folder == null ? null : folder.getFileName();
        return name == null ? "none" : name.toString();
    }
}
