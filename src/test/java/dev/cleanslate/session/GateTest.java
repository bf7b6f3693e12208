package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates of a whole run, with real programs, files and sessions. */
class GateTest {

    @TempDir
    Path folder;

    private Playground shop;

    @BeforeEach
    void shop() {
        shop = Playground.shop(TestDatabases.NEWEST, folder);
    }

    private Ran resetWith(String gates) {
        return shop.suite(Playground.SUITE + "gates:\n" + gates.indent(2)).reset();
    }

    private void refusedUnchanged(Ran ran) {
        assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(3);
        assertThat(ran.committed()).isFalse();
        assertThat(shop.count("orders")).isEqualTo(300);
    }

    @Test
    void openGatesLetTheRunGoAndAreAskedTwice() {
        Path asked = folder.resolve("asked");
        Ran ran = resetWith("""
                - connections: { max: 0 }
                - jobs: none
                - command: { run: [sh, -c, "echo x >> '%s'; echo all quiet; exit 3"], exit: 3, output: quiet }
                - file: { path: "%s", present: false }
                """.formatted(asked, folder.resolve("none")));

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(shop.count("orders")).isZero();
        assertThat(asked).hasContent("x\nx");
    }

    @Test
    void everyClosedGateIsToldAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("package.json"), "{ \"seed\": 1 }");
        Ran ran = resetWith("""
                - command: { run: [sh, -c, "echo active"], exit: 3 }
                - command: { run: [cleanslate-no-such-program] }
                - file: { path: "%s", absent-text: '"seed":' }
                """.formatted(file));

        refusedUnchanged(ran);
        assertThat(ran.messages())
                .contains("exit code 0 instead of 3. It printed: active")
                .contains("'cleanslate-no-such-program' cannot be started")
                .contains("holds the text '\"seed\":', and must not");
    }

    @Test
    void aFileIsNotTakenForAbsentWhereItsFolderIsMissingToo() {
        Ran ran = resetWith("""
                - file: { path: "%s", present: false }
                """.formatted(folder.resolve("misspelt/refill.yml")));

        refusedUnchanged(ran);
        assertThat(ran.messages()).contains("refill.yml", "nor is the folder it would stand in", "name the folder");
    }

    @Test
    void aGateThatClosesDuringTheResetRollsItBack() {
        Path first = folder.resolve("first");
        Ran ran = resetWith("""
                - command: { run: [sh, -c, "test ! -e '%1$s' && touch '%1$s'"] }
                """.formatted(first));

        refusedUnchanged(ran);
        assertThat(ran.messages()).contains("exit code 1 instead of 0");
    }

    @Test
    void aProgramThatNeverEndsIsKilledWithItsChildren() throws IOException {
        Path child = folder.resolve("child");
        Ran ran = resetWith("""
                - command: { run: [sh, -c, "sleep 600 & echo $! > '%s'; yes"], timeout: 500ms }
                """.formatted(child));

        refusedUnchanged(ran);
        assertThat(ran.messages())
                .contains("did not end within 500 ms and was killed")
                .hasSizeLessThan(2_000);
        long pid = Long.parseLong(Files.readString(child).strip());
        assertThat(ProcessHandle.of(pid)
                        .flatMap(handle -> handle.info().command())
                        .filter(c -> c.endsWith("sleep")))
                .isEmpty();
    }

    @Test
    void secretsThatAProgramPrintsAreMasked() {
        shop.environment.put("CI_TOKEN", "tr0ub4dor");
        Ran ran = resetWith("""
                - command: { run: [sh, -c, "echo the token is tr0ub4dor; exit 1"] }
                """);

        refusedUnchanged(ran);
        assertThat(ran.messages()).contains("the token is ***").doesNotContain("tr0ub4dor");
    }

    @Test
    void otherSessionsAboveTheMostAreListed() {
        try (PgSession other = shop.database.admin()) {
            Ran ran = resetWith("- connections: { max: 0 }");

            refusedUnchanged(ran);
            assertThat(ran.messages())
                    .contains("there is 1: test (postgres from")
                    .contains("pid " + other.backendPid());
        }
    }

    @Test
    void aJobThatAWorkerHoldsRefuses() {
        shop.execute("CREATE SCHEMA jobs; CREATE TABLE jobs.oban_jobs (id int, state text);"
                + " INSERT INTO jobs.oban_jobs VALUES (1, 'executing'), (2, 'completed')");
        Ran ran = shop.suite(Playground.SUITE.replace("protect:", "schemas: [public]\nprotect:")
                        + "gates:\n  - jobs: none\n")
                .reset();

        refusedUnchanged(ran);
        assertThat(ran.messages()).contains("jobs.oban_jobs (1)");
    }

    @Test
    void aQueueThatCannotBeReadRefuses() {
        shop.execute("CREATE SCHEMA jobs; CREATE TABLE jobs.good_jobs (id int)");
        Ran ran = shop.suite(Playground.SUITE.replace("protect:", "schemas: [public]\nprotect:")
                        + "gates:\n  - jobs: none\n  - connections: { max: 0 }\n")
                .reset();

        refusedUnchanged(ran);
        assertThat(ran.messages())
                .startsWith("1 gate is closed: jobs: the gate cannot see")
                .contains("performed_at");
    }

    @Test
    void aRunningDumpRefusesThoughNoGateIsWritten() {
        try (PgSession dump = shop.database.admin()) {
            dump.execute("SET application_name = 'pg_dump'");
            Ran ran = shop.reset();

            refusedUnchanged(ran);
            assertThat(ran.messages()).contains("a dump or restore is running: pg_dump");
        }
    }
}
