package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.run.Contents;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a backup with pg_dump, in directory format and in parallel, and the fingerprint of every table in the very
 * snapshot that is dumped. A folder appears under its name only when it is whole.
 */
public final class Dump {

    private static final Pattern TABLE = Pattern.compile("dumping contents of table \"?(.+?)\"?$");
    private static final int MOST_JOBS = 4;
    private static final String ARCHIVE = "dump";

    private final DatabaseUrl source;
    private final Catalog catalog;
    private final ClientTools tools;
    private final Consumer<String> progress;
    private volatile @Nullable Tool working;

    /** {@code progress} hears what is being done, from more than one thread. */
    public Dump(DatabaseUrl source, Catalog catalog, Consumer<String> progress) {
        this.source = source;
        this.catalog = catalog;
        this.tools = ClientTools.forServer(catalog.server().major());
        this.progress = progress;
    }

    /**
     * {@code folder} is made, and is its owner's alone; its parent need not be there.
     *
     * @throws BackupFailedException saying why; then nothing stands under that name
     */
    public Backup into(Path folder) {
        Path part = folder.resolveSibling(folder.getFileName() + ".part");
        try {
            prepare(part);
            Backup whole = dumped(part);
            Manifest.write(part, whole, catalog.server());
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            return whole.at(folder.resolve(ARCHIVE));
        } catch (IOException e) {
            throw new BackupFailedException(
                    folder + ": the backup cannot be written: " + e
                            + ". Is there space, and may this user write there? Nothing was changed.",
                    e);
        } finally {
            discard(part);
        }
    }

    private static void prepare(Path part) throws IOException {
        Files.createDirectories(part.toAbsolutePath().getParent());
        Folders.delete(part);
        Files.createDirectory(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static void discard(Path part) {
        try {
            Folders.delete(part);
        } catch (IOException left) {
            return;
        }
    }

    private Backup dumped(Path part) throws IOException {
        long started = System.nanoTime();
        try (PgSession session = PgSession.open(source, "cleanslate backup")) {
            requireSpace(session, part);
            session.begin(Isolation.REPEATABLE_READ, true);
            String snapshot = session.exportSnapshot();
            Instant takenAt = session.now();
            Path archive = part.resolve(ARCHIVE);
            Contents contents;
            try (Tool tool = Tool.start(
                    tools, "pg_dump", arguments(snapshot, archive), source.libpqEnvironment(), List.of(part))) {
                working = tool;
                CompletableFuture<Integer> dump = CompletableFuture.supplyAsync(() -> await(tool), Tool.THREADS);
                CompletableFuture<Integer> ended = dump.whenComplete((exit, trouble) -> {
                    if (trouble != null || exit != 0) {
                        // The fingerprints are of no use any more.
                        session.cancel();
                    }
                });
                contents = read(session, dump);
                requireDone(exit(ended), tool);
            }
            session.rollback();
            progress.accept("reading the backup back");
            Sums sums = Sums.of(archive);
            requireListed(archive);
            return new Backup(
                    archive,
                    Backup.Format.DIRECTORY,
                    sums.sha256(),
                    sums.bytes(),
                    takenAt,
                    Duration.ofNanos(System.nanoTime() - started),
                    tools,
                    Optional.of(contents));
        }
    }

    private Contents read(PgSession session, CompletableFuture<Integer> dump) {
        try {
            return Contents.of(session, catalog, table -> {});
        } catch (RuntimeException failed) {
            if (dump.isDone()) {
                return new Contents(java.util.Map.of());
            }
            throw failed;
        }
    }

    private int await(Tool tool) {
        try {
            return tool.await(line -> {
                Matcher table = TABLE.matcher(line);
                if (table.find()) {
                    progress.accept("dumping " + table.group(1));
                }
            });
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int exit(CompletableFuture<Integer> dump) throws IOException {
        try {
            return dump.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    private void requireDone(int exit, Tool tool) {
        if (exit != 0) {
            throw new BackupFailedException(
                    "the backup of " + source + " failed: pg_dump ended with exit code " + exit
                            + " and said:\n  | " + tool.complaint()
                            + "\nMend what it names (a right on a table, space, the connection) and run again. Nothing was changed.");
        }
    }

    /** Compression costs more time than it saves where the backup is read back a moment later; 1 is nearly free. */
    private List<String> arguments(String snapshot, Path archive) {
        int jobs = Math.max(1, Math.min(MOST_JOBS, Runtime.getRuntime().availableProcessors()));
        return List.of(
                "--format=directory",
                "--jobs=" + jobs,
                "--compress=1",
                "--snapshot=" + snapshot,
                "--verbose",
                "--no-password",
                "--lock-wait-timeout=60s",
                "--file=" + archive.toAbsolutePath());
    }

    /** As much as the tables take is more than a backup of them ever needs. */
    private static void requireSpace(PgSession session, Path part) throws IOException {
        long needed = session.query("SELECT coalesce(sum(pg_catalog.pg_relation_size(c.oid)"
                        + " + coalesce(pg_catalog.pg_relation_size(nullif(c.reltoastrelid, 0)), 0)), 0)::bigint"
                        + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')")
                .get(0)
                .number(0);
        FileStore store = Files.getFileStore(part);
        if (store.getUsableSpace() < needed) {
            throw new BackupFailedException(part.getParent() + ": the backup may take up to " + megabytes(needed)
                    + " MB, and there is room for " + megabytes(store.getUsableSpace())
                    + " MB. Free some space or choose another place (backup: { folder: … } of the target). Nothing was"
                    + " changed.");
        }
    }

    private static long megabytes(long bytes) {
        return bytes / 1_000_000;
    }

    /** What pg_restore sees of it is what can be put back. */
    private void requireListed(Path archive) throws IOException {
        long listed = Archive.contents(tools, archive).stream()
                .filter(line -> line.contains(" TABLE DATA "))
                .count();
        long expected = catalog.tables().stream()
                .filter(t -> t.kind() == dev.cleanslate.postgres.Table.Kind.ORDINARY
                        && t.extension().isEmpty())
                .count();
        if (listed < expected) {
            throw new BackupFailedException(archive + ": the backup lists the data of " + listed + " tables, and "
                    + expected + " were to be in it. Nothing was changed.");
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
