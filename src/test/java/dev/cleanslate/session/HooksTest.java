package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooks of a real run: real programs, a real server for messages, a real database. */
class HooksTest {

    @TempDir
    Path folder;

    private Playground shop;
    private Chat chat;
    private Path told;

    @BeforeEach
    void aShop() throws IOException {
        shop = Playground.shop(TestDatabases.NEWEST, folder);
        chat = Chat.open();
        told = folder.resolve("told");
        Files.createFile(told);
        shop.environment.put("CHAT_WEBHOOK", chat.url());
    }

    @AfterEach
    void close() {
        chat.close();
    }

    @Test
    void areFiredInTheirOrderAroundTheReset() throws IOException {
        suite("""
              always:        [ { run: %s } ]
              on-failure:    [ { run: %s } ]
              on-success:    [ { run: %s } ]
              after-commit:  [ { run: %s } ]
              before-reset:  [ { run: %s }, { run: %s } ]
              before-backup: [ { run: %s } ]
              announce:      [ { run: %s } ]
            """.formatted(
                        tell("always $CLEANSLATE_OUTCOME $CLEANSLATE_EXIT_CODE"),
                        tell("failure"),
                        tell("success $CLEANSLATE_TARGET $CLEANSLATE_SUITE"),
                        tell("commit"),
                        tell("reset"),
                        tell("reset again"),
                        tell("backup"),
                        tell("announce $CLEANSLATE_DATABASE")));

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(Files.readAllLines(told))
                .containsExactly(
                        "announce " + shop.databaseName(),
                        "backup",
                        "reset",
                        "reset again",
                        "commit",
                        "success test shop",
                        "always passed 0");
        List<String> ids = ran.steps()
                .map(step -> step.get("id").asString())
                .filter(id -> id.startsWith("hook-") || id.equals("baseline") || id.equals("commit"))
                .map(id -> id.replaceFirst("-sh-.*", ""))
                .toList();
        assertThat(ids)
                .containsExactly(
                        "hook-announce",
                        "hook-before-backup",
                        "hook-before-reset",
                        "hook-before-reset",
                        "baseline",
                        "commit",
                        "hook-after-commit",
                        "hook-on-success",
                        "hook-always");
    }

    @Test
    void stopTheRunBeforeAnythingIsChangedWhenOneBeforeItFails() throws IOException {
        for (String moment : List.of("announce", "before-backup", "before-reset")) {
            String before = shop.state();
            Files.writeString(told, "");
            suite("  " + moment + ": [ { name: Workers stop, run: [sh, -c, \"echo no such unit; exit 5\"] } ]\n"
                    + "  on-failure: [ { run: " + tell("failure $CLEANSLATE_EXIT_CODE") + " } ]\n"
                    + "  always: [ { run: " + tell("always $CLEANSLATE_OUTCOME") + " } ]\n");

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(4);
            assertThat(ran.committed()).isFalse();
            assertThat(ran.messages())
                    .contains("hook \"Workers stop\" at " + moment)
                    .contains("ended with exit code 5 instead of 0. It printed: no such unit Nothing was changed.");
            assertThat(shop.state()).isEqualTo(before);
            assertThat(Files.readAllLines(told)).containsExactly("failure 4", "always error");
        }
    }

    @Test
    void leaveTheCommitInPlaceWhenOneAfterItFails() throws IOException {
        suite("  after-commit: [ { name: Workers start, run: [\"false\"] } ]\n" + "  on-success: [ { run: "
                + tell("success") + " } ]\n" + "  always: [ { run: " + tell("always $CLEANSLATE_EXIT_CODE") + " } ]\n");

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(5);
        assertThat(ran.committed()).isTrue();
        assertThat(shop.count("orders")).isZero();
        assertThat(ran.messages()).contains("The reset itself is committed and stays");
        assertThat(Files.readAllLines(told)).containsExactly("always 5");
    }

    @Test
    void makeAGreenRunRedWhenTheLastOfThemFails() {
        suite("  always: [ { name: Workers start, run: [\"false\"] } ]\n");

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(5);
        assertThat(ran.outcome()).isEqualTo("failed");
        assertThat(ran.committed()).isTrue();
    }

    @Test
    void tellAChatInJsonThatNoValueCanBreak() throws IOException {
        shop.environment.put("CHAT_KEY", "se\"cret\nkey env:CHAT_WEBHOOK");
        shop.file("shop/suite.yaml", Playground.SUITE.replace("products: 5", "products: 6") + """
                hooks:
                  on-failure:
                    - post: env:CHAT_WEBHOOK
                      json:
                        text: "{{target}} {{outcome}} {{exit-code}}: {{message}}"
                        key: env:CHAT_KEY
                        mentions: [ops, 7, true, null]
                """);

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(chat.messages()).hasSize(1);
        assertThat(chat.messages().get(0).get("text").asString())
                .startsWith("test failed 1: " + shop.suites.resolve("shop/suite.yaml"))
                .contains("products has 5 rows, expected exactly 6");
        assertThat(chat.messages().get(0).get("key").asString()).isEqualTo("se\"cret\nkey env:CHAT_WEBHOOK");
        assertThat(chat.messages().get(0).get("mentions").toString()).isEqualTo("[\"ops\",7,true,null]");
    }

    @Test
    void tryAMessageAgainWhereTheServerIsBusy() {
        chat.answers(500, 503, 200);
        suite("  on-success: [ { post: env:CHAT_WEBHOOK, json: { text: done }, retries: 2 } ]\n");

        assertThat(shop.reset().exitCode()).isZero();
        assertThat(chat.messages()).hasSize(3);
    }

