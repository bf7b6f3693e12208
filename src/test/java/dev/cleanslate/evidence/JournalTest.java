package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.Stage;
import dev.cleanslate.seal.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    private Path file;
    private final ByteArrayOutputStream warned = new ByteArrayOutputStream();
    private final PrintStream warnings = new PrintStream(warned, true, StandardCharsets.UTF_8);

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("journal.jsonl");
    }

    private void write(GymRun run) {
        try (Journal journal = Journal.open(file, warnings)) {
            run.tell(journal);
        }
    }

    @Nested
    class Writes {

        @Test
        void aLinePerEventEachWithTheHashOfTheOneBefore() throws IOException {
            write(GymRun.passed());

            List<String> lines = Files.readAllLines(file);
            assertThat(lines).hasSameSizeAs(GymRun.passed().events());
            String prev = "0".repeat(64);
            for (int i = 0; i < lines.size(); i++) {
                assertThat(lines.get(i))
                        .startsWith("{\"seq\":" + (i + 1) + ",\"at\":\"2026-11-20T23:15:")
                        .endsWith(",\"prev\":\"" + prev + "\"}");
                prev = Digest.of(lines.get(i));
            }
        }

        @Test
        void everyKindOfEvent() {
            List<? extends Class<?>> told = Stream.of(GymRun.passed(), GymHandOff.run())
                    .flatMap(run -> run.events().stream())
                    .map(Object::getClass)
                    .distinct()
                    .toList();

            assertThat(told).map(c -> (Object) c).containsAll(Arrays.asList((Object[])
                    RunEvent.class.getPermittedSubclasses()));
        }

        @Test
        void eachLineBeforeTheNextThingHappens() throws IOException {
            try (Journal journal = Journal.open(file, warnings)) {
                List<RunEvent> events = GymRun.passed().events();
                for (int i = 0; i < events.size(); i++) {
                    journal.on(GymRun.at(i), events.get(i));
                    assertThat(Files.readString(file).lines()).hasSize(i + 1);
                }
            }
        }

        @Test
        void namesWithLineBreaksAndBrokenUnicodeInOneLine() throws IOException {
            write(new GymRun().and(new RunEvent.Note("a\nb\u2028c\ud83d")));

            assertThat(Files.readString(file)).containsOnlyOnce("\n").contains("a\\nb\u2028c?");
            assertThat(Journal.verify(file).whole()).isTrue();
        }
    }

    @Nested
    class Verifies {

        @Test
        void aJournalAsItWasWritten() throws IOException {
            write(GymRun.passed());

            JournalCheck check = Journal.verify(file);
            assertThat(check.broken()).isEmpty();
            assertThat(check.finished()).isTrue();
            assertThat(check.lines()).isEqualTo(GymRun.passed().events().size());
        }

        @Test
        void aChangeOfAnyByteAndNamesItsLine() throws IOException {
            write(GymRun.failed());
            byte[] good = Files.readAllBytes(file);
            JournalCheck whole = Journal.verify(file);
            int line = 1;
            for (int i = 0; i < good.length; i++) {
                byte[] bad = good.clone();
                bad[i] ^= 1;
                Files.write(file, bad);
                JournalCheck check = Journal.verify(file).against(whole.lines(), whole.head());
                assertThat(check.whole()).as("byte %d of line %d", i, line).isFalse();
                // The hash that the last line carries could as well be right, and the line before it changed.
                int nearest = line == whole.lines() ? line - 1 : line;
                assertThat(check.broken().orElseThrow().line()).as("byte %d", i).isBetween(nearest, line);
                if (good[i] == '\n') {
                    line++;
                }
            }
        }

        @Test
        void linesThatWereTakenOutAddedOrSwapped() throws IOException {
            write(GymRun.failed());
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size() - 1; i++) {
                List<String> without = new java.util.ArrayList<>(lines);
                String taken = without.remove(i);
                Files.write(file, without);
                assertThat(Journal.verify(file).whole())
                        .as("without line %d", i + 1)
                        .isFalse();
                without.add(i + 1, taken);
                Files.write(file, without);
                assertThat(Journal.verify(file).whole())
                        .as("line %d after the next", i + 1)
                        .isFalse();
            }
        }

        @Test
        void anEndThatWasCutOff() throws IOException {
            write(GymRun.passed());
            JournalCheck whole = Journal.verify(file);
            List<String> lines = Files.readAllLines(file);
            Files.write(file, lines.subList(0, lines.size() - 1));

            JournalCheck cut = Journal.verify(file);
            assertThat(cut.whole()).isTrue();
            assertThat(cut.finished()).isFalse();
            assertThat(cut.against(whole.lines(), whole.head())
                            .broken()
                            .orElseThrow()
                            .what())
                    .contains("lines");
        }

        @Test
        void aLineThatAKillLeftUnfinished() throws IOException {
            write(GymRun.failed());
            Files.writeString(file, "{\"seq\":", StandardOpenOption.APPEND);

            int lines = GymRun.failed().events().size();
            assertThat(Journal.verify(file).broken())
                    .map(JournalCheck.Broken::line)
                    .contains(lines + 1);
        }

        @Test
        void thatAnEmptyFileIsNoJournal() throws IOException {
            Files.createFile(file);

            assertThat(Journal.verify(file).whole()).isFalse();
        }
    }

    @Nested
    class Fails {

        private Journal closed(RunEvent... before) throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Journal journal = new Journal(channel, file, warnings);
            for (RunEvent event : before) {
                journal.on(GymRun.START, event);
            }
            channel.close();
            return journal;
        }

        private final RunEvent step =
                new RunEvent.StepStarted(Stage.RESET, "a", "A", GymPlan.place(1), Optional.empty());
        private final RunEvent failed =
                new RunEvent.StepFinished(Stage.RESET, "a", "A", RunEvent.Status.FAILED, 1, "lost");
        private final RunEvent end = new RunEvent.RunFinished(RunEvent.Outcome.ERROR, 4, false, 1, Optional.empty());

        @Test
        void soThatTheRunStopsBeforeItsCommit() throws IOException {
            Journal journal = closed(step);

            assertThatExceptionOfType(EvidenceFailed.class)
                    .isThrownBy(() -> journal.on(GymRun.START, new RunEvent.Note("x")))
                    .withMessageContainingAll(file.toString(), "after line 1", "--reports", "nothing was changed");
            assertThatExceptionOfType(EvidenceFailed.class)
                    .isThrownBy(() -> journal.on(GymRun.START, new RunEvent.Committing("1")));
        }

        @Test
        void withoutHidingHowTheRunEnded() throws IOException {
            Journal journal = closed(step);

            assertThatCode(() -> {
                        journal.on(GymRun.START, failed);
                        journal.on(GymRun.START, end);
                    })
                    .doesNotThrowAnyException();
            assertThat(warned.toString(StandardCharsets.UTF_8))
                    .containsOnlyOnce("warning: ")
                    .contains("ends early");
            assertThatExceptionOfType(EvidenceFailed.class).isThrownBy(() -> journal.on(GymRun.START, step));
        }

        @Test
        void withAWarningOnceTheRunHasCommitted() throws IOException {
            Journal journal = closed(step, new RunEvent.Committing("1"));

            assertThatCode(() -> {
                        journal.on(GymRun.START, new RunEvent.Committed("1"));
                        journal.on(GymRun.START, step);
                        journal.on(GymRun.START, end);
                    })
                    .doesNotThrowAnyException();
            assertThat(warned.toString(StandardCharsets.UTF_8))
                    .containsOnlyOnce("warning: ")
                    .contains("after line 2");
        }

        @Test
        void onAFullDiskBeforeTheRunBegins() {
            Path full = Path.of("/dev/full");
            org.junit.jupiter.api.Assumptions.assumeTrue(Files.isWritable(full), "this system has no /dev/full");
            assertThatExceptionOfType(EvidenceFailed.class)
                    .isThrownBy(() -> {
                        try (FileChannel channel = FileChannel.open(full, StandardOpenOption.WRITE)) {
                            new Journal(channel, full, warnings).on(GymRun.START, step);
                        }
                    })
                    .withMessageContaining("No space left");
        }
    }
}
