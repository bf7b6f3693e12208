package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.Journal;
import dev.cleanslate.evidence.JournalCheck;
import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rehearsal whose process is killed: the source is as it was, and of the copy and its server nothing stays. */
@Tag("slow")
class KilledRehearsalTest {

    private static final int MAJOR = 15;
    private static final String BULK = Playground.SHOP
            + "CREATE TABLE bulk AS SELECT g AS id, md5(g::text) || md5((g + 1)::text) AS text FROM generate_series(1, 100000) g;"
            + "ANALYZE;";
    private static final String SUITE = Playground.SUITE.replace("protect: [products]", "protect: [products, bulk]");

    private static TestDatabases.Database pristine;

    /** Shared, since the first server of each unpacks its binaries. */
    @TempDir
    static Path temporary;

    @TempDir
    private Path folder;

    @BeforeAll
    static void aSource() {
        Needs.pgDump(MAJOR);
        pristine = TestDatabases.of(MAJOR).create(BULK);
    }

    @AfterAll
    static void noSource() {
        if (pristine != null) {
            pristine.drop();
        }
    }

    @ParameterizedTest(name = "in step {0}")
    @CsvSource({
        "backup,       dumping public.bulk",
        "throwaway,    starting an embedded server",
        "restore,      restoring public.bulk",
        "compare,      comparing bulk",
        "phase-orders, DELETE of few rows",
        "phase-hold,   'started\",\"stage\":\"rehearsal\",\"id\":\"phase-hold'"
    })
    void leavesTheSourceAsItWasAndNothingElse(String step, String text) throws IOException {
        Playground shop = shop(SUITE.replace("checks:", "  - name: Hold\n    sql: hold.sql\nchecks:"))
                .file("shop/hold.sql", "SELECT pg_sleep(600);");
        OwnProcess tool = OwnProcess.in(temporary);

        killed(step, shop, tool.haltedAt(text, shop, Command.REHEARSE, List.of()));

        if (step.equals("restore")) {
            theNextOnePasses(shop.suite(SUITE), tool);
        }
        shop.database.drop();
    }

    @ParameterizedTest(name = "by a hook, {0}")
    @ValueSource(strings = {"after-commit", "on-success"})
    void onTheCopyAfterItsCommitLeavesNoMore(String moment) throws IOException {
        Playground shop = shop(SUITE + "hooks:\n  " + moment
                + ": [ { name: Dies, run: [sh, -c, 'kill -9 $PPID'], rehearse: true } ]\n");

        killed("hook-" + moment + "-dies", shop, OwnProcess.in(temporary).start(shop, Command.REHEARSE, List.of()));
        shop.database.drop();
    }

    private static void killed(String step, Playground shop, Process process) throws IOException {
        DatabaseState before = DatabaseState.of(shop.database);

        assertThat(OwnProcess.ended(process, shop)).as(OwnProcess.said(shop)).isEqualTo(137);

        new Leftovers(shop, temporary, "killed in " + step).areNone(false);
        assertThat(DatabaseState.of(shop.database)).isEqualTo(before);
        theRecordSaysWhere(step, shop);
    }

    private static void theNextOnePasses(Playground shop, OwnProcess tool) throws IOException {
        int exit = OwnProcess.ended(tool.start(shop, Command.REHEARSE, List.of()), shop);

        assertThat(exit).as(OwnProcess.said(shop)).isZero();
        new Leftovers(shop, temporary, "after the next one").areNone(false);
        assertThat(certificates(shop)).hasSize(1);
    }

    private Playground shop(String suite) {
        return new Playground(TestDatabases.of(MAJOR).copy(pristine), folder)
                .suite(suite)
                .target(", rehearsal: { on: embedded }");
    }

    /** How far it came, and that nothing is claimed of what comes after. */
    private static void theRecordSaysWhere(String step, Playground shop) throws IOException {
        Ran left = Ran.latest(137, shop.reports);
        assertThat(left.committed()).isFalse();
        assertThat(left.outcome()).isEqualTo("error");
        assertThat(left.record().get("exitCode").asInt()).isEqualTo(4);
        assertThat(left.record().get("finishedAt").isNull()).isTrue();
        assertThat(certificates(shop)).isEmpty();
        Path journal = Journals.find(shop.reports).orElseThrow();
        JournalCheck check = Journal.verify(journal);
        assertThat(check.whole()
                        || check.broken()
                                .filter(broken -> broken.line() == check.lines() + 1)
                                .isPresent())
                .as(check.toString())
                .isTrue();
        List<String> lines = Files.readAllLines(journal);
        assertThat(lines)
                .anyMatch(line -> line.contains("\"step-started\"") && line.contains("\"id\":\"" + step + "\""))
                .noneMatch(line -> line.contains("\"run-finished\"") || line.contains("\"id\":\"outcome\""));
        assertThat(left.steps())
                .as("steps of the record")
                .noneMatch(found -> found.get("id").asString().equals(step)
                        && found.get("status").asString().equals("passed")
                        && step.matches("phase-hold|hook-.*"));
    }

    private static List<Path> certificates(Playground shop) throws IOException {
        try (Stream<Path> files = Files.walk(shop.reports)) {
            return files.filter(file -> file.endsWith("certificate.json")).toList();
        }
    }
}
