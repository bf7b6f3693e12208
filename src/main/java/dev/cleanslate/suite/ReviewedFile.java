package dev.cleanslate.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The file in which the rows of a finding are reviewed. A line is a row that goes: its key as JSON, the hash of the whole
 * row, and remarks for the reader. A line that begins with {@code #} is struck out, and its row stays.
 */
public final class ReviewedFile {

    private static final int LIMIT = 64 << 20;
    private static final Pattern PRINT = Pattern.compile("[0-9a-f]{1,16}");
    private static final JsonFactory JSON = new JsonFactory();

    private final String name;
    private final Faults faults;
    private final List<String> findings = new ArrayList<>();
    private final List<String> key = new ArrayList<>();
    private final List<ReviewedRows.Row> rows = new ArrayList<>();
    private final Set<List<String>> listed = new HashSet<>();
    private final Set<List<String>> struckOut = new HashSet<>();
    private String table = "";

    private ReviewedFile(String name, Faults faults) {
        this.name = name;
        this.faults = faults;
    }

    /** A file as it stands: what goes, and the keys of what was struck out. */
    public record Reviewed(ReviewedRows rows, Set<List<String>> struckOut) {
        public Reviewed {
            struckOut = Set.copyOf(struckOut);
        }
    }

    /** Of a file that is there already; whatever is no such file is a fault, so that none is written over. */
    public static Reading<Reviewed> read(Path file) {
        Faults faults = Faults.ofSuite();
        Optional<Reviewed> read = TextFile.read(
                        file, LIMIT, Place.of(file.toString()), "the file of reviewed rows", faults)
                .map(text -> new ReviewedFile(file.toString(), faults).parse(text));
        return faults.none() ? new Reading.Sound<>(read.orElseThrow()) : faults.faulty();
    }

    static Optional<String> text(Path path, Place place, String who, Faults faults) {
        return TextFile.read(path, LIMIT, place, who, faults);
    }

    /** The rows that go, of a file that a suite names. */
    static Optional<ReviewedRows> rows(String name, String text, Faults faults) {
        ReviewedRows read = new ReviewedFile(name, faults).parse(text).rows();
        if (faults.none() && read.rows().isEmpty()) {
            faults.add(
                    Place.of(name),
                    "every row of it is struck out, so that nothing would go. Take the table out of the phase, or leave"
                            + " rows in the file.");
        }
        return faults.none() ? Optional.of(read) : Optional.empty();
    }

    /** The first lines of a file; {@code remarks} are comments, and so is what explains the file. */
    public static List<String> head(List<String> remarks, List<String> findings, String table, List<String> key) {
        List<String> lines = new ArrayList<>();
        remarks.forEach(remark -> lines.add("# " + remark));
        findings.forEach(finding -> lines.add("finding: " + finding));
        lines.add("table: " + table);
        lines.add("key: " + JsonTexts.written(key, false));
        return lines;
    }

    public static String line(ReviewedRows.Row row, String remark, boolean struckOut) {
        return (struckOut ? "# " : "") + JsonTexts.written(row.key(), true) + " " + row.print()
                + (remark.isEmpty() ? "" : "  " + remark);
    }

    /** Whether a name of a table or a finding can stand in a line of its own. */
    public static boolean fit(String name) {
        return name.equals(name.strip()) && !name.isEmpty() && name.codePoints().noneMatch(Shown::unfit);
    }

    private Reviewed parse(String text) {
        int number = 0;
        for (String line : text.replace("\uFEFF", "").lines().toList()) {
            number++;
            line(line.strip(), new Place(name, number, 0));
        }
        if (faults.none() && (findings.isEmpty() || table.isEmpty() || key.isEmpty())) {
            faults.add(
                    Place.of(name),
                    "a file of reviewed rows begins with the lines \"finding:\", \"table:\" and \"key:\", and one of them is"
                            + " missing. Have it written by scan --freeze.");
        }
        if (rows.stream().anyMatch(row -> struckOut.contains(row.key()))) {
            faults.add(
                    Place.of(name),
                    "a row stands here and is struck out in another line. Remove one of the two lines: nobody can tell"
                            + " which is meant.");
        }
        return new Reviewed(new ReviewedRows(name, findings, table, key, rows), struckOut);
    }

    private void line(String line, Place place) {
        if (line.startsWith("#")) {
            String behind = line.replaceFirst("^[#\\s]+", "");
            if (behind.startsWith("[")) {
                row(behind, place, false).ifPresent(row -> struckOut.add(row.key()));
            }
        } else if (line.startsWith("[")) {
            row(line, place, true).filter(row -> once(row, place)).ifPresent(rows::add);
        } else if (line.startsWith("finding: ")) {
            findings.add(line.substring(9).strip());
        } else if (line.startsWith("table: ")) {
            table = line.substring(7).strip();
        } else if (line.startsWith("key: ")) {
            Line read = array(line.substring(5));
            key.addAll(read == null ? List.of() : read.texts());
        } else if (!line.isEmpty()) {
            faults.add(
                    place,
                    "this line is no row: " + faults.quote(line)
                            + ". A row begins with its key, such as [17]; a line that says nothing begins with #.");
        }
    }

    private boolean once(ReviewedRows.Row row, Place place) {
        boolean first = listed.add(row.key());
        if (!first) {
            faults.add(place, "this row stands here twice. Remove one of the two.");
        }
        return first;
    }

    /** What is struck out may be a remark that looks like a row. */
    private Optional<ReviewedRows.Row> row(String line, Place place, boolean must) {
        Line read = array(line);
        String print = read == null ? "" : read.rest().strip().split("\\s", 2)[0];
        boolean storable = read != null && read.texts().stream().noneMatch(text -> text.indexOf('\0') >= 0);
        if (read != null
                && storable
                && read.texts().size() == key.size()
                && PRINT.matcher(print).matches()) {
            return Optional.of(new ReviewedRows.Row(read.texts(), print));
        }
        if (must) {
            faults.add(
                    place,
                    "this row is damaged: it must be the key as a JSON list of " + key.size()
                            + ", then the hash of the row. Copy it from the scan that wrote it, or strike it out (#).");
        }
        return Optional.empty();
    }

    private record Line(List<String> texts, String rest) {}

    private static @org.jspecify.annotations.Nullable Line array(String text) {
        List<String> texts = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            while (parser.nextToken() == JsonToken.VALUE_STRING
                    || parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                texts.add(parser.getString());
            }
            int end = Math.toIntExact(parser.currentLocation().getCharOffset());
            return parser.currentToken() == JsonToken.END_ARRAY ? new Line(texts, text.substring(end)) : null;
        } catch (JacksonException broken) {
            return null;
        }
    }
}
