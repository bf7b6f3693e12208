package dev.cleanslate.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a run that is over: one more line of its journal, with the hash of the one before. Nothing that
 * was written before is touched, so what is recorded and signed still holds.
 */
public record Afterword(String by, String text, Optional<Decision> decision) {

    static final String EVENT = "noted";

    private static final int LONGEST = 4_000;

    /** What becomes of a database whose reset failed after its commit. */
    public enum Decision {
        GO_ON,
        RESTORE;

        public String word() {
            return this == GO_ON ? "go-on" : "restore";
        }
    }

    public Afterword {
        if (by.isBlank() || by.length() > 200 || by.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a note needs the name of a person, on one line: " + Printable.of(by, 40));
        }
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("a note needs a text, of at most " + LONGEST + " characters");
        }
    }

    /** Appends it to the run in that folder, and returns the number of its line. */
    public int append(Path folder, Instant now) throws IOException, Refused {
        int line = appended(folder, now);
        ExecutionLog.drawAgain(folder);
        return line;
    }

    private int appended(Path folder, Instant now) throws IOException, Refused {
        Path journal = folder.resolve(Journal.NAME);
        if (!Files.isRegularFile(journal)) {
            throw new Refused(
                    2,
                    folder + ": this is not the folder of a run: it holds no " + Journal.NAME
                            + ". Name a folder <reports>/<target>/<suite>/<run id>.");
        }
        try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (lock == null) {
                throw new Refused(3, journal + ": the run is still under way. Wait for its end. Nothing was noted.");
            }
            JournalCheck check = JournalCheck.of(journal);
            if (!check.whole()) {
                throw new Refused(
                        1,
                        journal + ": its chain is broken, so a note would vouch for what nobody can: "
                                + check.broken()
                                        .map(broken -> "line " + broken.line() + ": " + broken.what())
                                        .orElse("")
                                + ". Nothing was noted.");
            }
            ByteBuffer line = ByteBuffer.wrap((line(check, now) + "\n").getBytes(StandardCharsets.UTF_8));
            channel.position(channel.size());
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
            return check.lines() + 1;
        }
    }

    private String line(JournalCheck check, Instant now) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("seq", check.lines() + 1);
        line.put("at", now.truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("event", EVENT);
        line.put("by", by);
        decision.ifPresent(decided -> line.put("decision", decided.word()));
        line.put("text", text);
        line.put("prev", check.head());
        return RecordFile.compact(line);
    }

    /** As sentences, in their order. */
    static List<String> told(byte[] journal) {
        return noted(journal).stream().map(Noted::sentence).toList();
    }

    /** Those that a journal holds, in their order. */
    static List<Noted> noted(byte[] journal) {
        return JournalCheck.split(journal).stream()
                .filter(line -> line.length > 0 && isAfterword(line))
                .map(RecordFile::read)
                .map(line -> new Noted(
                        line.path("at").asString(""),
                        line.path("by").asString(""),
                        line.path("decision").asString("").replace('-', ' '),
                        line.path("text").asString("")))
                .toList();
    }

    /** One as it stands in a journal; {@code decision} is empty where nothing was decided. */
    record Noted(String at, String by, String decision, String text) {

        private String sentence() {
            return "noted at " + Printable.of(at) + " by " + Printable.of(by) + ": "
                    + (decision.isEmpty() ? "" : "decided to " + Printable.of(decision) + ". ") + Printable.of(text);
        }
    }

    /** The bytes that the run itself wrote. */
    static byte[] withoutAfterwords(byte[] journal) {
        int end = 0;
        int at = 0;
        for (byte[] line : JournalCheck.split(journal)) {
            at = Math.min(journal.length, at + line.length + 1);
            if (line.length > 0 && !isAfterword(line)) {
                end = at;
            }
        }
        return java.util.Arrays.copyOf(journal, end);
    }

    private static boolean isAfterword(byte[] line) {
        try {
            return RecordFile.read(line).path("event").asString("").equals(EVENT);
        } catch (tools.jackson.core.JacksonException broken) {
            return false;
        }
    }

    /** A run holds its journal while it lasts. */
    static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            // Far behind the end, so that where locks are mandatory the lines can still be read.
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }
}
