package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RecorderTest {

    @TempDir
    Path folder;

    private Path file;
    private Journal journal;
    private Recorder recorder;
    private final ByteArrayOutputStream warned = new ByteArrayOutputStream();

    @BeforeEach
    void open() {
        PrintStream warnings = new PrintStream(warned, true, StandardCharsets.UTF_8);
        file = folder.resolve("run.json");
        journal = Journal.open(folder.resolve("journal.jsonl"), warnings);
        recorder = new Recorder(file, journal, warnings);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void tell(RunEvent... events) {
        for (RunEvent event : events) {
            recorder.on(GymRun.START, event);
        }
    }

    private JsonNode onDisk() throws IOException {
        return RecordFile.read(Files.readAllBytes(file));
    }

    @Nested
    class Records {

        @Test
        void aRunThatPassed() throws IOException {
            GymRun.passed().tell((at, event) -> {
                journal.on(at, event);
                recorder.on(at, event);
            });

            Golden.assertMatches("passed.run.json", Files.readString(file));
            assertThat(recorder.text()).isEqualTo(Files.readString(file));
        }

        @Test
        void aRefusedPlan() throws IOException {
            GymRun.refused().tell(recorder);

            Golden.assertMatches("refused.run.json", Files.readString(file));
        }

        @Test
        void theEndOfTheJournalSoThatItsLastLineIsVouchedFor() throws IOException {
            GymRun.failed().tell((at, event) -> {
                journal.on(at, event);
                recorder.on(at, event);
            });

            JsonNode end = onDisk().path("journal");
            JournalCheck check = Journal.verify(folder.resolve("journal.jsonl"));
            assertThat(check.against(
                                    end.path("lines").asLong(), end.path("head").asString())
                            .whole())
                    .isTrue();
        }

        @Test
        void aStepThatWasUnderWayAtTheEndAsFailed() throws IOException {
            new GymRun()
                    .begun("reset", List.of())
                    .and(new RunEvent.RunFinished(RunEvent.Outcome.ERROR, 4, false, 1, Optional.of("interrupted")))
                    .tell(recorder);

            JsonNode step = onDisk().path("steps").path(0);
            assertThat(step.path("status").asString()).isEqualTo("failed");
            assertThat(step.path("millis").asLong()).isEqualTo(1000);
        }

        @Test
        void aStepOfALaterAttemptOnce() throws IOException {
            new GymRun()
                    .begun("reset", List.of())
                    .start(Stage.RESET, "a", "A")
                    .end(Stage.RESET, "a", "A", RunEvent.Status.FAILED, 5, "deadlock")
                    .start(Stage.RESET, "a", "A")
                    .pass(Stage.RESET, "a", "A", 7)
                    .and(new RunEvent.RunFinished(RunEvent.Outcome.PASSED, 0, true, 2, Optional.empty()))
                    .tell(recorder);

            assertThat(onDisk().path("steps")
                            .valueStream()
                            .filter(s -> s.path("id").asString().equals("a")))
                    .singleElement()
                    .satisfies(s -> assertThat(s.path("status").asString()).isEqualTo("passed"));
        }

        @Test
        void whatWasProvedOfEachTableAlsoWhenNothingIsHeardAfterTheCommitBegan() throws IOException {
            new GymRun()
                    .begun("reset", List.of())
                    .and(new RunEvent.TablesProved(
                            "proof", List.of(new RunEvent.TableMeasured("user_profiles", 412, 0, 412, "", ""))))
                    .and(new RunEvent.Committing("987654"))
                    .tell(recorder);

            JsonNode table = onDisk().path("tables")
                    .valueStream()
                    .filter(t -> t.path("name").asString().equals("user_profiles"))
                    .findFirst()
                    .orElseThrow();
            assertThat(table.path("measured").asBoolean()).isTrue();
            assertThat(table.path("removed").asLong()).isEqualTo(412);
            assertThat(onDisk().at("/commit/state").asString()).isEqualTo("in-doubt");
        }

        @Test
        void namesOfTheDatabaseWhateverTheyHold() throws IOException {
            String name = "a\"\\\n\u001b[31m\u202e</script>";
            tell(new RunEvent.RunStarted("r", "reset", name, name, "0", folder), new RunEvent.Note(name));
            tell(new RunEvent.RunFinished(RunEvent.Outcome.PASSED, 0, true, 1, Optional.of(name)));

            assertThat(onDisk().path("suite").asString()).isEqualTo(name);
            assertThat(onDisk().path("notes").path(0).asString()).isEqualTo(name);
        }

        @Test
        void leavingNoOtherFileBehind() throws IOException {
            GymRun.passed().tell(recorder);

            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(f -> f.getFileName().toString()))
                        .containsExactlyInAnyOrder("run.json", "journal.jsonl");
            }
        }
    }

    @Nested
    class IsTruthful {

        /** What can be said of the commit when the run was killed right after this event. */
        private String truth(List<RunEvent> heard) {
            String truth = "none";
            for (RunEvent event : heard) {
                if (event instanceof RunEvent.Committing) {
                    truth = "in-doubt";
                } else if (event instanceof RunEvent.Committed) {
                    truth = "done";
                } else if (event instanceof RunEvent.AttemptFailed) {
                    truth = "none";
                }
            }
            return truth;
        }

        @Test
        void afterEveryEventOfARun() throws IOException {
            List<RunEvent> events = GymRun.passed().events();
            for (int i = 0; i < events.size(); i++) {
                recorder.on(GymRun.at(i), events.get(i));
                JsonNode record = onDisk();
                String truth = truth(events.subList(0, i + 1));
                assertThat(record.path("commit").path("state").asString())
                        .as("after event %d", i)
                        .isEqualTo(truth);
                assertThat(record.path("committed").asBoolean()).isEqualTo(truth.equals("done"));
                if (i < events.size() - 1) {
                    assertThat(record.path("outcome").asString()).isEqualTo("error");
                    assertThat(record.path("exitCode").asInt()).isEqualTo(truth.equals("none") ? 4 : 5);
                    assertThat(record.path("finishedAt").isNull()).isTrue();
                    assertThat(record.path("message").asString()).containsAnyOf("has not finished", "in doubt");
                }
            }
        }

        @Test
        void namingTheTransactionWhenTheCommitIsInDoubt() throws IOException {
            new GymRun().begun("reset", List.of()).tell(recorder);
            tell(new RunEvent.Committing("4242"));

            assertThat(onDisk().path("message").asString()).contains("select pg_xact_status('4242')");
        }

        @Test
        void whenACommitWasRefusedAndTheAttemptIsMadeAgain() throws IOException {
            new GymRun().begun("reset", List.of()).tell(recorder);
            tell(
                    new RunEvent.Committing("1"),
                    new RunEvent.AttemptFailed(1, "commit", "40001", "serialize", List.of()));

            assertThat(onDisk().path("commit").path("state").asString()).isEqualTo("none");
            assertThat(onDisk().path("exitCode").asInt()).isEqualTo(4);
        }

        @Test
        void whenTheServerSaidThatTheCommitDidNotHappen() throws IOException {
            new GymRun().begun("reset", List.of()).tell(recorder);
            tell(new RunEvent.Committing("1"));
            tell(new RunEvent.RunFinished(RunEvent.Outcome.ERROR, 4, false, 1, Optional.empty()));

            assertThat(onDisk().path("commit").path("state").asString()).isEqualTo("none");
        }

        @Test
        void whenNobodyCouldSayWhetherTheCommitHappened() throws IOException {
            new GymRun().begun("reset", List.of()).tell(recorder);
            tell(new RunEvent.Committing("1"));
            tell(new RunEvent.RunFinished(RunEvent.Outcome.ERROR, 5, false, 1, Optional.of("in doubt")));

            assertThat(onDisk().path("commit").path("state").asString()).isEqualTo("in-doubt");
            assertThat(onDisk().path("committed").asBoolean()).isFalse();
        }
    }

    @Nested
    class CannotWrite {

        @BeforeEach
        void loseTheFolder() throws IOException {
            new GymRun().begun("reset", List.of()).tell(recorder);
            Files.delete(file);
            Files.createDirectory(file);
            Files.createFile(file.resolve("in-the-way"));
        }

        @Test
        void soNothingIsCommitted() {
            assertThatExceptionOfType(EvidenceFailed.class)
                    .isThrownBy(() -> tell(new RunEvent.Committing("1")))
                    .withMessageContainingAll("run.json", "before its commit");
        }

        @Test
        void andOnlyWarnsAfterTheCommit() {
            tell(new RunEvent.Committed("1"));

            assertThat(warned.toString(StandardCharsets.UTF_8)).contains("warning: ", "run.json");
        }
    }
}
