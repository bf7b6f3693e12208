package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.report.Report;
import dev.cleanslate.evidence.report.RunsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code index.html} of a reports folder, drawn again after each run.
 *
 * <p>Problem: of two runs that end together, the one that read the records first may write last, and its page lacks the
 * other. Solution: whoever has written looks once more, and draws again when a record has come or changed since it
 * read. No lock is waited for, so a run of another process that hangs holds up nobody.
 */
public final class RunsIndex {

    public static final String NAME = "index.html";

    /** A page of more is slow on a phone. */
    static final int LISTED = 500;

    private static final int TRIES = 20;

    /** Runs of one process, as a scan of many targets has them, draw after each other. */
    private static final Object DRAWING = new Object();

    private static final History.Wanted NEWEST =
            new History.Wanted(Optional.empty(), Optional.empty(), Optional.empty(), LISTED);

    private RunsIndex() {}

    /** Whole or not at all. */
    public static void draw(Path reports) throws IOException {
        synchronized (DRAWING) {
            Outlines outlines = Outlines.read(reports);
            for (int i = 0; i < TRIES; i++) {
                Map<Path, FileTime> before = records(reports);
                History history = History.read(reports, NEWEST, outlines::of);
                RecordFile.replace(
                        reports.resolve(NAME),
                        RunsPage.html(
                                history.runs().stream()
                                        .map(run -> entry(reports, run))
                                        .toList(),
                                history.folders(),
                                history.passedOver().size()));
                if (before.equals(records(reports))) {
                    outlines.keep();
                    return;
                }
            }
        }
    }

    private static Map<Path, FileTime> records(Path reports) throws IOException {
        Map<Path, FileTime> records = new LinkedHashMap<>();
        for (Path folder : RunFolders.newestFirst(reports, Optional.empty(), Optional.empty())) {
            if (records.size() == LISTED) {
                break;
            }
            Path record = folder.resolve(RunRecord.NAME);
            records.put(record, Files.exists(record) ? Files.getLastModifiedTime(record) : FileTime.fromMillis(0));
        }
        return records;
    }

    private static RunsPage.Entry entry(Path reports, PastRun run) {
        Path way = reports.relativize(run.folder());
        return new RunsPage.Entry(
                run.outline(),
                run.report()
                        ? List.of(
                                way.getName(0).toString(),
                                way.getName(1).toString(),
                                way.getName(2).toString(),
                                Report.HTML)
                        : List.of());
    }
}