    @Test
    void giveUpAfterTheRetriesAndAtOnceWhereTheServerRefuses() {
        chat.answers(500, 500, 500);
        suite("  announce: [ { post: env:CHAT_WEBHOOK, json: { text: a }, retries: 1 } ]\n");
        assertThat(shop.reset().messages())
                .contains("the message was not taken in 2 tries: the answer was 500")
                .doesNotContain(chat.url());
        assertThat(chat.messages()).hasSize(2);

        chat.answers(404);
        Ran ran = shop.reset();
        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.messages()).contains("the message was not taken: the answer was 404");
        assertThat(chat.messages()).hasSize(3);
    }

    @Test
    void areNotBegunAtAllWhereAVariableIsUnset() throws IOException {
        String before = shop.state();
        suite("  announce: [ { run: " + tell("announce") + " } ]\n"
                + "  on-success: [ { post: env:UNSET_HOOK, header: { Authorization: \"Bearer env:UNSET_TOKEN\" },"
                + " json: { text: env:UNSET_TEXT } } ]\n"
                + "  always: [ { run: " + tell("always") + " } ]\n");

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.messages())
                .contains("UNSET_HOOK")
                .contains("UNSET_TOKEN")
                .contains("UNSET_TEXT");
        assertThat(Files.readString(told)).isEmpty();
        assertThat(shop.state()).isEqualTo(before);
        assertThat(ran.record().get("database").isNull()).isTrue();
    }

    @Test
    void sendNoHeaderThatHoldsALineBreak() {
        shop.environment.put("EVIL", "x\r\nX-Injected: yes");
        suite("  announce: [ { post: env:CHAT_WEBHOOK, header: { X-Token: env:EVIL }, json: { a: b } } ]\n");

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.messages()).contains("header X-Token cannot be sent").doesNotContain("Injected");
        assertThat(chat.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DB_PASSWORD", "GH_PAT", "session_cookie", "CI_URL"})
    void keepWhatAProgramPrintsButNoSecret(String variable) {
        shop.environment.put(variable, "hunter2-hunter2");
        suite("  before-reset: [ { name: Loud, run: [sh, -c, \"echo stopped; echo pw hunter2-hunter2\"] } ]\n");

        Ran ran = shop.reset();

        assertThat(ran.record().get("notes").toString())
                .contains("hook \\\"Loud\\\" at before-reset: stopped\\npw ***")
                .doesNotContain("hunter2");
    }

    @Test
    void keepHowAProgramBeganAndHowItEndedAlsoWhereItFails() throws IOException {
        shop.environment.put("DB_PASSWORD", "hunter2-hunter2");
        suite(
                "  before-reset: [ { name: Loud, run: [sh, -c, \"echo first; seq 1 2000; echo last hunter2-hunter2; exit 3\"] } ]\n");

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.record().get("notes").toString())
                .contains("at before-reset: first\\n1\\n", "characters left out", "2000\\nlast ***")
                .doesNotContain("hunter2");
        assertThat(Files.readString(ran.folder().resolve("report.html"))).contains("Hooks and programs", "last ***");
    }

    @Test
    void endAProgramThatHangsWithAllItHasStarted() {
        Path pids = folder.resolve("pids");
        suite("  before-reset: [ { run: [sh, -c, \"sleep 600 & echo $! > " + pids
                + "; echo waiting; wait\"], timeout: 1s } ]\n");

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.messages())
                .contains("did not end within 1 s and was killed with all it had started. It printed: waiting");
        assertThat(alive(pids)).isFalse();
    }

    @Test
    void doNotWaitForWhatAProgramLeavesRunning() {
        Path pids = folder.resolve("pids");
        suite("  before-reset: [ { run: [sh, -c, \"sleep 600 & echo $! > " + pids + "\"], timeout: 30s } ]\n");

        long started = System.nanoTime();
        Ran ran = shop.reset();

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat((System.nanoTime() - started) / 1_000_000_000L).isLessThan(25);
        pid(pids).flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void doNothingWhereNothingIsExecuted() throws IOException {
        suite("  announce: [ { run: " + tell("announce") + " } ]\n  on-failure: [ { run: " + tell("failure")
                + " } ]\n  always: [ { run: " + tell("always") + " } ]\n");

        assertThat(shop.plan().exitCode()).isZero();

        assertThat(Files.readString(told)).isEmpty();
    }

    @Test
    void runACommandPhaseAfterTheCommit() throws IOException {
        shop.file("shop/suite.yaml", Playground.SUITE.replace("checks:", """
              - name: Seed
                command: [sh, -c, 'echo seeded; echo seed >> "%s"']
                timeout: 20s
            checks:
            """.formatted(told)
                .stripTrailing()));

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(Files.readAllLines(told)).containsExactly("seed");
        assertThat(ran.record().get("notes").toString()).contains("phase \\\"Seed\\\" printed: seeded");
        assertThat(ran.steps().filter(step -> step.get("id").asString().equals("phase-seed")))
                .singleElement()
                .extracting(step -> step.get("stage").asString())
                .isEqualTo("restart");
    }

    private void suite(String hooks) {
        shop.suite(Playground.SUITE + "hooks:\n" + hooks);
    }

    private String tell(String what) {
        return "[sh, -c, 'echo \"" + what + "\" >> \"" + told + "\"']";
    }

    private static Optional<Long> pid(Path file) {
        try {
            return Optional.of(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean alive(Path pids) {
        // Of a killed one whose new parent has not asked for its end yet, the system still has the number, and no
        // program.
        return pid(pids)
                .flatMap(ProcessHandle::of)
                .flatMap(handle -> handle.info().command())
                .isPresent();
    }
}
