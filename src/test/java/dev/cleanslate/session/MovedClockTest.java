package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Somebody sets the clock: a run is not longer, shorter or fresher for that. Of certificates see GuardedResetTest. */
class MovedClockTest {

    @TempDir
    private Path folder;

    /** Right for so many questions, and then behind by an hour. */
    private static final class SetBack extends Clock {

        private final AtomicInteger rightAnswers;

        SetBack(int rightAnswers) {
            this.rightAnswers = new AtomicInteger(rightAnswers);
        }

        @Override
        public Instant instant() {
            Instant now = Instant.now();
            return rightAnswers.getAndDecrement() > 0 ? now : now.minus(Duration.ofHours(1));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void theLinesOfAJournalKeepTheirOrder() {
        Clock steady = SteadyClock.from(new SetBack(1));
        Instant first = steady.instant();
        Instant second = steady.instant();

        assertThat(second).isAfterOrEqualTo(first);
        assertThat(Duration.between(Instant.now(), second).abs()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aResetThatTakesTooLongEndsAllTheSame() {
        Playground shop = Playground.shop(TestDatabases.NEWEST, folder)
                .target(", max-duration: 2s")
                .file("shop/slow.sql", "SELECT pg_sleep(100);")
                .suite(Playground.SUITE.replace("checks:", "  - name: Slow\n    sql: slow.sql\nchecks:"));
        String before = shop.state();

        Ran ran = shop.run(shop.invocation(Command.RESET, Optional.of(shop.databaseName()))
                .with(new Invocation.Present(new SetBack(1), List.of(), Optional.empty())));

        assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(3);
        assertThat(ran.messages()).contains("took longer than the target allows (max-duration: 2s)");
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void aBackupIsNotTakenBeforeItIsTakenNorIsTheOldOneFresh() {
        Needs.pgDump(15);
        Playground shop = Playground.shop(15, folder).target(", rehearsal: { on: embedded }");

        Ran ran = shop.run(shop.rehearsed(Optional.of(shop.databaseName()))
                .with(new Invocation.Present(new SetBack(0), List.of(), Optional.empty())));

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(ran.record().get("notes").toString()).containsPattern("The rehearsed backup is \\d+ s old");
        try (var files = java.nio.file.Files.walk(shop.reports)) {
            assertThat(files.filter(file -> file.endsWith("certificate.json"))
                            .map(file -> new JsonMapper().readTree(file.toFile()))
                            .filter(said -> said.path("kind").asString("").equals("rehearsal"))
                            .map(said -> said.get("backup").get("ageSeconds").asLong()))
                    .singleElement()
                    .matches(age -> age >= 0);
        } catch (java.io.IOException trouble) {
            throw new java.io.UncheckedIOException(trouble);
        }
    }
}
