package dev.cleanslate.evidence;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import dev.cleanslate.seal.SigningKey;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything one run leaves behind, behind one listener. The journal and the record come first and may stop a run that
 * has not committed; the other forms never do: one that fails is left out from then on, and the record says so.
 */
public final class Evidence implements RunListener, AutoCloseable {

    private final RunFolder folder;
    private final PrintStream warnings;
    private final Journal journal;
    private final Recorder recorder;
    private final Terminal terminal;
    private final Map<String, RunListener> others = new LinkedHashMap<>();

    private Evidence(RunFolder folder, Journal journal, Terminal terminal, PrintStream warnings) {
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
    public static Evidence open(Path reports, String target, String suite, Instant now, Voice voice) {
        RunFolder folder = RunFolder.create(reports, target, suite, now);
        Journal journal = Journal.open(folder.file(Journal.NAME), voice.warnings());
        Terminal terminal = new Terminal(voice.out(), voice.color(), voice.live());
        Evidence evidence = new Evidence(folder, journal, terminal, voice.warnings());
        evidence.alsoTell("allure-results", new AllureResults(folder.file("allure-results")));
        evidence.alsoTell(JUnitXml.NAME, evidence::junitXml);
        evidence.alsoTell("terminal", terminal);
        return evidence;
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

    public RunFolder folder() {
        return folder;
    }

    /** The text of {@code run.json} as it stands now; empty before the run has started. */
    public String record() {
        return recorder.text();
    }

    /**
     * Signs what a rehearsal found, as the last file of its folder: of a run that has ended, passed and committed.
     *
     * @throws EvidenceFailed when the file cannot be written
     */
    public synchronized CertificateFile.Sound certify(Rehearsed rehearsed, SigningKey key, Instant now) {
        RunRecord record = recorder.finished()
                .orElseThrow(() -> new IllegalStateException("A certificate is of a run that has ended."));
        return Issuing.certificate(folder, record, rehearsed, key, now);
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
                recorder.note(note);
                warnings.println("warning: " + Printable.of(note) + " The run is not affected.");
            }
        });
        others.keySet().removeAll(lost.keySet());
    }

    @Override
    public synchronized void close() {
        terminal.close();
        journal.close();
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
