package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.PgSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What pg_restore lists of an archive, line by line: reading it back proves that the archive can be read. */
record Listing(List<String> lines) {

    private static final Pattern ENTRY = Pattern.compile("\\d+; \\d+ \\d+ (.*)");
    private static final Pattern DATABASE = Pattern.compile(";     dbname: (.*)");
    private static final Pattern VERSION = Pattern.compile(";     Dumped from database version: (\\d+)");
    private static final String DATA = "TABLE DATA ";

    /** What pg_dump dumps the rows of, written as pg_restore lists it: that one makes spaces of line breaks. */
    private static final String TABLES = """
            SELECT pg_catalog.translate(pg_catalog.concat_ws(' ', n.nspname, c.relname, r.rolname), E'\\r\\n', '  ') AS listed
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_roles r ON r.oid = c.relowner
            WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                              WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
                                AND d.deptype = 'e')""";

    Listing {
        lines = List.copyOf(lines);
    }

    static Listing of(ClientTools tools, Path archive) throws IOException {
        Path scratch = Files.createTempDirectory("cleanslate-list");
        try {
            Path file = scratch.resolve("list");
            ToolCall call = tools.call(
                    "pg_restore",
                    List.of("--list", "--file=" + file, archive.toString()),
                    Map.of(),
                    List.of(scratch, archive));
            ToolProcess.Ended ended = ToolProcess.start(call, Optional.empty()).await(line -> {});
            if (!ended.succeeded()) {
                throw new IOException(ToolFailure.firstLines(ended.lines()));
            }
            return new Listing(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } finally {
            Folders.delete(scratch);
        }
    }

    /** {@code schema table owner} of each table whose rows are in the archive. */
    List<String> tables() {
        List<String> tables = new ArrayList<>();
        for (String line : lines) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches() && entry.group(1).startsWith(DATA)) {
                tables.add(entry.group(1).substring(DATA.length()));
            }
        }
        return tables;
    }

    /** The lines but for those whose entry begins as one of these. */
    Listing but(Collection<String> beginnings) {
        return new Listing(lines.stream()
                .filter(line -> entry(line)
                        .filter(e -> beginnings.stream().anyMatch(e::startsWith))
                        .isEmpty())
                .toList());
    }

    /** What an entry of that beginning is called in full: the one whose rest is the shortest, as names may hold spaces. */
    Optional<String> line(String beginning) {
        return lines.stream()
                .filter(line -> entry(line).filter(e -> e.startsWith(beginning)).isPresent())
                .min(Comparator.comparingLong(
                        line -> line.chars().filter(c -> c == ' ').count()));
    }

    /** As the archive says it, of which database it is. */
    Optional<String> database() {
        return lines.stream()
                .map(DATABASE::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst();
    }

    Optional<Integer> serverMajor() {
        return lines.stream()
                .map(VERSION::matcher)
                .filter(Matcher::lookingAt)
                .map(found -> Integer.valueOf(found.group(1)))
                .findFirst();
    }

    private static Optional<String> entry(String line) {
        Matcher entry = ENTRY.matcher(line);
        return entry.matches() ? Optional.of(entry.group(1)) : Optional.empty();
    }

    /** The lines that pg_restore is to restore; what is left out is added to the list given. */
    List<String> without(Set<String> extensions, Purpose purpose, List<String> leftOut) {
        return lines.stream()
                .filter(line -> {
                    Optional<String> left = Leaving.listed(line, purpose).or(() -> ofExtension(line, extensions));
                    left.ifPresent(leftOut::add);
                    return left.isEmpty();
                })
                .toList();
    }

    private static Optional<String> ofExtension(String line, Set<String> extensions) {
        Matcher entry = ENTRY.matcher(line);
        return entry.matches()
                ? extensions.stream()
                        .filter(name -> entry.group(1).startsWith("EXTENSION - " + name + " ")
                                || entry.group(1).startsWith("COMMENT - EXTENSION " + name + " "))
                        .map(name -> "extension " + name)
                        .findFirst()
                : Optional.empty();
    }

    static List<String> expected(PgSession session) {
        return session.query(TABLES).stream().map(row -> row.word("listed")).toList();
    }

    /** Tables that ought to be in the archive and are not. */
    List<String> missing(List<String> expected) {
        var missing = new TreeSet<>(expected);
        tables().forEach(missing::remove);
        return List.copyOf(missing);
    }
}
