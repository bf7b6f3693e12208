package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Await;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.postgres.SqlFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a run that is over may still be at, or have left: on the source's server, among the processes, in its folders. */
record Leftovers(Playground shop, Path temporary, String which) {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final String SESSIONS = """
            SELECT application_name || ' ' || state FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
            UNION ALL
            SELECT locktype || ' lock ' || mode FROM pg_locks
            WHERE pid <> pg_backend_pid() AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""";

    /** Nothing at all but the record, and where it may be the backup. */
    void areNone(boolean backupMayStay) {
        await("on the source", this::sessions);
        await("among the processes", this::processes);
        await("in the temporary folder", this::files);
        if (!backupMayStay) {
            await("of the backups", this::backups);
        }
        assertThat(backups()).as(which).noneMatch(name -> name.endsWith(".part"));
    }

    private void await(String where, Supplier<List<String>> look) {
        Await.passes(
                "nothing to be left " + where,
                PATIENCE,
                () -> assertThat(look.get()).as(which).isEmpty());
    }

    private List<String> sessions() {
        try (PgSession session = shop.database.admin()) {
            return session.query(SESSIONS).stream()
                    .map((Row row) -> String.valueOf(row.text(0)))
                    .toList();
        } catch (SqlFailure notBackYet) {
            return List.of(String.valueOf(notBackYet.getMessage()));
        }
    }

    /** Servers, their watches and PostgreSQL's programs all have one of the run's folders among their words. */
    private List<String> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(temporary.toString()) || line.contains(shop.reports.toString()))
                .toList();
    }

    /** Beside the unpacked binaries, which are kept for the next server. */
    private List<String> files() {
        try (Stream<Path> files = Files.walk(temporary, 3)) {
            return files.map(file -> temporary.relativize(file).toString())
                    .filter(name -> !name.isEmpty()
                            && !name.startsWith("hsperfdata")
                            && !name.matches("cleanslate-[^/]*(/(lock|servers|binaries(/.*)?))?"))
                    .toList();
        } catch (IOException | UncheckedIOException beingDeleted) {
            return List.of(String.valueOf(beingDeleted.getMessage()));
        }
    }

    List<String> backups() {
        Path folder = shop.reports.resolve("test/backups");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}
