package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.run.Messages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup into an empty database, of a throwaway server or of the one it came from. Whatever goes wrong is a
 * failure: a copy with a gap proves nothing, and is no way back.
 *
 * @param tools needed for archives; plain dumps are replayed over our own connection
 * @param waived extensions that are missing there and may be
 * @param into an empty database; on a throwaway server as a superuser
 */
public record Restoring(
        Backup backup,
        Optional<ClientTools> tools,
        DatabaseUrl into,
        int jobs,
        Set<String> waived,
        Consumer<String> progress,
        Purpose purpose) {

    /** Its processes share one stream, where a line of one can end up within that of another. */
    private static final Pattern AT_WORK =
            Pattern.compile("(?:processing data for table|creating (?:INDEX|CONSTRAINT|FK"
                    + " CONSTRAINT)) \"(.*?)\"(?=processing |creating |pg_restore: |$)");

    /** For a copy. */
    public Restoring(
            Backup backup,
            Optional<ClientTools> tools,
            DatabaseUrl into,
            int jobs,
            Set<String> waived,
            Consumer<String> progress) {
        this(backup, tools, into, jobs, waived, progress, Purpose.COPY);
    }

    /**
     * Does it.
     *
     * @throws BackupRefusedException when the backup is of a kind that cannot be restored here
     * @throws BackupFailedException when it broke off, quoting the first error
     */
    public Restored run() {
        long started = System.nanoTime();
        try (PgSession session = PgSession.open(into, "cleanslate restore")) {
            Restored done = backup.format().plain() ? Replay.of(this, session) : archive(session);
            session.execute("ANALYZE");
            return new Restored(Duration.ofNanos(System.nanoTime() - started), done.roles(), done.leftOut());
        } catch (SqlFailure failure) {
            throw broken(Messages.of(failure), failure);
        } catch (IOException e) {
            throw broken(String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw broken(String.valueOf(e.getMessage()), e);
        }
    }

    private Restored archive(PgSession session) throws IOException {
        ClientTools with = required();
        Path scratch = Files.createTempDirectory("cleanslate-restore");
        Watch watch = Watch.over(scratch);
        try {
            List<String> leftOut = new ArrayList<>();
            Path list = scratch.resolve("list");
            Files.write(list, Listing.of(with, backup.archive()).without(waived, purpose, leftOut));
            List<String> roles = roles(with, list, scratch).settle(session, purpose);
            List<String> arguments = new ArrayList<>(List.of(
                    "--dbname=" + named(into.database()),
                    "--use-list=" + list,
                    "--jobs=" + jobs,
                    "--exit-on-error",
                    "--no-password",
                    "--verbose"));
            if (purpose == Purpose.COPY) {
                arguments.add("--no-tablespaces");
            }
            arguments.add(backup.archive().toString());
            ToolProcess.Ended ended = run(with, arguments, into.libpqEnvironment(), scratch);
            if (!ended.succeeded()) {
                throw broken(
                        "pg_restore ended with exit code " + ended.exit() + " and said: "
                                + ToolFailure.firstLines(ended.lines(), into::withoutSecrets),
                        null);
            }
            return new Restored(Duration.ZERO, roles, leftOut);
        } finally {
            Folders.delete(scratch);
            watch.dismiss();
        }
    }

    ClientTools required() {
        return tools.orElseThrow(() -> new BackupRefusedException("The backup " + backup.archive()
                + " is an archive, which only pg_restore can read, and there is none here. Install the package"
                + " postgresql-client, or give a plain dump (pg_dump without --format)."));
    }

    /** The archive's SQL without its rows is small, and the one place where every role is named. */
    Roles roles(ClientTools with, Path list, Path scratch) throws IOException {
        Path sql = scratch.resolve("schema.sql");
        ToolProcess.Ended ended = run(
                with,
                List.of(
                        "--schema-only",
                        "--use-list=" + list,
                        "--file=" + sql,
                        backup.archive().toString()),
                Map.of(),
                scratch);
        if (!ended.succeeded()) {
            throw broken("pg_restore cannot read it and said: " + ToolFailure.firstLines(ended.lines()), null);
        }
        Roles roles = new Roles();
        try (BufferedReader lines = Files.newBufferedReader(sql, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                roles.read(new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            }
        }
        return roles;
    }

    private ToolProcess.Ended run(
            ClientTools with, List<String> arguments, Map<String, String> environment, Path scratch)
            throws IOException {
        ToolCall call = with.call("pg_restore", arguments, environment, List.of(scratch, backup.archive()));
        return ToolProcess.start(call, Optional.of(scratch)).await(this::tell);
    }

    /** A name with an equals sign in it would be taken for settings; written as a setting it is a name. */
    private static String named(String database) {
        return "dbname='" + database.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    void tell(String line) {
        Matcher at = AT_WORK.matcher(line);
        while (at.find()) {
            progress.accept("restoring " + at.group(1));
        }
    }

    BackupFailedException broken(String why, @Nullable Throwable cause) {
        return new BackupFailedException(
                "The restore of the backup " + backup.archive() + " into " + into + " broke off: " + why
                        + (purpose == Purpose.COPY
                                ? "\nWhat it was restored into is of no use, and the source was not touched."
                                : "\nThe database itself is as it was."),
                cause);
    }
}
