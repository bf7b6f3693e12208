package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.UnreadableRecord;
import dev.cleanslate.evidence.report.Language;
import dev.cleanslate.evidence.report.Report;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import dev.cleanslate.seal.SigningKey;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything one run leaves behind, behind one listener. The journal and the record come first and may stop a run that
 * has not committed; the other forms never do: one that fails is left out from then on, and the record says so.
 */
public final class Evidence implements RunListener, AutoCloseable {

    private final Path reports;
    private final RunFolder folder;
    private final PrintStream warnings;
    private final Journal journal;
    private final Recorder recorder;
    private final Terminal terminal;
    private final Map<String, RunListener> others = new LinkedHashMap<>();
    private final Language language;
    private Workshop workshop = Workshop.NONE;
    private @Nullable Rehearsed rehearsed;
    private RunCertificate.@Nullable Draft draft;
    private @Nullable SigningKey key;
    private @Nullable String uncertified;
    private boolean signed;

    private Evidence(
            Path reports,
            RunFolder folder,
            Journal journal,
            Terminal terminal,
            PrintStream warnings,
            Language language) {
        this.reports = reports;
        this.language = language;
        this.folder = folder;
        this.warnings = warnings;
        this.journal = journal;
        this.terminal = terminal;
        this.recorder = new Recorder(folder.file(RunRecord.NAME), journal, warnings);
    }

    /**
     * Makes the run's folder and begins its journal.
     *
     * @throws EvidenceFailed when the reports folder cannot be written
     */
    public static Evidence open(Path reports, String target, String suite, Instant now, Voice voice, Paper paper) {
        RunFolder folder = RunFolder.create(reports, target, suite, now);
        Journal journal = Journal.open(folder.file(Journal.NAME), voice.warnings());
        Terminal terminal = new Terminal(voice.out(), voice.color(), voice.live());
        Evidence evidence = new Evidence(reports, folder, journal, terminal, voice.warnings(), paper.language());
        evidence.alsoTell(AllureResults.NAME, evidence::allure);
        evidence.alsoTell(JUnitXml.NAME, evidence::junitXml);
        evidence.alsoTell(Report.HTML, evidence.drawn(Report.HTML, Report::html));
        if (paper.pdf()) {
            evidence.alsoTell(Report.PDF, evidence.drawn(Report.PDF, Report::pdf));
        }
        paper.allure().ifPresent(program -> evidence.alsoTell(AllurePage.NAME, evidence.allurePage(program)));
        evidence.alsoTell(Metrics.NAME, new MetricsFile(folder, evidence.recorder));
        // Over files that are whole by now, and before the last lines, which name it.
        evidence.alsoTell(Certificate.NAME, evidence::certificate);
        evidence.alsoTell("terminal", terminal);
        return evidence;
    }

    /** With a report in English, and no PDF. */
    static Evidence open(Path reports, String target, String suite, Instant now, Voice voice) {
        return open(reports, target, suite, now, voice, new Paper(Language.english(), false, Optional.empty()));
    }

    /**
     * In which language the report for people is written, and whether also as PDF; {@code allure}: the folder of Allure's
     * command line, where its page is wanted too.
     */
    public record Paper(Language language, boolean pdf, Optional<Path> allure) {}

    /** In a workflow of GitHub, as its environment says, it is told there too. */
    public void alsoOnGitHub(Map<String, String> environment, PrintStream out) {
        workshop = Workshop.of(environment);
        GitHub.of(environment, out, recorder).ifPresent(there -> alsoTell("GitHub's annotations", there));
    }

    /** A step that may come. */
    public record Coming(String id, String name) {}

    /** What a person who watches hears of what is to come, and of a step that says nothing of itself. */
    public void watched(String command, List<Coming> coming, Lookout lookout) {
        terminal.ahead(coming, LastTimes.of(folder, command));
        terminal.look(lookout);
    }

    /** Where lines for people go, and warnings of the evidence itself. */
    public record Voice(PrintStream out, PrintStream warnings, boolean color, boolean live) {}

    /** A further form of evidence, told after those that are there already; whatever it throws, the run goes on. */
    void alsoTell(String name, RunListener listener) {
        others.put(name, listener);
    }

    /** The run's id, which its {@code RunStarted} event carries. */
    public String run() {
        return folder.run();
    }

    /** The language of the report for people, which its {@code RunStarted} event carries. */
    public String language() {
        return language.code();
    }

    public RunFolder folder() {
        return folder;
    }

    /** The text of {@code run.json} as it stands now; empty before the run has started. */
    public String record() {
        return recorder.text();
    }

    /** When this rehearsal ends and has passed, what it found is signed, as the last file of its folder. */
    public synchronized void certify(Rehearsed found, SigningKey with) {
        rehearsed = found;
        key = with;
    }

    /** The same of a reset, or of a hand-off. */
    public synchronized void certify(RunCertificate.Draft of, SigningKey with) {
        draft = of;
        key = with;
    }

