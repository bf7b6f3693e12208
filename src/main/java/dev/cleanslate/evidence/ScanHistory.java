package dev.cleanslate.evidence;

import dev.cleanslate.scan.Comparison;
import dev.cleanslate.scan.Severity;
import dev.cleanslate.scan.Standing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What the scans of one target and suite found, a line for each, beside the folders of their runs. */
public final class ScanHistory {

    public static final String NAME = "scan-history.jsonl";

    /** A file lock is the process's, not a thread's: two scans of one process wait for each other here. */
    private static final Object WRITING = new Object();

    private static final long END = 256 << 10;

    /** A process that scans has little memory; what lies further back is of long ago. */
    private static final long FAR = 16 << 20;

    private final Path file;

    private ScanHistory(Path file) {
        this.file = file;
    }

    public static ScanHistory of(Path reports, String target, String suite) {
        return new ScanHistory(reports.resolve(FolderName.of(target))
                .resolve(FolderName.of(suite))
                .resolve(NAME));
    }

    /** One name for a server and a database on it. */
    public static String database(String systemIdentifier, String name) {
        return systemIdentifier + "/" + name;
    }

    public Path file() {
        return file;
    }

    /** One scan: what was found, and what may still be there. {@code database} is its server and its name. */
    public record Line(Comparison.Scanned scan, String database, int tables, long rows, List<Standing> findings) {
        public Line {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The newest scan that is written whole and is one of those meant. A line that is torn, by a crash or a full disk, is
     * passed over.
     *
     * @throws EvidenceFailed when the file cannot be read
     */
    public Optional<Line> last(Predicate<Line> meant) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            // The newest lines are nearly always enough of a file that years of nights have written.
            for (long wanted = END; ; wanted *= 8) {
                Optional<Line> line = last(tail(wanted), meant);
                if (line.isPresent() || wanted >= Math.min(FAR, Files.size(file))) {
                    return line;
                }
            }
        } catch (IOException e) {
            throw new EvidenceFailed(
                    file + ": what earlier scans found cannot be read: " + RunFolder.why(e)
                            + ". What is new cannot be told. Nothing was changed.",
                    e);
        }
    }

    private static Optional<Line> last(List<String> lines, Predicate<Line> meant) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Optional<Line> line = line(lines.get(i)).filter(meant);
            if (line.isPresent()) {
                return line;
            }
        }
        return Optional.empty();
    }

    /** The whole lines among so many bytes at the end. */
    private List<String> tail(long wanted) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(0, channel.size() - wanted);
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // A read may bring less than was asked for.
            }
            // Not as strict UTF-8: of a torn line nothing is certain.
            List<String> lines = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return from == 0 || lines.isEmpty() ? lines : lines.subList(1, lines.size());
        }
    }

    /**
     * Whole, or as good as never: after the last whole line, in one write, with no other process in between.
     *
     * @throws EvidenceFailed when it cannot be written
     */
    public void add(Line line) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(RecordFile.compact(tree(line)) + "\n");
        synchronized (WRITING) {
            try (FileChannel channel = FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                long end = channel.size();
                ByteBuffer last = ByteBuffer.allocate(1);
                if (end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n') {
                    end += channel.write(ByteBuffer.wrap(new byte[] {'\n'}), end);
                }
                while (bytes.hasRemaining() && lock.isValid()) {
                    end += channel.write(bytes, end);
                }
                channel.force(true);
            } catch (IOException e) {
                throw new EvidenceFailed(
                        file + ": what this scan found cannot be added: " + RunFolder.why(e)
                                + ". The next scan would not know what is new. Nothing was changed.",
                        e);
            }
        }
    }

    private static Map<String, Object> tree(Line line) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("run", line.scan().run());
        tree.put("at", line.scan().at().toString());
        tree.put("database", line.database());
        tree.put("tables", line.tables());
        tree.put("rows", line.rows());
        tree.put("findings", line.findings().stream().map(ScanHistory::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(Standing standing) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", standing.id());
        tree.put("detector", standing.detector());
        tree.put("table", standing.table());
        tree.put("rows", standing.rows());
        tree.put("severity", standing.severity().word());
        tree.put("waived", standing.waived());
        standing.unseen().ifPresent(why -> tree.put("unknown", why));
        return tree;
    }

    private static Optional<Line> line(String text) {
        try {
            JsonNode node = RecordFile.read(text.getBytes(StandardCharsets.UTF_8));
            if (!node.path("run").isString() || !node.path("findings").isArray()) {
                return Optional.empty();
            }
            List<Standing> findings = new ArrayList<>();
            for (JsonNode f : node.path("findings").values()) {
                findings.add(Standing.remembered(
                        f.path("id").asString(),
                        f.path("detector").asString(),
                        f.path("table").asString(),
                        f.path("rows").asLong(),
                        Severity.valueOf(f.path("severity").asString().toUpperCase(Locale.ROOT)),
                        f.path("waived").asBoolean()));
            }
            return Optional.of(new Line(
                    new Comparison.Scanned(
                            node.path("run").asString(),
                            Instant.parse(node.path("at").asString())),
                    node.path("database").asString(""),
                    node.path("tables").asInt(),
                    node.path("rows").asLong(),
                    findings));
        } catch (JacksonException | DateTimeException | IllegalArgumentException torn) {
            return Optional.empty();
        }
    }
}
