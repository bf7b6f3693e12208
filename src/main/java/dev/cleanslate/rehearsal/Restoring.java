package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup into a database of a throwaway server. A copy must not act on the world: subscriptions, user mappings and
 * scheduled jobs are left out.
 */
public final class Restoring {

    private static final Pattern TABLE = Pattern.compile("processing data for table \"?(.+?)\"?$");
    private static final Pattern ACTS_OUTWARD = Pattern.compile(
            "^\\d+; \\d+ \\d+ (SUBSCRIPTION|SUBSCRIPTION TABLE|USER MAPPING|TABLE DATA cron job|TABLE DATA pgagent) .*");
    private static final int MOST_JOBS = 4;

    private final Backup backup;
    private final Consumer<String> progress;
    private volatile @Nullable Tool working;

    public Restoring(Backup backup, Consumer<String> progress) {
        this.backup = backup;
        this.progress = progress;
    }

    /**
     * {@code source} is asked for the roles that own and may things in it, and for the database's own settings; {@code
     * into} is empty, and ours.
     *
     * @return how long it took, which is what an undo would take
     * @throws BackupFailedException at the first error
     */
    public Duration from(PgSession source, DatabaseUrl into) {
        long started = System.nanoTime();
        try (PgSession session = PgSession.open(into, "cleanslate restore")) {
            roles(source, session);
        }
        Path list = null;
        try {
            list = Files.createTempFile(backup.place().toAbsolutePath().getParent(), "contents-", ".list");
            Files.write(list, listed());
            restore(list, into);
        } catch (IOException e) {
            throw new BackupFailedException(
                    backup.place() + ": the backup cannot be restored: " + e + ". Nothing was changed.", e);
        } finally {
            delete(list);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        try (PgSession session = PgSession.open(into, "cleanslate restore")) {
            settings(source, session, into.database());
            progress.accept("statistics");
            session.execute("ANALYZE");
        }
        return took;
    }

    private List<String> listed() throws IOException {
        List<String> kept = new ArrayList<>();
        for (String line : Archive.contents(backup.tools(), backup.place())) {
            if (!ACTS_OUTWARD.matcher(line).matches()) {
                kept.add(line);
            }
        }
        return kept;
    }

    private void restore(Path list, DatabaseUrl into) throws IOException {
        int jobs = Math.max(1, Math.min(MOST_JOBS, Runtime.getRuntime().availableProcessors()));
        List<String> arguments = List.of(
                "--jobs=" + jobs,
                "--exit-on-error",
                "--no-tablespaces",
                "--no-password",
                "--verbose",
                "--use-list=" + list.toAbsolutePath(),
                "--dbname=dbname=" + conninfo(into.database()),
                backup.place().toAbsolutePath().toString());
        try (Tool tool = Tool.start(
                backup.tools(), "pg_restore", arguments, into.libpqEnvironment(), Archive.reach(backup.place()))) {
            working = tool;
            int exit = tool.await(line -> {
                Matcher table = TABLE.matcher(line);
                if (table.find()) {
                    progress.accept("restoring " + table.group(1));
                }
            });
            if (exit != 0 || !tool.errors().isEmpty()) {
                throw new BackupFailedException(backup.place()
                        + ": the backup cannot be restored: pg_restore ended with exit code " + exit
                        + " and said:\n  | "
                        + tool.complaint()
                        + "\nA backup that cannot be put back is none. Mend what it names and run again. Nothing was"
                        + " changed.");
            }
        }
    }

    /** A name with an equals sign in it would be taken for a whole connection string. */
    private static String conninfo(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** Without password and without login: they are there to own and to be granted to. */
    private static void roles(PgSession source, PgSession into) {
        List<String> there = into.query("SELECT rolname FROM pg_catalog.pg_roles").stream()
                .map(row -> row.word("rolname"))
                .toList();
        for (Row row : source.query("SELECT rolname FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_' ORDER BY 1")) {
            String role = row.word("rolname");
            if (!there.contains(role)) {
                into.execute("CREATE ROLE " + QualifiedName.quote(role) + " NOLOGIN");
            }
        }
    }

    /** A dump leaves out what ALTER DATABASE … SET has set, and functions may lean on its search_path. */
    private static void settings(PgSession source, PgSession into, String database) {
        for (Row row : source.query("""
                SELECT pg_catalog.split_part(setting, '=', 1) AS name,
                  pg_catalog.substr(setting, pg_catalog.strpos(setting, '=') + 1) AS value
                FROM pg_catalog.pg_db_role_setting s
                JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase AND d.datname = pg_catalog.current_database(),
                LATERAL pg_catalog.unnest(s.setconfig) AS setting
                WHERE s.setrole = 0 ORDER BY 1""")) {
            String value = row.word("name").equals("search_path")
                    ? row.word("value")
                    : "'" + row.word("value").replace("'", "''") + "'";
            into.execute("ALTER DATABASE " + QualifiedName.quote(database) + " SET "
                    + QualifiedName.quote(row.word("name")) + " TO " + (value.isEmpty() ? "''" : value));
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            return;
        }
    }

    /** From any thread: what is under way ends, and fails. */
    public void cancel() {
        Tool tool = working;
        if (tool != null) {
            tool.close();
        }
    }
}
