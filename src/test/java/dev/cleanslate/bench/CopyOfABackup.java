package dev.cleanslate.bench;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.rehearsal.Backup;
import dev.cleanslate.rehearsal.BackupRefusedException;
import dev.cleanslate.rehearsal.BackupRequest;
import dev.cleanslate.rehearsal.ClientTools;
import dev.cleanslate.rehearsal.EmbeddedRequest;
import dev.cleanslate.rehearsal.EmbeddedServer;
import dev.cleanslate.rehearsal.Restoring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A backup, checked and fingerprinted, and its copy on a throwaway server, beside a pipe from pg_dump to psql. */
final class CopyOfABackup implements Case {

    /** That of Debian's client tools; none of them dumps the other cases' newer server. */
    private static final int MAJOR = 15;

    /** Half of what the pipe takes. */
    private static final double LIMIT = 0.5;

    private final Size size;

    CopyOfABackup(Size size) {
        this.size = size;
    }

    /** Not where there are no client tools. */
    static Stream<Case> where(Size size) {
        try {
            ClientTools.forServer(MAJOR);
            return Stream.of(new CopyOfABackup(size));
        } catch (BackupRefusedException none) {
            return Stream.empty();
        }
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public String about() {
        return "7 tables of " + size.largeRows / 2 + " rows (1 GB in full size), dumped and restored";
    }

    @Override
    public List<Figure> run(Field other, Tool tool) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            script.append(
                    "CREATE TABLE copied_%1$d (id bigint PRIMARY KEY, parent bigint, at timestamptz, what text);\n"
                            .formatted(i));
            script.append("INSERT INTO copied_%1$d SELECT g, g, now(), md5(g::text) FROM generate_series(1, %2$d) g;\n"
                    .formatted(i, size.largeRows / 2));
            script.append("CREATE INDEX ON copied_%1$d (parent);\n".formatted(i));
        }
        // The settings that a rehearsal gives its server: nothing of it has to survive a crash.
        var settings = Map.of("wal_level", "minimal", "max_wal_senders", "0", "max_wal_size", "8GB");
        try (Field field = new Field(MAJOR);
                EmbeddedServer throwaway = EmbeddedServer.start(new EmbeddedRequest(MAJOR, settings))) {
            DatabaseUrl source = url(field.url(field.database("copied", script.toString())));
            DatabaseUrl server = url("postgresql://" + throwaway.superuser() + ":" + throwaway.password() + "@"
                    + throwaway.host() + ":" + throwaway.port() + "/postgres");
            long pipe = pipe(source, made(server, "by_pipe"));
            Path folder = Files.createTempDirectory("cleanslate-bench-backup");
            ClientTools tools = ClientTools.forServer(MAJOR);
            int jobs = BackupRequest.usualJobs();
            long started = System.nanoTime();
            Backup backup = Backup.take(new BackupRequest(source, tools, folder, jobs, line -> {}));
            long taken = millisSince(started);
            new Restoring(backup, Optional.of(tools), made(server, "restored"), jobs, Set.of(), line -> {}).run();
            long both = millisSince(started);
            delete(folder);
            return List.of(
                    Figure.seconds("by hand, pg_dump | psql", pipe),
                    Figure.seconds("the tool, backup with fingerprints and digest", taken),
                    Figure.seconds("the tool, restore with ANALYZE", both - taken),
                    Figure.ratio(
                            "the tool, both, as a multiple of the pipe", (double) both / Math.max(1, pipe), LIMIT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long pipe(DatabaseUrl source, DatabaseUrl copy) throws IOException {
        ProcessBuilder dump = new ProcessBuilder("pg_dump");
        dump.environment().putAll(source.libpqEnvironment());
        ProcessBuilder psql = new ProcessBuilder("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1");
        psql.environment().putAll(copy.libpqEnvironment());
        psql.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long started = System.nanoTime();
        for (Process process : ProcessBuilder.startPipeline(List.of(dump, psql))) {
            if (process.onExit().join().exitValue() != 0) {
                throw new IllegalStateException("pg_dump | psql failed");
            }
        }
        return millisSince(started);
    }

    private static DatabaseUrl made(DatabaseUrl server, String name) {
        try (PgSession session = PgSession.open(server, "cleanslate bench")) {
            session.execute("CREATE DATABASE " + name);
        }
        return server.withDatabase(name);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    private static DatabaseUrl url(String text) {
        return DatabaseUrl.parse(text, Map.of());
    }

    private static long millisSince(long started) {
        return (System.nanoTime() - started) / 1_000_000;
    }
}
