package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.run.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Puts a backup back into the database it came from: what the backup knows is dropped and made anew, all of it in the
 * session's open transaction, so that whoever opened it can look at the outcome before it counts.
 */
public record InPlace(Restoring restoring, PgSession session) {

    private static final String DEPENDENT = "2BP01";

    /** What was not dropped for the backup's sake is what the backup does not know. */
    private static final String OBJECTS = """
            SELECT (o.identity).type || ' ' || (o.identity).identity AS name, o.class, o.oid
            FROM (SELECT a.class, a.oid, pg_catalog.pg_identify_object(a.class, a.oid, 0) AS identity
                  FROM (SELECT 'pg_catalog.pg_class'::regclass AS class, oid, relnamespace AS namespace
                        FROM pg_catalog.pg_class c
                        WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
                          OR relkind = 'S' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                            WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i'))
                        UNION ALL
                        SELECT 'pg_catalog.pg_proc'::regclass, oid, pronamespace FROM pg_catalog.pg_proc
                        UNION ALL
                        SELECT 'pg_catalog.pg_type'::regclass, oid, typnamespace FROM pg_catalog.pg_type
                        WHERE typtype IN ('e', 'd', 'r')) a
                  JOIN pg_catalog.pg_namespace n ON n.oid = a.namespace
                  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                                    WHERE d.classid = a.class AND d.objid = a.oid AND d.deptype = 'e')) o
            ORDER BY 1""";

    /** Written as the beginning of what pg_restore lists. */
    private static final String STAYING = """
            SELECT 'SCHEMA - ' || nspname || ' ' AS entry FROM pg_catalog.pg_namespace
            UNION ALL
            SELECT k || extname || ' ' FROM pg_catalog.pg_extension, unnest(ARRAY['EXTENSION - ', 'COMMENT - EXTENSION ']) k
            UNION ALL
            SELECT k || n.nspname || ' ' || c.relname || ' '
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
                 unnest(ARRAY['TABLE DATA ', 'SEQUENCE SET ']) k
            WHERE EXISTS (SELECT FROM pg_catalog.pg_depend d
                          WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')""";

    /** Logins at other servers: only their owners see the passwords, so a backup may not have them. */
    private static final List<String> FOREIGN = List.of("FOREIGN DATA WRAPPER - ", "SERVER - ", "USER MAPPING - ");

    /**
     * What came of it.
     *
     * @param leftOut what the backup holds and is not put back
     * @param stayed what the backup does not know and is still there
     */
    public record Outcome(List<String> leftOut, List<String> stayed) {
        public Outcome {
            leftOut = List.copyOf(leftOut);
            stayed = List.copyOf(stayed);
        }
    }