    /** What kept the certificate from being written, of a run that is there to leave one. */
    public synchronized Optional<String> uncertified() {
        return Optional.ofNullable(uncertified);
    }

    private void certificate(Instant at, RunEvent event) {
        Rehearsed found = rehearsed;
        RunCertificate.Draft of = draft;
        SigningKey with = key;
        if (!(event instanceof RunEvent.RunFinished end) || end.outcome() != RunEvent.Outcome.PASSED || with == null) {
            return;
        }
        try {
            signed = found != null || of != null;
            if (found != null) {
                certify(found, with, at);
            } else if (of != null) {
                Issuing.certificate(folder, ended(), of, with, at);
            }
        } catch (EvidenceFailed failed) {
            // A reset is committed, with a certificate or without.
            if (!end.committed()) {
                uncertified = failed.getMessage();
            }
            throw failed;
        }
    }

    /** @throws EvidenceFailed when the file cannot be written */
    synchronized CertificateFile.Sound certify(Rehearsed found, SigningKey with, Instant now) {
        return Issuing.certificate(folder, ended(), found, with, now);
    }

    private RunRecord ended() {
        return recorder.finished()
                .orElseThrow(() -> new IllegalStateException("A certificate is of a run that has ended."));
    }

    /** An interrupt tells of itself on another thread than the run's. */
    @Override
    public synchronized void on(Instant at, RunEvent event) {
        if (event instanceof RunEvent.RunStarted) {
            // The record first: a run that is killed right now must not leave a journal that no record speaks of.
            recorder.on(at, event);
            journal.on(at, event);
        } else {
            journal.on(at, event);
            recorder.on(at, event);
        }
        Map<String, RunListener> lost = new LinkedHashMap<>();
        others.forEach((name, listener) -> {
            try {
                listener.on(at, event);
            } catch (RuntimeException | LinkageError e) {
                lost.put(name, listener);
                String note = name + " is incomplete: " + e;
                if (!signed) {
                    // The record is what a certificate names: from then on it stays as it is.
                    recorder.note(note);
                }
                warnings.println("warning: " + Printable.of(note) + " The run is not affected.");
            }
        });
        others.keySet().removeAll(lost.keySet());
    }

    @Override
    public synchronized void close() {
        terminal.close();
        journal.close();
        if (recorder.finished().isPresent()) {
            drawLog();
            drawIndex();
        }
    }

    /** Over the record as it stays, so only now; a note or a signature draws it again. */
    private void drawLog() {
        try {
            ExecutionLog.draw(folder.path());
        } catch (IOException | UnreadableRecord | RuntimeException e) {
            warnings.println("warning: "
                    + Printable.of(folder.file(ExecutionLog.NAME) + ": the execution log cannot be drawn: " + e)
                    + ". The run is not affected; report draws it again.");
        }
    }

    /** It is of all runs, so what becomes of it is no part of this one's record, which is signed by now. */
    private void drawIndex() {
        try {
            RunsIndex.draw(reports);
        } catch (IOException | RuntimeException e) {
            warnings.println("note: "
                    + Printable.of(reports.resolve(RunsIndex.NAME) + ": the list of runs cannot be drawn: "
                            + (e instanceof IOException io ? RunFolder.why(io) : e.toString()))
                    + ". The run is not affected; history lists it.");
        }
    }

    /** From the text of the record alone, as it will be drawn again. */
    private RunListener drawn(String name, Function<Report, byte[]> form) {
        return (at, event) -> {
            if (event instanceof RunEvent.RunFinished) {
                try {
                    Report report = Report.of(record().getBytes(StandardCharsets.UTF_8), language);
                    RecordFile.replace(folder.file(name), form.apply(report));
                } catch (UnreadableRecord e) {
                    throw new IllegalStateException(RunRecord.NAME + ": " + e.getMessage(), e);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /** At the end, since only that tells a broken server from a check that found something. */
    private void allure(Instant at, RunEvent event) {
        if (event instanceof RunEvent.RunFinished) {
            try {
                var whole = RunRecord.of(record().getBytes(StandardCharsets.UTF_8));
                EarlierRuns earlier = EarlierRuns.of(folder.path(), whole.command());
                AllureResults.write(folder.file(AllureResults.NAME), whole, earlier, workshop);
            } catch (UnreadableRecord e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private RunListener allurePage(Path program) {
        return (at, event) -> {
            if (event instanceof RunEvent.RunFinished) {
                try {
                    AllurePage.draw(program, folder.file(AllureResults.NAME), folder.file(AllurePage.NAME));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private void junitXml(Instant at, RunEvent event) {
        if (event instanceof RunEvent.RunFinished) {
            recorder.finished().ifPresent(record -> {
                try {
                    RecordFile.replace(folder.file(JUnitXml.NAME), JUnitXml.of(record));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
