package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed at every step of a run; after each the database is wholly before or wholly after. */
@Tag("slow")
class KillTest {

    /** After some of the kills the reset is run again. */
    private static final int AGAIN = 5;

    @TempDir
    Path folder;

    @Test
    void aKillAtEveryStepLeavesTheDatabaseWhollyBeforeOrWhollyAfter() throws Exception {
        TestDatabases server = TestDatabases.of(TestDatabases.NEWEST);
        Playground whole = new Playground(server.create(Playground.SHOP), folder.resolve("whole"));
        String before = whole.state();
        assertThat(run(whole, Long.MAX_VALUE)).isZero();
        String after = whole.state();
        List<Long> turns = Journals.turns(whole.reports);
        assertThat(turns).hasSizeGreaterThan(20);

        int stillBefore = 0;
        for (long line : turns.subList(0, turns.size() - 1)) {
            Playground shop = new Playground(server.create(Playground.SHOP), folder.resolve("line-" + line));
            int exit = run(shop, line);
            shop.awaitAlone("killed at line " + line);

            assertThat(shop.state()).as("killed at line " + line).isIn(before, after);
            stillBefore += shop.state().equals(before) ? 1 : 0;
            assertTheRecordTellsTheTruth(shop, exit, before);
            if (line % AGAIN == 0) {
                assertThat(shop.reset().exitCode())
                        .as("run again after a kill at line " + line)
                        .isZero();
                assertThat(shop.state()).isEqualTo(after);
            }
        }
        assertThat(stillBefore).as("kills that came before the commit").isGreaterThan(10);
    }

    private static void assertTheRecordTellsTheTruth(Playground shop, int exit, String before) {
        Ran left = Ran.latest(exit, shop.reports);
        if (exit == 0) {
            assertThat(left.committed()).isTrue();
            return;
        }
        if (left.committed()) {
            assertThat(shop.state()).isNotEqualTo(before);
        } else {
            assertThat(left.outcome()).isEqualTo("error");
            assertThat(left.record().get("exitCode").asInt()).isIn(4, 5);
        }
        if (left.record().get("exitCode").asInt() == 4) {
            assertThat(shop.state()).isEqualTo(before);
        }
    }

    private static int run(Playground shop, long lastLine) throws IOException, InterruptedException {
        Process process = KilledRun.start(shop, lastLine);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
