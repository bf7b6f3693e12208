package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.session.RestoreWish.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backups that pg_dump wrote by itself, and databases with what makes a restore hard. */
class RestoreFormatsTest {

    private static final int MAJOR = 15;

    private static final String HARD = """
            CREATE EXTENSION citext; CREATE SCHEMA stock; COMMENT ON SCHEMA stock IS 'shelves';
            CREATE TABLE stock.shelves (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label citext UNIQUE, picture oid);
            INSERT INTO stock.shelves (label, picture) VALUES ('Top', lo_from_bytea(4711, 'a picture')), ('low', NULL);
            CREATE MATERIALIZED VIEW stock.counted AS SELECT count(*) AS shelves FROM stock.shelves;
            CREATE TABLE logs (id int, day date) PARTITION BY RANGE (day);
            CREATE TABLE logs_2026 PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            INSERT INTO logs SELECT g, '2026-02-03' FROM generate_series(1, 50) g;
            ALTER TABLE users ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON users USING (true);
            CREATE PUBLICATION told FOR TABLE orders; CREATE FUNCTION seen() RETURNS event_trigger LANGUAGE plpgsql AS
              'BEGIN PERFORM 1; END'; CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION seen();
            """;

    @TempDir
    private Path folder = Path.of("");

    private Playground shop;

    @AfterAll
    static void dropsWhatSwapsKept() {
        PutBackShop.dropKept(MAJOR);
    }

    @BeforeAll
    static void needsClientTools() {
        Needs.pgDump(MAJOR);
    }

    @BeforeEach
    void aShop() {
        shop = Playground.shop(MAJOR, folder);
        shop.execute(HARD);
    }

    @ParameterizedTest
    @CsvSource({"custom, SWAP", "custom, IN_PLACE", "plain, SWAP", "clean, IN_PLACE"})
    void comeBackWhole(String format, Way way) throws Exception {
        DatabaseState before = state();
        Path dump = dump(format);
        empty();

        Ran ran = restore(dump, Optional.of(way));

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(PutBackShop.notes(ran)).contains("Another program took it");
        assertThat(state()).isEqualTo(before);
        assertThat(shop.number("SELECT count(*) FROM pg_publication_tables")).isEqualTo(1);
        assertThat(shop.number("SELECT count(*) FROM pg_event_trigger")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"SWAP", "IN_PLACE"})
    void ofOursComeBackComparedWithTheirFingerprints(Way way) {
        PutBackShop there = PutBackShop.of(shop);
        DatabaseState before = state();
        empty();

        Ran ran = there.restore(there.by(way));

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(PutBackShop.notes(ran)).contains("the same by count and");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void withoutDropStatementsAreNotForADatabaseThatHoldsSomething() throws Exception {
        Ran ran = restore(dump("plain"), Optional.of(Way.IN_PLACE));

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.messages()).contains("a plain dump without DROP statements");
        assertThat(shop.count("orders")).isEqualTo(300);
    }

    @Test
    void withASubscriptionLeaveItAsItIsAndGoInPlace() {
        shop.execute("CREATE SUBSCRIPTION far CONNECTION 'host=nowhere.invalid' PUBLICATION p WITH (connect = false)");
        PutBackShop there = PutBackShop.of(shop);
        empty();

        Ran ran = there.restore(there.wish());

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(PutBackShop.notes(ran)).contains("subscriptions are in it").contains("SUBSCRIPTION - far");
        assertThat(shop.number("SELECT count(*) FROM pg_subscription WHERE subname = 'far'"))
                .isEqualTo(1);
        assertThat(shop.count("orders")).isEqualTo(300);
        shop.execute("ALTER SUBSCRIPTION far SET (slot_name = NONE)");
        shop.execute("DROP SUBSCRIPTION far");
    }

    private void empty() {
        shop.execute("TRUNCATE orders, users, audit, logs; DELETE FROM stock.shelves; SELECT lo_unlink(4711);"
                + " SELECT lo_from_bytea(4712, 'another')");
    }

    private DatabaseState state() {
        DatabaseState state = DatabaseState.of(shop.database);
        Map<String, String> others = new java.util.TreeMap<>(state.others());
        others.keySet().removeIf(name -> name.startsWith("constraint "));
        return new DatabaseState(state.tables(), others);
    }

    private Ran restore(Path dump, Optional<Way> way) {
        var wish = new RestoreWish(dump, way, false, false, Optional.empty(), List.of(), Optional.empty());
        return shop.run(shop.invocation(Command.RESTORE, Optional.of(shop.databaseName()))
                .with(wish));
    }

    private Path dump(String format) throws IOException, InterruptedException {
        Path file = folder.resolve("dump." + format);
        List<String> words = new ArrayList<>(List.of("pg_dump", "--file=" + file));
        words.addAll(
                switch (format) {
                    case "custom" -> List.of("--format=custom");
                    case "clean" -> List.of("--clean", "--if-exists");
                    default -> List.of();
                });
        var builder = new ProcessBuilder(words).inheritIO();
        builder.environment()
                .putAll(DatabaseUrl.parse(shop.database.url(), Map.of()).libpqEnvironment());
        assertThat(builder.start().waitFor()).isZero();
        return file;
    }
}