    /**
     * Does it.
     *
     * @throws BackupRefusedException when the database as it is now stands in the way
     * @throws BackupFailedException when it broke off
     */
    public Outcome run() {
        try {
            Map<String, String> before = objects();
            // Those that were made later would be nobody's afterwards, and make the content another one.
            session.execute("SELECT pg_catalog.lo_unlink(oid) FROM pg_catalog.pg_largeobject_metadata");
            List<String> leftOut = restoring.backup().format().plain() ? plain() : archive();
            before.keySet().retainAll(objects().keySet());
            return new Outcome(leftOut, List.copyOf(before.values()));
        } catch (SqlFailure failure) {
            if (failure.sqlState().equals(DEPENDENT)) {
                throw new BackupRefusedException("The backup "
                        + restoring.backup().archive()
                        + " cannot be put back in place: what was made after it depends on what it replaces: "
                        + failure.serverMessage()
                        + failure.detail().map(what -> " (" + what + ")").orElse("")
                        + ". Drop that first, or restore into a new database (--way swap). All of it is rolled back.");
            }
            throw restoring.broken(Messages.of(failure), failure);
        } catch (IOException | UncheckedIOException e) {
            throw restoring.broken(String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether what a plain dump makes would be in the way of what is there. */
    public static Optional<String> objection(Backup backup, PgSession session) {
        if (!backup.format().plain() || session.query(OBJECTS).isEmpty()) {
            return Optional.empty();
        }
        try (DumpLines lines = DumpLines.of(backup.archive(), backup.format() == Backup.Format.PLAIN_GZIPPED)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                String text = new String(line, java.nio.charset.StandardCharsets.UTF_8);
                if (text.startsWith("DROP ")) {
                    return Optional.empty();
                }
                if (text.startsWith("-- Name: ")) {
                    break;
                }
            }
            return Optional.of("a plain dump without DROP statements can only be put into an empty database");
        } catch (IOException e) {
            return Optional.of("the dump cannot be read: " + e.getMessage());
        }
    }

    /** But for Cleanslate's own. */
    public void endOthers() {
        Ushers.end(session, restoring.into().database());
    }

    /** Against everybody: nothing of what is dropped may change any more, and nobody should see half of it. */
    public void lock() {
        List<QualifiedName> tables = tables();
        if (!tables.isEmpty()) {
            session.execute("LOCK TABLE "
                    + tables.stream().map(QualifiedName::sql).collect(Collectors.joining(", "))
                    + " IN ACCESS EXCLUSIVE MODE");
        }
    }

    public List<QualifiedName> tables() {
        return session.query("""
                        SELECT n.nspname AS schema, c.relname AS name
                        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                                          WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
                                            AND d.deptype = 'e')
                        ORDER BY 1, 2""").stream()
                .map(row -> new QualifiedName(row.word("schema"), row.word("name")))
                .toList();
    }

    private Map<String, String> objects() {
        var objects = new TreeMap<String, String>();
        for (Row row : session.query(OBJECTS)) {
            objects.put(row.word("class") + " " + row.word("oid"), row.word("name"));
        }
        return objects;
    }

    private List<String> plain() throws IOException {
        Backup backup = restoring.backup();
        try (DumpLines lines = DumpLines.of(backup.archive(), backup.format() == Backup.Format.PLAIN_GZIPPED)) {
            return Replay.within(restoring, session, lines, UnaryOperator.identity())
                    .leftOut();
        }
    }

    private List<String> archive() throws IOException {
        ClientTools with = restoring.required();
        Path scratch = Files.createTempDirectory("cleanslate-restore");
        try {
            List<String> staying = new ArrayList<>(FOREIGN);
            session.query(STAYING).forEach(row -> staying.add(row.word("entry")));
            List<String> leftOut = new ArrayList<>();
            Path list = scratch.resolve("list");
            Files.write(
                    list,
                    Listing.of(with, restoring.backup().archive())
                            .but(staying)
                            .without(restoring.waived(), restoring.purpose(), leftOut));
            restoring.roles(with, list, scratch).settle(session, restoring.purpose());
            script(
                    restoring,
                    session,
                    scratch,
                    List.of("--clean", "--if-exists", "--use-list=" + list),
                    UnaryOperator.identity());
            return leftOut;
        } finally {
            Folders.delete(scratch);
        }
    }

    /** Replays what pg_restore makes of the archive, as it makes it: nothing of it is put on a disk. */
    static void script(
            Restoring restoring, PgSession session, Path scratch, List<String> options, UnaryOperator<String> heads)
            throws IOException {
        List<String> arguments = new ArrayList<>(options);
        arguments.add("--file=-");
        arguments.add(restoring.backup().archive().toString());
        ToolCall call = restoring
                .required()
                .call(
                        "pg_restore",
                        arguments,
                        Map.of(),
                        List.of(scratch, restoring.backup().archive()));
        try (ToolProcess process = ToolProcess.making(call, Optional.of(scratch));
                DumpLines lines = DumpLines.of(process.output())) {
            CompletableFuture<ToolProcess.Ended> end = CompletableFuture.supplyAsync(() -> {
                try {
                    return process.await(line -> {});
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Replay.within(restoring, session, lines, heads);
            ToolProcess.Ended ended = end.join();
            if (!ended.succeeded()) {
                throw restoring.broken(
                        "pg_restore ended with exit code " + ended.exit() + " and said: "
                                + ToolFailure.firstLines(ended.lines()),
                        null);
            }
        } catch (CompletionException lost) {
            throw new IOException(String.valueOf(lost.getMessage()), lost);
        }
    }
}
