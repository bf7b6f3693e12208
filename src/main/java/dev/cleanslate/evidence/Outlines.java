package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunOutline;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.UnreadableRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the page of all runs tells of each, remembered beside it: records of large scans are megabytes, and five hundred of
 * them took ten seconds to read at the end of every run. A record that has another size or time than it had is read anew,
 * and so is one that is not remembered. For the page alone: whoever lists, deletes or verifies runs reads the records.
 */
final class Outlines {

    static final String NAME = ".runs";

    /** Folder, size and time of the record, outline; not JSON as a whole, so that the last is read but once. */
    private static final int FIELDS = 4;

    private final Path reports;
    private final Map<String, Known> known;
    private final Map<String, Known> used = new LinkedHashMap<>();

    private Outlines(Path reports, Map<String, Known> known) {
        this.reports = reports;
        this.known = known;
    }

    /** {@code size} and {@code modified} are of the file as it was before it was read. */
    private record Known(long size, String modified, RunOutline outline) {}

    /** Of a file that is torn or of another version, what can be read. */
    static Outlines read(Path reports) {
        Map<String, Known> known = new LinkedHashMap<>();
        try {
            Files.readString(reports.resolve(NAME)).lines().forEach(line -> remember(line, known));
        } catch (IOException none) {
            // The records are there all the same.
        }
        return new Outlines(reports, known);
    }

    private static void remember(String line, Map<String, Known> known) {
        String[] fields = line.split("\t", FIELDS);
        try {
            if (fields.length == FIELDS) {
                RunOutline outline = RunOutline.of(fields[FIELDS - 1].getBytes(StandardCharsets.UTF_8));
                known.put(fields[0], new Known(Long.parseLong(fields[1]), fields[2], outline));
            }
        } catch (NumberFormatException | UnreadableRecord torn) {
            // As good as never written.
        }
    }

    PastRun of(Path folder) throws PastRun.Unreadable {
        String name = reports.relativize(folder).toString();
        Path record = folder.resolve(RunRecord.NAME);
        long size;
        String modified;
        try {
            size = Files.size(record);
            modified = Files.getLastModifiedTime(record).toString();
        } catch (IOException unreadable) {
            return PastRun.read(folder);
        }
        Known before = known.get(name);
        PastRun run =
                before != null && before.size() == size && before.modified().equals(modified)
                        ? PastRun.of(folder, before.outline())
                        : PastRun.read(folder);
        Known now = new Known(size, modified, run.outline());
        known.put(name, now);
        used.put(name, now);
        return run;
    }

    /** Whole or not at all, and no more than was asked for. */
    void keep() throws IOException {
        StringBuilder lines = new StringBuilder();
        used.forEach((folder, run) -> lines.append(folder)
                .append('\t')
                .append(run.size())
                .append('\t')
                .append(run.modified())
                .append('\t')
                .append(RecordFile.compact(run.outline()))
                .append('\n'));
        RecordFile.replace(reports.resolve(NAME), lines.toString());
    }
}
