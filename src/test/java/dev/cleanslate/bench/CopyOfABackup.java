package dev.cleanslate.bench;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.rehearsal.BackupRefusedException;
import dev.cleanslate.rehearsal.ClientTools;
import dev.cleanslate.rehearsal.EmbeddedRequest;
import dev.cleanslate.rehearsal.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A backup, checked and fingerprinted, and its copy on a throwaway server, beside a pipe from pg_dump to psql: into a server
 * as it is when it has just been installed, and into one that is set as a rehearsal sets its own.
 */
final class CopyOfABackup implements Case {

    /** That of Debian's client tools; none of them dumps the other cases' newer server. */
    private static final int MAJOR = 15;

    /** Half of what the pipe takes. */
    private static final double LIMIT = 0.5;

    private static final int TABLES = 7;
    private static final int MOST_ROUNDS = 3;

    /** Nothing after the comparison is of interest here. */
    private static final String SUITE = """
            suite: bench
            ignore: [copied_1, copied_2, copied_3, copied_4, copied_5, copied_6]
            phases:
              - name: One
                wipe: [copied_0]
            """;

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
        return TABLES + " tables of " + size.largeRows / 2 + " rows (1 GB in full size), dumped and restored";
    }

    /** What PostgreSQL sets by itself, where a server for tests is set otherwise. */
    private static final Map<String, String> AS_INSTALLED = Map.of(
            "fsync", "on",
            "full_page_writes", "on",
            "synchronous_commit", "on",
            "shared_buffers", "128MB",
            "dynamic_shared_memory_type", "posix");

    /** As the rehearsal's own server: nothing of it has to survive a crash. */
    private static final Map<String, String> HASTY = Map.of(
            "wal_level", "minimal",
            "max_wal_senders", "0",
            "max_wal_size", "2GB",
            "checkpoint_timeout", "1h",
            "shared_buffers", "128MB",
            "maintenance_work_mem", "128MB",
            "autovacuum", "off");

    @Override
    public List<Figure> run(Field other, Tool tool) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < TABLES; i++) {
            script.append(
                    "CREATE TABLE copied_%1$d (id bigint PRIMARY KEY, parent bigint, at timestamptz, what text);\n"
                            .formatted(i));
            script.append("INSERT INTO copied_%1$d SELECT g, g, now(), md5(g::text) FROM generate_series(1, %2$d) g;\n"
                    .formatted(i, size.largeRows / 2));
            script.append("CREATE INDEX ON copied_%1$d (parent);\n".formatted(i));
        }
        var rounds = new ArrayList<Round>();
        try (Field field = new Field(MAJOR)) {
            String source = field.url(field.database("copied", script.toString()));
            for (int round = 0; round < Math.min(MOST_ROUNDS, size.rounds); round++) {
                rounds.add(new Round(
                        pipe(url(source), AS_INSTALLED), pipe(url(source), HASTY), tool.rehearse(source, SUITE)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                seconds("by hand, pg_dump | psql into a server as installed", rounds, Round::installed),
                seconds("by hand, into a server as hasty as the rehearsal's", rounds, Round::hasty),
                seconds("the tool, backup with fingerprints and digest", rounds, Round::backup),
                seconds("the tool, restore with ANALYZE", rounds, Round::restore),
                seconds("not in the ratio: the server started", rounds, round -> round.step("throwaway")),
                seconds("not in the ratio: the copy compared", rounds, round -> round.step("compare")),
                ratio("the tool, both, as a multiple of the first", rounds, Round::installed),
                ratio("the tool, both, as a multiple of the second", rounds, Round::hasty));
    }

    /** What was measured one right after the other. */
    private record Round(long installed, long hasty, Timing tool) {

        long step(String id) {
            return tool.step(id);
        }

        long backup() {
            return step("backup");
        }

        long restore() {
            return step("restore");
        }
    }

    private static Figure seconds(String what, List<Round> rounds, ToLongFunction<Round> value) {
        return Figure.seconds(
                what, Timing.median(rounds.stream().map(value::applyAsLong).toList()));
    }

    /** The median of the rounds' own ratios, which a machine that is busier in one round than in another harms least. */
    private static Figure ratio(String what, List<Round> rounds, ToLongFunction<Round> of) {
        List<Double> ratios = rounds.stream()
                .map(round -> (double) (round.backup() + round.restore()) / Math.max(1, of.applyAsLong(round)))
                .sorted()
                .toList();
        String each = ratios.stream()
                .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                .collect(Collectors.joining(", "));
        return Figure.ratio(what + " (" + each + ")", ratios.get(ratios.size() / 2), LIMIT);
    }

    private static long pipe(DatabaseUrl source, Map<String, String> settings) throws IOException {
        try (EmbeddedServer server = EmbeddedServer.start(new EmbeddedRequest(MAJOR, settings))) {
            DatabaseUrl there = url("postgresql://" + server.superuser() + ":" + server.password() + "@" + server.host()
                    + ":" + server.port() + "/postgres");
            try (PgSession session = PgSession.open(there, "cleanslate bench")) {
                session.execute("CREATE DATABASE by_pipe");
            }
            return pipe(source, there.withDatabase("by_pipe"));
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

    private static DatabaseUrl url(String text) {
        return DatabaseUrl.parse(text, Map.of());
    }

    private static long millisSince(long started) {
        return (System.nanoTime() - started) / 1_000_000;
    }
}
