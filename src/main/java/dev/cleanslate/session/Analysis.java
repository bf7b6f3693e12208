package dev.cleanslate.session;

import dev.cleanslate.evidence.SurveyReport;
import dev.cleanslate.plan.Survey;
import dev.cleanslate.postgres.CatalogReader;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.Glance;
import dev.cleanslate.postgres.Measuring;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Fault;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.SuiteFile;
import dev.cleanslate.suite.Target;
import dev.cleanslate.suite.Target.Where;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks at a database and says what a reset of it would mean. It reads only and leaves no record; what it can leave is
 * a suite to start from.
 */
public final class Analysis {

    private final Invocation invocation;
    private final Optional<Path> folder;

    private Analysis(Invocation invocation, Optional<Path> folder) {
        this.invocation = invocation;
        this.folder = folder;
    }

    /** Returns the exit code. {@code folder} is where a suite is to be written. */
    public static int run(Invocation invocation, Optional<Path> folder) {
        try {
            new Analysis(invocation, folder).run();
            return 0;
        } catch (RuntimeException trouble) {
            return Failures.told(trouble);
        }
    }

    private void run() {
        folder.ifPresent(Analysis::requireRoom);
        try (PgSession session = PgSession.open(url(), "cleanslate analyze")) {
            session.script(LockedOut.IMPATIENT);
            Glance glance = CatalogReader.glance(session);
            Survey survey = Survey.of(glance.catalog(), Measuring.of(session, glance));
            ProvenDraft draft = ProvenDraft.of(survey, glance, session, folder);
            Optional<String> written = folder.map(f -> write(f, draft.text()).toString());
            // What counts is the file, not what was meant to be in it.
            ProvenDraft last = written.isPresent() ? draft.readBack(Path.of(written.get())) : draft;
            tell(new SurveyReport(survey, address(), written, last.refusals(), last.warnings()));
        }
    }

    private void tell(SurveyReport report) {
        Invocation.Output output = invocation.output();
        PrintStream people = output.json() ? System.err : System.out;
        people.print(report.text(invocation.width(), output.color()));
        people.flush();
        if (output.json()) {
            System.out.print(report.json());
            System.out.flush();
        }
    }

    private static void requireRoom(Path folder) {
        Path name = folder.getFileName();
        if (name == null || !SuiteFile.fitsAsName(name.toString())) {
            throw usage("--write " + folder + ": the folder's name becomes the suite's, and this one is not fit for it."
                    + " Give suites/NAME, with letters, digits, dots, dashes and underscores. Nothing was written.");
        }
        if (Files.exists(folder.resolve("suite.yaml"))) {
            throw taken(folder);
        }
    }

    private static Path write(Path folder, String text) {
        try {
            return SuiteFile.create(folder, text);
        } catch (FileAlreadyExistsException taken) {
            throw taken(folder);
        } catch (IOException unwritable) {
            throw usage("--write " + folder + ": the suite could not be written ("
                    + unwritable.getClass().getSimpleName()
                    + "). Check the folder and its permissions. Nothing was written.");
        }
    }

    private static StepFailure taken(Path folder) {
        return usage("--write " + folder + ": there is a suite already, and it is never overwritten. Give another name,"
                + " or move it away. Nothing was written.");
    }

    private DatabaseUrl url() {
        Target target = sound(TargetChoice.of(invocation));
        if (target.where() instanceof Where.Url url) {
            return Preflight.parse(invocation, url);
        }
        throw usage(target.place() + ": target \"" + target.name()
                + "\" is a server made for each run, so there is no database to look at. Give --url, or a target that"
                + " has one. Nothing was run.");
    }

    private String address() {
        DatabaseUrl url = url();
        return url.host() + ":" + url.port();
    }

    static <T> T sound(Reading<T> reading) {
        if (reading instanceof Reading.Faulty<T> faulty) {
            throw usage(faulty.faults().stream().map(Fault::toString).collect(Collectors.joining("\n")));
        }
        return ((Reading.Sound<T>) reading).value();
    }

    private static StepFailure usage(String message) {
        return new StepFailure(StepFailure.Kind.USAGE, message);
    }
}
