package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.CertificateFile;
import dev.cleanslate.evidence.Journal;
import dev.cleanslate.postgres.Await;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two processes at the same database, with the same reports folder. */
@Tag("slow")
class TwoRunsTest {

    private static final int MAJOR = 15;

    /** Waits for nothing that has a time limit; and on the copy of a rehearsal, another server, nobody holds that lock. */
    private static final String HOLD = """
            DO $$ BEGIN
              WHILE EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 42) LOOP PERFORM pg_sleep(0.05); END LOOP;
            END $$;
            """;

    private static final String HELD =
            Playground.SUITE.replace("checks:", "  - name: Hold\n    sql: hold.sql\nchecks:");

    @TempDir
    static Path temporary;

    @TempDir
    private Path folder;

    private Playground shop;
    private OwnProcess tool;

    @BeforeEach
    void aShop() {
        Needs.pgDump(MAJOR);
        shop = Playground.shop(MAJOR, folder)
                .target(", rehearsal: { on: embedded }")
                .suite(HELD)
                .file("shop/hold.sql", HOLD);
        tool = OwnProcess.in(temporary);
    }

    @Test
    void rehearsalsBothPassAndKeepTheirRecordsApart() throws IOException {
        DatabaseState before = DatabaseState.of(shop.database);
        Process one = tool.start(shop, Command.REHEARSE, List.of());
        Process other = tool.start(shop, Command.REHEARSE, List.of());

        assertThat(OwnProcess.ended(one, shop)).as(OwnProcess.said(shop)).isZero();
        assertThat(OwnProcess.ended(other, shop)).as(OwnProcess.said(shop)).isZero();

        new Leftovers(shop, temporary, "two rehearsals").areNone(false);
        assertThat(DatabaseState.of(shop.database)).isEqualTo(before);
        List<Path> runs = runs();
        assertThat(runs).hasSize(2);
        for (Path run : runs) {
            assertThat(Journal.verify(run.resolve("journal.jsonl")).whole()).isTrue();
            assertThat(record(run).get("run").asString())
                    .isEqualTo(run.getFileName().toString());
            assertThat(CertificateFile.read(run.resolve("certificate.json"))).isInstanceOf(CertificateFile.Sound.class);
        }
    }

    @Test
    void aResetKeepsAnotherAndARehearsalAwayAndBothNameIt() throws IOException {
        Process first;
        try (PgSession holder = shop.database.admin()) {
            holder.begin(Isolation.READ_COMMITTED, false);
            holder.execute("SELECT pg_advisory_xact_lock(42)");
            first = tool.start(shop, Command.RESET, List.of("--no-rehearsal", "--execute", shop.databaseName()));
            String pid = awaitHeld(holder);

            notNow(3, tool.start(shop, Command.RESET, List.of("--execute", shop.databaseName())), "another run", pid);
            notNow(4, tool.start(shop, Command.REHEARSE, List.of()), "could not be looked at", pid);
            assertThat(shop.count("orders")).as("of a reset that is under way").isEqualTo(300);
            holder.rollback();
        }

        assertThat(OwnProcess.ended(first, shop)).as(OwnProcess.said(shop)).isZero();
        new Leftovers(shop, temporary, "a reset and two others").areNone(false);
        assertThat(shop.count("orders")).isZero();
        assertThat(runs().stream()
                        .map(TwoRunsTest::record)
                        .map(run -> run.get("command").asString() + " "
                                + run.get("outcome").asString() + " "
                                + run.get("committed").asBoolean()))
                .containsExactlyInAnyOrder("reset passed true", "rehearse refused false", "rehearse error false");
    }

    private void notNow(int code, Process process, String... words) throws IOException {
        assertThat(OwnProcess.ended(process, shop)).as(OwnProcess.said(shop)).isEqualTo(code);
        assertThat(runs().stream()
                        .map(run -> new Ran(code, record(run), run))
                        .filter(run -> !run.record().get("finishedAt").isNull()
                                && run.record().get("exitCode").asInt() == code))
                .singleElement()
                .satisfies(run -> assertThat(run.messages()).contains(words));
    }

    private static String awaitHeld(PgSession holder) {
        String waiting = "SELECT pid::text FROM pg_stat_activity"
                + " WHERE wait_event = 'PgSleep' AND datname = current_database()";
        Await.until("the first reset to come to its phase", Duration.ofMinutes(1), () -> {
            holder.execute("SELECT pg_stat_clear_snapshot()");
            return !holder.query(waiting).isEmpty();
        });
        return holder.query(waiting).get(0).word("pid");
    }

    private List<Path> runs() throws IOException {
        try (Stream<Path> runs = Files.list(shop.reports.resolve("test/shop"))) {
            return runs.filter(Files::isDirectory).toList();
        }
    }

    private static JsonNode record(Path run) {
        return new JsonMapper().readTree(run.resolve("run.json").toFile());
    }
}
