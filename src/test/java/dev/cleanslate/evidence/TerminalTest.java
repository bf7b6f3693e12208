package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Terminal pipe() {
        return new Terminal(out, false, false, Glyphs.UNICODE);
    }

    private static String seen(String written) {
        return SeenOnTerminal.of(written);
    }

    @Nested
    class InAPipe {

        @Test
        void tellsOfARunThatPassed() throws IOException {
            GymRun.passed().tell(pipe());

            Golden.assertMatches("passed.pipe.txt", printed());
        }

        @Test
        void tellsOfAFailureAndFoldsWhatWasNotReached() throws IOException {
            GymRun.failed().tell(pipe());

            Golden.assertMatches("failed.pipe.txt", printed());
        }

        @Test
        void tellsEveryReasonOfARefusal() throws IOException {
            GymRun.refused().tell(pipe());

            Golden.assertMatches("refused.pipe.txt", printed());
        }

        @Test
        void writesNoControlCharacter() {
            for (GymRun run : List.of(GymRun.passed(), GymRun.failed(), GymRun.refused())) {
                run.tell(pipe());
            }

            assertThat(printed()).doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\n]]");
        }

        @Test
        void writesPlainLettersWhereTheTerminalKnowsNoOther() {
            try (Terminal terminal = new Terminal(out, false, false, Glyphs.ASCII)) {
                GymRun.failed().tell(terminal);
            }

            assertThat(printed()).matches("\\p{ASCII}*").contains("  ok The plan is safe", "  FAILED Accounts");
        }

        @Test
        void keepsFiguresUnderEachOtherHoweverLongANameIs() {
            Terminal terminal = pipe();
            for (String name : List.of("Short", "word ".repeat(30).strip(), "w".repeat(50))) {
                new GymRun()
                        .start(Stage.RESET, "a", name)
                        .and(new RunEvent.Progress("a", "t", 12, 1))
                        .pass(Stage.RESET, "a", name, 1_000)
                        .tell(terminal);
            }

            assertThat(printed().lines().filter(line -> line.endsWith("1.00 s")))
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(line).hasSize(77));
        }

        @Test
        void saysNothingOfRowsWhereNoneAreCounted() {
            new GymRun()
                    .start(Stage.RESET, "a", "Script")
                    .and(new RunEvent.Working("a", "reseed.sql"))
                    .pass(Stage.RESET, "a", "Script", 1_000)
                    .tell(pipe());

            assertThat(printed()).doesNotContain("row");
        }

        @Test
        void saysNoRowsWhereTheyWereCounted() {
            new GymRun()
                    .start(Stage.RESET, "a", "Again")
                    .and(new RunEvent.Progress("a", "DELETE users", 0, 1))
                    .pass(Stage.RESET, "a", "Again", 1_000)
                    .tell(pipe());

            assertThat(printed()).contains("0 rows");
        }

        @Test
        void saysAtLeastEveryThirtySecondsThatItIsStillThere() {
            Terminal terminal = pipe();
            new GymRun().start(Stage.RESET, "a", "Transactional data").tell(terminal);
            for (int second = 1; second <= 65; second++) {
                terminal.tick(GymRun.START.plusSeconds(second));
            }

            assertThat(printed())
                    .isEqualTo(
                            "Reset\n  still in 'Transactional data' after 30 s\n  still in 'Transactional data' after 1 min 00 s\n");
        }

        @Test
        void saysHowFarALongStepHasCome() {
            Terminal terminal = pipe();
            new GymRun()
                    .start(Stage.RESET, "a", "Big")
                    .and(new RunEvent.Progress("a", "bookings", 1_204_000, 10))
                    .tell(terminal);
            terminal.tick(GymRun.START.plusSeconds(30));

            assertThat(printed()).contains("still in 'Big' after 30 s (1,204,000 rows, now bookings)");
        }
    }

    @Nested
    class OnATerminal {

        @Test
        void leavesTheSameLinesAsInAPipe() throws IOException {
            try (Terminal live = new Terminal(out, false, true, Glyphs.UNICODE)) {
                GymRun.passed().tell(live);
            }

            assertThat(printed()).contains("\r\u001b[K\u001b[?7l  \u203a Leaf nodes");
            Golden.assertMatches("passed.pipe.txt", seen(printed()));
        }

        @Test
        void rewritesOneLineWithRowsAndSeconds() {
            try (Terminal live = new Terminal(out, false, true, Glyphs.UNICODE)) {
                new GymRun()
                        .start(Stage.RESET, "a", "Leaf nodes")
                        .and(new RunEvent.Progress("a", "absence_records", 412, 10))
                        .tell(live);
                live.tick(GymRun.START.plusSeconds(2));
                assertThat(seen(printed()))
                        .endsWith("Leaf nodes                          2 s  412 rows, now absence_records");
            }
            assertThat(seen(printed())).isEqualTo("Reset\n");
        }

        @Test
        void neverWritesALiveLineThatWouldWrap() {
            try (Terminal live = new Terminal(out, false, true, Glyphs.UNICODE)) {
                new GymRun()
                        .start(Stage.RESET, "a", "\u4e88".repeat(300))
                        .and(new RunEvent.Progress("a", "\u7d04".repeat(300), Long.MAX_VALUE, 10))
                        .tell(live);
            }

            for (String line : printed().replaceAll("\u001b\\[\\?7[lh]", "").split("\r\u001b\\[K|\n", -1)) {
                assertThat(Width.of(line)).isLessThan(80);
            }
        }

        @Test
        void coloursUnlessToldNotTo() {
            try (Terminal live = new Terminal(out, true, true, Glyphs.UNICODE)) {
                GymRun.failed().tell(live);
            }
            assertThat(printed()).contains("\u001b[31m\u2717\u001b[0m Accounts");

            bytes.reset();
            try (Terminal plain = new Terminal(out, false, true, Glyphs.UNICODE)) {
                GymRun.failed().tell(plain);
            }
            assertThat(printed()).doesNotContainPattern("\u001b\\[[0-9]+m");
        }
    }

    @Nested
    class Tells {

        private String told(GymRun run) {
            run.tell(pipe());
            return printed();
        }

        @Test
        void ofAFailingChildOnALineOfItsOwn() {
            String text = told(new GymRun()
                    .start(Stage.VERIFICATION, "p", "Protected")
                    .child(Stage.VERIFICATION, "p/1", "lessons", "p")
                    .pass(Stage.VERIFICATION, "p/1", "lessons", 1)
                    .child(Stage.VERIFICATION, "p/2", "trainers", "p")
                    .end(Stage.VERIFICATION, "p/2", "trainers", RunEvent.Status.FAILED, 1, "3 rows differ")
                    .end(Stage.VERIFICATION, "p", "Protected", RunEvent.Status.FAILED, 2, "1 of 2 tables differs"));

            assertThat(text)
                    .doesNotContain("lessons")
                    .containsSubsequence("\u2717   trainers", "3 rows differ", "\u2717 Protected");
        }

        @Test
        void thePlanToWhoeverHasNotOptedIn() {
            String text = told(new GymRun()
                    .begun("reset", List.of())
                    .pass(Stage.PREFLIGHT, "preflight/plan", "The plan is safe", 1)
                    .start(Stage.DECISION, "opt-in", "The opt-in")
                    .end(Stage.DECISION, "opt-in", "The opt-in", RunEvent.Status.REFUSED, 1, "not executed")
                    .and(new RunEvent.RunFinished(RunEvent.Outcome.REFUSED, 3, false, 1, Optional.of("not executed"))));

            assertThat(text).containsSubsequence("not executed", "Phase 1: Leaf nodes", "REFUSED", "not executed");
        }

        @Test
        void theTransactionToAskForWhenTheCommitIsInDoubt() {
            String text = told(new GymRun()
                    .begun("reset", List.of())
                    .and(new RunEvent.Committing("42"))
                    .and(new RunEvent.RunFinished(RunEvent.Outcome.ERROR, 5, false, 1, Optional.empty())));

            assertThat(text).contains("ERROR   commit in doubt", "select pg_xact_status('42')");
        }

        @Test
        void thatNothingWasChangedAlthoughRowsWereCounted() {
            String text = told(new GymRun()
                    .begun("reset", List.of())
                    .and(new RunEvent.TableMeasured("users", 5, 0, 5, "", ""))
                    .and(new RunEvent.RunFinished(RunEvent.Outcome.FAILED, 1, false, 1, Optional.empty())));

            assertThat(text).contains("nothing was changed").doesNotContain("5 rows removed");
        }

        @Test
        void thatARehearsalRemovedRowsOfTheCopyOnly() {
            String text = told(new GymRun()
                    .begun("rehearse", List.of())
                    .and(new RunEvent.TableMeasured("users", 5, 0, 5, "", ""))
                    .and(new RunEvent.RunFinished(RunEvent.Outcome.PASSED, 0, false, 1, Optional.empty())));

            assertThat(text)
                    .contains("5 rows removed from 1 table on a copy, the database itself is untouched (")
                    .contains("--execute");
        }

        @Test
        void ofHostileNamesAndMessagesHarmlessly() {
            String hostile = "x\u001b[2J\u202e\u009b1m\rPASSED\n  \u2713 fake";
            String text = told(new GymRun()
                    .and(new RunEvent.RunStarted("r", hostile, hostile, hostile, hostile, Path.of("r")))
                    .start(Stage.RESET, "a", hostile)
                    .and(new RunEvent.Progress("a", hostile, 1, 1))
                    .and(new RunEvent.AttemptFailed(1, hostile, hostile, hostile, List.of(hostile)))
                    .and(new RunEvent.Note(hostile))
                    .end(Stage.RESET, "a", hostile, RunEvent.Status.FAILED, 1, hostile.repeat(1000))
                    .end(Stage.RESET, "b", "b", RunEvent.Status.SKIPPED, 0, hostile)
                    .and(new RunEvent.RunFinished(RunEvent.Outcome.FAILED, 1, false, 1, Optional.of(hostile))));

            assertThat(text)
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\n]]")
                    .doesNotContainPattern("(?m)^  \u2713 fake");
            assertThat(text.lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(5_000))
                    .hasSizeLessThan(100);
        }
    }
}
