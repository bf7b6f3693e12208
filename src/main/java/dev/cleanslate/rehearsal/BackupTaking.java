package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.CatalogReader;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.run.Contents;
import dev.cleanslate.run.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes one backup: the dump in pg_dump's processes and, at the same time and of the same snapshot, what the tables hold. */
final class BackupTaking {

    /** Its processes share one stream, where a line of one can end up within that of another. */
    private static final Pattern DUMPING =
            Pattern.compile("dumping contents of table \"(.*?)\"(?=dumping |pg_dump: |$)");

    private static final String CANCELLED = "57014";

    private final BackupRequest request;

    BackupTaking(BackupRequest request) {
        this.request = request;
    }

    Backup take() {
        try (PgSession session = PgSession.open(request.source(), "cleanslate backup")) {
            ServerFacts server = CatalogReader.server(session);
            checkVersion(server);
            checkSpace(session, server);
            BackupFolder folder = BackupFolder.make(request.folder(), server.database(), Instant.now());
            Watch watch = Watch.over(folder.part());
            boolean done = false;
            try {
                Backup backup = into(folder, session, server);
                done = true;
                return backup;
            } finally {
                if (!done) {
                    folder.discard();
                }
                watch.dismiss();
            }
        } catch (IOException e) {
            throw new BackupFailedException(
                    "The backup of " + request.source() + " into " + request.folder() + " broke off: " + e
                            + ". Is there space, and may this user write there? Nothing of it is left, and no database was"
                            + " changed.",
                    e);
        }
    }

    private void checkVersion(ServerFacts server) {
        if (server.major() > request.tools().major()) {
            throw new BackupRefusedException("The database " + request.source() + " is on a PostgreSQL "
                    + server.major() + " server, and pg_dump refuses a server newer than itself: " + request.tools()
                    + " cannot dump it. Install the package postgresql-client-" + server.major() + ".");
        }
    }

    /** As if nothing could be compressed: a disk that runs full may take others' work with it. */
    private void checkSpace(PgSession session, ServerFacts server) throws IOException {
        long needed = session.query("SELECT pg_catalog.pg_database_size(pg_catalog.current_database())")
                .get(0)
                .number(0);
        Path there = request.folder();
        while (!Files.exists(there)) {
            there = Objects.requireNonNull(there.getParent(), "the root of a file system exists");
        }
        long usable = Files.getFileStore(there).getUsableSpace();
        if (usable < needed) {
            throw new BackupRefusedException("The backup folder " + request.folder() + " has " + Bytes.of(usable)
                    + " free, and the database " + server.database() + " is " + Bytes.of(needed)
                    + ". Make room, or name a folder on another disk (backup: { folder: … }).");
        }
    }

    private Backup into(BackupFolder folder, PgSession session, ServerFacts server) throws IOException {
        long started = System.nanoTime();
        Instant takenAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        session.begin(Isolation.REPEATABLE_READ, true);
        String snapshot = session.query("SELECT pg_catalog.pg_export_snapshot() AS snapshot")
                .get(0)
                .word("snapshot");
        List<String> expected = Listing.expected(session);
        Contents contents = dumpAndRead(folder, session, snapshot);
        session.rollback();
        List<String> missing = Listing.of(request.tools(), folder.archive()).missing(expected);
        if (!missing.isEmpty()) {
            throw new BackupFailedException(
                    "The backup of " + request.source() + " was read back and lacks the rows of "
                            + missing.size() + " tables (schema, table, owner: " + String.join("; ", missing)
                            + "). It was thrown away, and no database was changed.");
        }
        BackupFiles files = BackupFiles.of(folder.archive());
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        Manifest manifest = Manifest.of(server, takenAt, files.sha256(), files.bytes(), took.toMillis(), contents);
        Path whole = folder.complete(manifest);
        return new Backup(
                whole.resolve("archive"),
                Backup.Format.DIRECTORY,
                takenAt,
                files.bytes(),
                files.sha256(),
                took,
                Optional.of(manifest));
    }

    private Contents dumpAndRead(BackupFolder folder, PgSession session, String snapshot) throws IOException {
        ToolCall call = request.tools()
                .call(
                        "pg_dump",
                        List.of(
                                "--format=directory",
                                "--file=" + folder.archive(),
                                "--jobs=" + request.jobs(),
                                "--compress=" + (request.toKeep() ? 1 : 0),
                                "--snapshot=" + snapshot,
                                "--lock-wait-timeout=60s",
                                "--no-password",
                                "--verbose"),
                        request.source().libpqEnvironment(),
                        List.of(folder.part()));
        ToolProcess dump = ToolProcess.start(call, Optional.of(folder.part()));
        CompletableFuture<Void> dumped = CompletableFuture.runAsync(() -> dump(dump))
                .whenComplete((nothing, failure) -> {
                    if (failure != null) {
                        session.cancel();
                    }
                });
        try {
            Contents contents = Contents.of(session, table -> {});
            dumped.join();
            return contents;
        } catch (SqlFailure failure) {
            dump.close();
            throw failure.sqlState().equals(CANCELLED) ? first(dumped, failure) : unreadable(failure);
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof BackupFailedException cause ? cause : failed;
        } finally {
            dump.close();
        }
    }

    /** The dump failed first, and only therefore the other statement was cancelled. */
    private static RuntimeException first(CompletableFuture<Void> dumped, SqlFailure second) {
        try {
            dumped.join();
            return second;
        } catch (CompletionException failed) {
            return failed.getCause() instanceof BackupFailedException cause ? cause : second;
        }
    }

    private BackupFailedException unreadable(SqlFailure failure) {
        String mend = failure.kind() == SqlFailure.Kind.CONNECTION
                ? ""
                : " The role needs to read every table, whole (pg_read_all_data, and BYPASSRLS where policies filter).";
        return new BackupFailedException(
                "The backup of " + request.source() + " broke off while the tables were read: " + Messages.of(failure)
                        + "." + mend + " Nothing of it is left, and no database was changed.",
                failure);
    }

    private void dump(ToolProcess dump) {
        try {
            ToolProcess.Ended ended = dump.await(this::tell);
            if (!ended.succeeded()) {
                throw new BackupFailedException(
                        "The backup of " + request.source() + " broke off: pg_dump ended with exit code "
                                + ended.exit() + " and said: "
                                + ToolFailure.firstLines(ended.lines(), request.source()::withoutSecrets)
                                + "\nNothing of it is left, and no database was changed.");
            }
        } catch (IOException e) {
            throw new BackupFailedException(
                    "The backup of " + request.source() + " broke off: pg_dump was lost (" + e.getMessage()
                            + "). Nothing of it is left, and no database was changed.",
                    e);
        }
    }

    private void tell(String line) {
        Matcher dumping = DUMPING.matcher(line);
        while (dumping.find()) {
            request.progress().accept("dumping " + dumping.group(1));
        }
    }
}
