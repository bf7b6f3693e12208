package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions to people: given along, asked at a terminal, or not answered at all. */
class ConfirmTest {

    private static final String STANDBY = """
            gates:
              - confirm: { role: rollback engineer, question: "On standby and able to restore?" }
            """;
    private static final String TWO = STANDBY + """
              - name: Users are told
                confirm: { role: rollback engineer, question: "Do the users know?" }
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private Playground shop;
    private String before = "";

    @BeforeEach
    void shop() {
        shop = Playground.shop(TestDatabases.NEWEST, folder);
        before = shop.state();
    }

    private Ran reset(String gates, Optional<Prompt> prompt, String... answers) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T22:15:00Z"), ZoneOffset.UTC);
        return shop.suite(Playground.SUITE + gates)
                .run(shop.invocation(Command.RESET, Optional.of(shop.databaseName()))
                        .with(new Invocation.Present(clock, List.of(answers), prompt)));
    }

    private Ran reset(String gates, String... answers) {
        return reset(gates, Optional.empty(), answers);
    }

    private Optional<Prompt> typing(Reader typed, Duration limit) {
        return Optional.of(
                new Prompt(new BufferedReader(typed), new PrintStream(screen, true, StandardCharsets.UTF_8), limit));
    }

    private Ran asked(String typed) {
        return reset(STANDBY, typing(new StringReader(typed), Duration.ofMinutes(5)));
    }

    private static String notes(Ran ran) {
        return ran.record().get("notes").toString();
    }

    private void refused(Ran ran, int exitCode, String words) {
        assertThat(ran.messages()).contains(words);
        assertThat(ran.exitCode()).isEqualTo(exitCode);
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void unansweredRefuses() {
        refused(reset(STANDBY), 3, "nobody answered for rollback engineer");
        refused(reset(STANDBY, "dba=yes:Ada"), 3, "--answer \\\"rollback engineer=yes:NAME".replace("\\", ""));
    }

    @Test
    void aYesIsRecordedWithItsNameAndTime() {
        Ran ran = reset(STANDBY, "Rollback Engineer=yes:Ada");

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(notes(ran))
                .containsOnlyOnce("said yes: Ada, 2026-11-20T22:15:00Z, given with the command")
                .contains("On standby and able to restore?");
    }

    @Test
    void aNoIsRecordedWithItsReasonAndRefuses() {
        Ran ran = reset(STANDBY, "rollback engineer=no:Ada:the tape is: broken");

        refused(ran, 3, "no-go: rollback engineer was asked");
        assertThat(notes(ran)).contains("said no: Ada, 2026-11-20T22:15:00Z", "reason: the tape is: broken");
    }

    @Test
    void whatIsNoAnswerIsAFaultOfWhoeverGaveIt() {
        for (String answer : List.of("yes", "dba=maybe:Ada", "dba=yes:", "dba=no:Ada", "dba=yes:A\u0007da")) {
            refused(reset(STANDBY, answer), 2, "is no answer");
        }
        refused(reset(STANDBY, "dba=yes:Ada", "DBA=yes:Bob"), 2, "two answers");
    }

    @Test
    void oneAnswerIsNotTakenForTwoQuestions() {
        refused(reset(TWO, "rollback engineer=yes:Ada", "Users are told=yes:Bob"), 2, "could be to any of 2 questions");
    }

    @Test
    void aPersonAtTheTerminalIsAskedOnce() {
        Ran ran = asked("yes\nAda\n");

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(screen.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("rollback engineer: On standby and able to restore? (yes or no, 300 s)");
        assertThat(notes(ran)).contains("said yes: Ada, 2026-11-20T22:15:00Z, asked at the terminal");
    }

    @Test
    void aNoAtTheTerminalIsAskedForItsReason() {
        Ran ran = asked("n\nAda\nno tape\n");

        refused(ran, 3, "said no: Ada");
        assertThat(notes(ran)).contains("reason: no tape");
    }

    @Test
    void anythingElseAtTheTerminalIsNoAnswer() {
        for (String typed : List.of("", "maybe\n", "yes\n\n", "yes\n")) {
            refused(asked(typed), 3, "nobody answered");
        }
    }

    @Test
    void silenceAtTheTerminalIsNoAnswer() throws Exception {
        try (PipedWriter nobody = new PipedWriter();
                PipedReader terminal = new PipedReader(nobody)) {
            refused(reset(STANDBY, typing(terminal, Duration.ofMillis(1))), 3, "nobody answered");
        }
    }

    @Test
    void nobodyIsAskedWhileAnotherGateIsClosed() {
        Ran ran = reset(
                STANDBY + "  - file: { path: no-such-file-of-ours }\n",
                typing(new StringReader("yes\nAda\n"), Duration.ofMinutes(5)));

        refused(ran, 3, "2 gates are closed");
        assertThat(screen.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
