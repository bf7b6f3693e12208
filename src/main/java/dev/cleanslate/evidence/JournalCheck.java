package dev.cleanslate.evidence;

import dev.cleanslate.seal.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Whether a journal is whole. {@code lines} are those that stand in the file, {@code head} is the hash of the last.
 * The chain alone cannot vouch for the last line: hold {@code head} against the record, or use {@link #against}.
 * {@code finished} tells a run that ended from one that was killed; what is noted later does not change that.
 */
public record JournalCheck(int lines, String head, boolean finished, RunEnd run, Optional<Broken> broken) {

    /** Where the run's own lines end; behind them stands only what was noted afterwards. */
    public record RunEnd(int lines, String head) {}

    /** The first line, counted from 1, that is not as it was written. */
    public record Broken(int line, String what) {}

    public boolean whole() {
        return broken.isEmpty();
    }

    /** The same, with what the record says of the journal's end. */
    public JournalCheck against(long recordedLines, String recordedHead) {
        if (!whole() || (run.lines() == recordedLines && run.head().equals(recordedHead))) {
            return this;
        }
        String what = run.lines() == recordedLines
                ? "the last line was changed: its hash is not the one in the record"
                : "the record counts " + recordedLines + " lines, the journal has " + run.lines();
        return new JournalCheck(
                lines, head, finished, run, Optional.of(new Broken((int) Math.min(lines, recordedLines), what)));
    }

    /** The same for a run that did not end: the record may have been written last some lines before the journal. */
    JournalCheck startingWith(long recordedLines, String recordedHead, Path file) throws IOException {
        if (!whole() || (recordedLines == 0 && recordedHead.equals(Digest.ZERO))) {
            return this;
        }
        List<byte[]> all = split(Files.readAllBytes(file));
        boolean there = recordedLines >= 1
                && recordedLines <= lines
                && Digest.of(all.get((int) recordedLines - 1)).equals(recordedHead);
        return there
                ? this
                : new JournalCheck(
                        lines,
                        head,
                        finished,
                        run,
                        Optional.of(new Broken(
                                (int) Math.min(lines, Math.max(1, recordedLines)),
                                "the record has another hash of this line")));
    }

    static JournalCheck of(Path file) throws IOException {
        List<byte[]> lines = split(Files.readAllBytes(file));
        if (lines.isEmpty()) {
            return new JournalCheck(
                    0,
                    Digest.ZERO,
                    false,
                    new RunEnd(0, Digest.ZERO),
                    Optional.of(new Broken(1, "the journal is empty")));
        }
        byte[] rest = lines.remove(lines.size() - 1);
        List<String> hashes = lines.stream().map(Digest::of).toList();
        String event = "";
        int ends = 0;
        Optional<Broken> broken = Optional.empty();
        for (int i = 0; i < lines.size() && broken.isEmpty(); i++) {
            Parsed parsed = parse(lines.get(i));
            if (!parsed.event().equals(Afterword.EVENT)) {
                event = parsed.event();
                ends = i + 1;
            }
            broken = look(parsed, i, hashes, lines);
        }
        if (broken.isEmpty() && rest.length > 0) {
            broken = Optional.of(
                    new Broken(lines.size() + 1, "the line was not written to its end, or its end was changed"));
        }
        String head = hashes.isEmpty() ? Digest.ZERO : hashes.get(hashes.size() - 1);
        RunEnd run = new RunEnd(ends, ends == 0 ? Digest.ZERO : hashes.get(ends - 1));
        return new JournalCheck(lines.size(), head, event.equals("run-finished"), run, broken);
    }

    private static Optional<Broken> look(Parsed line, int i, List<String> hashes, List<byte[]> lines) {
        if (line.seq() != i + 1) {
            return Optional.of(new Broken(i + 1, "the line is not line " + (i + 1) + " of a journal"));
        }
        String before = i == 0 ? Digest.ZERO : hashes.get(i - 1);
        if (line.prev().equals(before)) {
            return Optional.empty();
        }
        // Both lines could be at fault: when the next one vouches for this one, it is the line before.
        boolean vouched = i + 1 < lines.size() && parse(lines.get(i + 1)).prev().equals(hashes.get(i));
        return i == 0 || (!vouched && i + 1 < lines.size())
                ? Optional.of(
                        new Broken(i + 1, "the line was changed: the hash it carries is not that of the line before"))
                : Optional.of(new Broken(i, "the line was changed: the line after it carries another hash"));
    }

    static List<byte[]> split(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, start, i));
                start = i + 1;
            }
        }
        if (bytes.length > 0) {
            lines.add(Arrays.copyOfRange(bytes, start, bytes.length));
        }
        return lines;
    }

    private static Parsed parse(byte[] line) {
        try {
            JsonNode node = RecordFile.read(line);
            return new Parsed(
                    node.path("seq").asLong(-1),
                    node.path("prev").asString(""),
                    node.path("event").asString(""));
        } catch (JacksonException e) {
            return new Parsed(-1, "", "");
        }
    }

    private record Parsed(long seq, String prev, String event) {}
}
