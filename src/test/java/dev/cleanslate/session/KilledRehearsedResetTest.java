package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reset that rehearses first, killed when it is at the database itself: its backup is the way back, and stays. */
@Tag("slow")
class KilledRehearsedResetTest {

    private static final int MAJOR = 15;

    @TempDir
    static Path temporary;

    @TempDir
    private Path folder;

    private Playground shop;
    private DatabaseState before;

    @BeforeEach
    void aShop() {
        Needs.pgDump(MAJOR);
        shop = Playground.shop(MAJOR, folder).target(", rehearsal: { on: embedded }");
        before = DatabaseState.of(shop.database);
    }

    @Test
    void inAPhaseItIsRolledBack() {
        shop.suite(Playground.SUITE.replace("checks:", "  - name: Hold\n    sql: hold.sql\nchecks:"))
                .file(
                        "shop/hold.sql",
                        "SELECT pg_sleep(600) FROM pg_control_system() WHERE system_identifier = " + server());

        killed(
                OwnProcess.in(temporary)
                        .haltedAt(
                                "\"stage\":\"reset\",\"id\":\"phase-hold\"",
                                shop,
                                Command.RESET,
                                List.of("--execute", shop.databaseName())),
                false);

        assertThat(DatabaseState.of(shop.database)).isEqualTo(before);
        assertThat(Ran.latest(137, shop.reports).record().get("exitCode").asInt())
                .isEqualTo(4);
    }

    @Test
    void afterTheCommitTheRecordSaysSoAndWhereTheBackupIs() throws IOException {
        shop.suite(Playground.SUITE
                + "hooks:\n  after-commit: [ { name: Dies, run: [sh, -c, 'kill -9 $PPID'] } ]\n"
                + "smoke:\n  - { name: Never, command: { run: [\"true\"] } }\n");

        killed(OwnProcess.in(temporary).start(shop, Command.RESET, List.of("--execute", shop.databaseName())), true);

        assertThat(shop.count("orders")).isZero();
        Ran left = Ran.latest(137, shop.reports);
        assertThat(left.record().get("exitCode").asInt()).isEqualTo(5);
        Path run = left.folder().normalize();
        assertThat(Verification.of(run, Optional.empty()).items())
                .extracting(Verification.Item::sentence)
                .noneMatch(said -> said.contains("passed"));
        String backup = new Leftovers(shop, temporary, "").backups().get(0);
        try (Stream<Path> journals = Files.walk(shop.reports)) {
            assertThat(journals.filter(file -> file.endsWith("journal.jsonl"))
                            .filter(file -> read(file).contains(backup)))
                    .as("journals that name the backup")
                    .hasSize(2);
        }
        assertThat(read(run.resolve("journal.jsonl")))
                .contains("\"event\":\"committed\"")
                .doesNotContain("smoke-never");
    }

    private void killed(Process process, boolean committed) {
        assertThat(OwnProcess.ended(process, shop)).as(OwnProcess.said(shop)).isEqualTo(137);
        var leftovers = new Leftovers(shop, temporary, "killed");
        leftovers.areNone(true);
        assertThat(leftovers.backups()).hasSize(1);
        Ran left = Ran.latest(137, shop.reports);
        assertThat(left.record().get("command").asString()).isEqualTo("reset");
        assertThat(left.record().get("finishedAt").isNull()).isTrue();
        assertThat(left.committed()).isEqualTo(committed);
    }

    /** That of the source, so that its reset waits and the copy's does not. */
    private long server() {
        return shop.number("SELECT system_identifier FROM pg_control_system()");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException trouble) {
            throw new java.io.UncheckedIOException(trouble);
        }
    }
}
