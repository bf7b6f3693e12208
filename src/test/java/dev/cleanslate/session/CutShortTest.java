package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.Afterword;
import dev.cleanslate.evidence.Verification;
import dev.cleanslate.postgres.Await;
import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own that is ended while a hook is under way. */
class CutShortTest {

    @TempDir
    Path folder;

    private Playground shop;
    private Path told;

    @BeforeEach
    void aShop() throws IOException {
        shop = Playground.shop(TestDatabases.NEWEST, folder);
        told = Files.createFile(folder.resolve("told"));
    }

    @Test
    void aSignalEndsTheHookAndTheLastOnesAreFiredAllTheSame() throws Exception {
        String before = shop.state();
        shop.suite(Playground.SUITE + """
                hooks:
                  before-reset: [ { run: [sh, -c, 'echo stopping >> "TOLD"; sleep 600'], timeout: 10m } ]
                  on-success:   [ { run: [sh, -c, 'echo success >> "TOLD"'] } ]
                  on-failure:   [ { run: [sh, -c, 'echo "failure $CLEANSLATE_OUTCOME" >> "TOLD"'] } ]
                  always:
                    - { name: Hangs, run: [sh, -c, 'sleep 600'], timeout: 2s }
                    - { run: [sh, -c, 'echo "always $CLEANSLATE_EXIT_CODE" >> "TOLD"'] }
                """.replace("TOLD", told.toString()));

        Process run = KilledRun.start(shop, Long.MAX_VALUE);
        Await.until("the hook before the reset", Duration.ofMinutes(1), () -> Files.size(told) > 0);
        run.destroy();

        assertThat(run.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(told)).containsExactly("stopping", "failure error", "always 4");
        Ran left = Ran.latest(run.exitValue(), shop.reports);
        assertThat(left.outcome()).isEqualTo("error");
        assertThat(left.record().get("exitCode").asInt()).isEqualTo(4);
        assertThat(left.messages()).contains("interrupted").contains("did not end within 2 s");
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void aKillBetweenCommitAndSmokeLeavesARecordThatTellsOfTheCommit() throws Exception {
        shop.suite(Playground.SUITE + """
                hooks:
                  after-commit: [ { run: [sh, -c, 'kill -9 $PPID'] } ]
                smoke:
                  - { name: Never, command: { run: ["true"] } }
                """);

        Process run = KilledRun.start(shop, Long.MAX_VALUE);

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(137);
        assertThat(shop.count("orders")).isZero();
        Ran left = Ran.latest(137, shop.reports);
        assertThat(left.committed()).isTrue();
        assertThat(left.record().get("exitCode").asInt()).isEqualTo(5);
        assertThat(left.record().get("finishedAt").isNull()).isTrue();
        Path runFolder = left.folder().normalize();
        assertThat(Files.readString(runFolder.resolve("journal.jsonl")))
                .contains("\"event\":\"committed\"")
                .doesNotContain("smoke-never");

        byte[] record = Files.readAllBytes(runFolder.resolve("run.json"));
        new Afterword(
                        "A. Person",
                        "The machine died; the smoke tests were made by hand.",
                        Optional.of(Afterword.Decision.GO_ON))
                .append(runFolder, Instant.now());

        assertThat(Files.readAllBytes(runFolder.resolve("run.json"))).isEqualTo(record);
        assertThat(Verification.of(runFolder, Optional.empty()).items())
                .allMatch(Verification.Item::holds)
                .extracting(Verification.Item::sentence)
                .anyMatch(said -> said.contains("by A. Person: decided to go on. The machine died"));
        shop.suite(Playground.SUITE);
        assertThat(List.of(shop.reset().exitCode())).containsExactly(0);
    }
}
