package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.Lookout.Sighting;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is heard of a step that says nothing of itself. Time passes here by the word of each test. */
class ProgressTest {

    private static final String WAIT =
            "waits for ExclusiveLock on users, held by process 4711 (application \"psql\") of user ops";
    private static final List<Evidence.Coming> STEPS = List.of(
            new Evidence.Coming("a", "Big"), new Evidence.Coming("b", "Small"), new Evidence.Coming("c", "Commit"));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private static Instant after(int seconds) {
        return GymRun.START.plusSeconds(seconds);
    }

    private static Sighting waiting(String... waits) {
        return new Sighting("", List.of(waits), Optional.empty());
    }

    private Terminal terminal(boolean live) {
        Terminal terminal = new Terminal(out, false, live, Glyphs.UNICODE);
        new GymRun().start(Stage.RESET, "a", "Big").tell(terminal);
        return terminal;
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String seen() {
        return SeenOnTerminal.of(printed());
    }

    @Nested
    class OnATerminal {

        @Test
        void aLongStepShowsWhatTheServerIsAtForWhomItWaitsAndWhatComes() {
            Terminal live = terminal(true);
            live.ahead(STEPS, Map.of("a", 58_000L, "b", 2_000L, "c", 100L));
            live.on(after(2), new RunEvent.Progress("a", "bookings", 1_204_000, 2_000));

            live.seen(after(7), "a", new Sighting("IO DataFileRead", List.of(WAIT), Optional.empty()));
            live.tick(after(72), "12 of 57 tables");

            assertThat(seen()).isEqualTo("""
                    Reset
                      \u203a Big                                 1 min 12 s (58.0 s last time)
                          1,204,000 rows, 602,000 rows/s, now bookings; 12 of 57 tables; IO
                          DataFileRead
                          waits for ExclusiveLock on users, held by process 4711 (application
                          "psql") of user ops
                          then 2 steps (2.10 s last time): Small, Commit""");
        }

        @Test
        void nothingOfItStaysWhenTheStepEnds() {
            Terminal live = terminal(true);
            live.ahead(STEPS, Map.of());
            live.seen(after(5), "a", waiting(WAIT));

            new GymRun().pass(Stage.RESET, "a", "Big", 6_000).tell(live);

            assertThat(seen().lines().toList()).hasSize(2);
            assertThat(seen()).contains("\u2713 Big").doesNotContain("waits").doesNotContain("then");
        }

        @Test
        void theRehearsalsTimesGoBeforeThoseOfTheLastRun() {
            Terminal live = terminal(true);
            live.ahead(STEPS, Map.of("a", 58_000L));
            live.on(
                    after(1),
                    new RunEvent.Rehearsed(
                            "r",
                            "c",
                            "s",
                            after(0),
                            after(1),
                            "clone",
                            List.of(new RunEvent.Rehearsed.StepTime("a", 4_000)),
                            List.of(),
                            List.of()));
            live.tick(after(2));

            assertThat(seen()).contains("2 s (4.00 s in the rehearsal)");
        }

        @Test
        void aShortStepIsOneLine() {
            Terminal live = terminal(true);
            live.ahead(STEPS, Map.of());
            live.tick(after(2));

            assertThat(seen().lines().toList()).hasSize(2);
        }
    }

    @Nested
    class InAPipe {

        @Test
        void aWaitIsToldAtOnceAndOnce() {
            Terminal pipe = terminal(false);
            pipe.seen(after(4), "a", waiting(WAIT));
            pipe.seen(after(6), "a", waiting(WAIT.replace("psql", "psql again")));
            pipe.seen(after(8), "a", waiting(WAIT.replace("4711", "4712")));

            assertThat(printed())
                    .isEqualTo("Reset\n  'Big' " + WAIT + "\n  'Big' " + WAIT.replace("4711", "4712") + "\n");
        }

        @Test
        void theHeartbeatTellsOfItAgainAndHowFarTheStepIs() {
            Terminal pipe = terminal(false);
            pipe.ahead(STEPS, Map.of("a", 58_000L));
            pipe.seen(after(4), "a", new Sighting("CREATE INDEX on users: 45 %", List.of(WAIT), Optional.empty()));
            for (int second = 5; second <= 31; second++) {
                pipe.tick(after(second), "");
            }

            assertThat(printed().lines().skip(2))
                    .containsExactly(
                            "  still in 'Big' after 30 s (58.0 s last time) (CREATE INDEX on users: 45 %)",
                            "    then 2 steps: Small, Commit", "    " + WAIT);
        }

        @Test
        void nothingButTextIsWritten() {
            Terminal pipe = terminal(false);
            pipe.seen(after(4), "a", waiting("held by \u001b[2J\u202e\rnobody"));
            pipe.tick(after(31), "\u001b[2J");

            assertThat(printed()).doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\n]]");
        }
    }

    @Test
    void troubleInLookingIsToldOnce() {
        Terminal pipe = terminal(false);
        pipe.seen(after(4), "a", Sighting.trouble("no more connections"));
        pipe.seen(after(6), "a", Sighting.trouble("no more connections"));

        assertThat(printed()).isEqualTo("Reset\n  note: no more connections\n");
    }

    @Test
    void whatWasSeenOfAStepThatIsOverIsNotTold() {
        Terminal pipe = terminal(false);
        new GymRun()
                .pass(Stage.RESET, "a", "Big", 6_000)
                .start(Stage.RESET, "b", "Small")
                .tell(pipe);
        String before = printed();

        pipe.seen(after(60), "a", waiting(WAIT));

        assertThat(printed()).isEqualTo(before);
    }

    @Test
    void nobodyLooksAtAStepThatTellsOfItself() {
        Terminal pipe = terminal(false);
        var lookout = new Counting();
        pipe.on(after(9), new RunEvent.Progress("a", "bookings", 5, 9_000));

        Ticker.look(pipe, lookout, Clock.fixed(after(10), ZoneOffset.UTC));
        assertThat(lookout.looks).isZero();
        assertThat(lookout.rests).isEqualTo(1);

        Ticker.look(pipe, lookout, Clock.fixed(after(12), ZoneOffset.UTC));
        assertThat(lookout.looks).isEqualTo(1);
    }

    private static final class Counting implements Lookout {

        private int looks;
        private int rests;

        @Override
        public String known() {
            return "";
        }

        @Override
        public Sighting look() {
            looks++;
            return Sighting.NOTHING;
        }

        @Override
        public void rest() {
            rests++;
        }
    }
}
