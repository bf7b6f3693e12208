package dev.cleanslate.session;

import dev.cleanslate.scan.Severity;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What was asked for, wherever it was asked: the jar, Maven, an IDE. */
public record Invocation(
        Command command,
        Optional<String> target,
        Optional<String> url,
        List<String> suites,
        List<Path> classPath,
        Path suitesFolder,
        Path reports,
        Optional<BigDecimal> scale,
        Output output,
        Map<String, String> environment,
        Terms terms) {

    private static final int USUAL_WIDTH = 110;
    private static final int NARROWEST = 60;
    private static final int WIDEST = 200;

    public Invocation {
        suites = List.copyOf(suites);
        classPath = List.copyOf(classPath);
        environment = Map.copyOf(environment);
    }

    /** With nobody to ask, by the clock of this machine. */
    public Invocation(
            Command command,
            Optional<String> target,
            Optional<String> url,
            List<String> suites,
            List<Path> classPath,
            Path suitesFolder,
            Path reports,
            Consent consent,
            Optional<BigDecimal> scale,
            Output output,
            Map<String, String> environment) {
        this(
                command,
                target,
                url,
                suites,
                classPath,
                suitesFolder,
                reports,
                scale,
                output,
                environment,
                new Terms(consent, Present.NOBODY, Optional.empty(), ScanWish.USUAL, Optional.empty()));
    }

    /** Without a class path for suites in Java. */
    public Invocation(
            Command command,
            Optional<String> target,
            Optional<String> url,
            List<String> suites,
            Path suitesFolder,
            Path reports,
            Optional<String> execute,
            boolean noRehearsal,
            Optional<BigDecimal> scale,
            Output output,
            Map<String, String> environment) {
        this(
                command,
                target,
                url,
                suites,
                List.of(),
                suitesFolder,
                reports,
                Consent.of(execute, noRehearsal),
                scale,
                output,
                environment);
    }

    /** The same for another target and other suites. */
    public Invocation of(Optional<String> otherTarget, List<String> otherSuites) {
        return new Invocation(
                command,
                otherTarget,
                url,
                otherSuites,
                classPath,
                suitesFolder,
                reports,
                scale,
                output,
                environment,
                terms);
    }

    /** The same to another end. */
    Invocation as(Command other) {
        return new Invocation(
                other, target, url, suites, classPath, suitesFolder, reports, scale, output, environment, terms);
    }

    /** The same with these people at hand. */
    public Invocation with(Present people) {
        return with(new Terms(consent(), people, restore(), scan(), certified()));
    }

    /** The same, to put a backup back. */
    public Invocation with(RestoreWish wish) {
        return with(new Terms(consent(), present(), Optional.of(wish), scan(), certified()));
    }

    /** The same with a scan as it is wanted. */
    public Invocation scanning(ScanWish wish) {
        return with(new Terms(consent(), present(), restore(), wish, certified()));
    }

    /** The same, to certify this run's folder, and not the newest. */
    public Invocation certifying(Path run) {
        return with(new Terms(consent(), present(), restore(), scan(), Optional.of(run)));
    }

    private Invocation with(Terms others) {
        return new Invocation(
                command, target, url, suites, classPath, suitesFolder, reports, scale, output, environment, others);
    }

    public Consent consent() {
        return terms.consent();
    }

    public Present present() {
        return terms.present();
    }

    public Optional<RestoreWish> restore() {
        return terms.restore();
    }

    public ScanWish scan() {
        return terms.scan();
    }

    /** The folder of the reset to certify; the newest where none is named. */
    public Optional<Path> certified() {
        return terms.certified();
    }

    /** The same, one among many: it leaves its record, and its lines are in nobody's way. */
    public Invocation quietly() {
        Output nothing = new Output(false, false, false, true, output.paper());
        return new Invocation(
                command, target, url, suites, classPath, suitesFolder, reports, scale, nothing, environment, terms);
    }

    /** How wide a report may be: as the terminal says, or as most are. */
    int width() {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[0-9]{1,4}")
                ? Math.max(NARROWEST, Math.min(WIDEST, Integer.parseInt(columns)))
                : USUAL_WIDTH;
    }

    public Optional<String> execute() {
        return consent().execute();
    }

    public boolean noRehearsal() {
        return consent().noRehearsal();
    }

    /** What was given to have it done, who can be asked, what a restore or a scan is to be like, which run to certify. */
    public record Terms(
            Consent consent, Present present, Optional<RestoreWish> restore, ScanWish scan, Optional<Path> certified) {}

    /**
     * {@code failOn}: what is milder leaves a scan green; with {@code newOnly}, so does what the scan before it found
     * already. {@code keys}: how many of each finding are listed. {@code sampleAbove}: how many rows of a table are looked at.
     * {@code freeze}: where findings are written to be reviewed.
     */
    public record ScanWish(
            Severity failOn, boolean newOnly, int keys, OptionalLong sampleAbove, Optional<FreezeWish> freeze) {

        /** Notes are for reading: an import of real people is one. */
        public static final ScanWish USUAL = new ScanWish(Severity.WARNING, 100);

        public ScanWish(Severity failOn, int keys) {
            this(failOn, false, keys, OptionalLong.empty(), Optional.empty());
        }

        public ScanWish(Severity failOn, boolean newOnly, int keys) {
            this(failOn, newOnly, keys, OptionalLong.empty(), Optional.empty());
        }

        public ScanWish(Severity failOn, int keys, OptionalLong sampleAbove) {
            this(failOn, false, keys, sampleAbove, Optional.empty());
        }

        public ScanWish freezing(FreezeWish wish) {
            return new ScanWish(failOn, newOnly, keys, sampleAbove, Optional.of(wish));
        }
    }

    /** How to speak to a person: {@code json} sends the record to stdout and lines for people to stderr; {@code quiet}: neither is shown. */
    public record Output(boolean json, boolean color, boolean live, boolean quiet, Paper paper) {

        /** With the report as usual. */
        public Output(boolean json, boolean color, boolean live, boolean quiet) {
            this(json, color, live, quiet, Paper.USUAL);
        }

        public Output(boolean json, boolean color, boolean live) {
            this(json, color, live, false);
        }
    }

    /**
     * The report for people: in another language than the target says, and whether also as PDF; {@code allure} is the
     * folder of Allure's command line, where its page is wanted too.
     */
    public record Paper(Optional<String> language, boolean pdf, Optional<Path> allure) {

        public static final Paper USUAL = new Paper(Optional.empty(), false, Optional.empty());
    }

    /**
     * What time it is, who answers for what, and for how long they want to try the application out on a copy. {@code answers} are as given on the command line: {@code ROLE=yes:NAME}
     * or {@code ROLE=no:NAME:REASON}; {@code prompt} is there when somebody sits at a terminal.
     */
    public record Present(Clock clock, List<String> answers, Optional<Prompt> prompt, Optional<Duration> hold) {

        public static final Present NOBODY = new Present(Clock.systemUTC(), List.of(), Optional.empty());

        public Present {
            answers = List.copyOf(answers);
        }

        public Present(Clock clock, List<String> answers, Optional<Prompt> prompt) {
            this(clock, answers, prompt, Optional.empty());
        }
    }
}
