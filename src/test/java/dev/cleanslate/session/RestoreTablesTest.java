package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single tables come back beside what is there. */
class RestoreTablesTest {

    private static final int MAJOR = 15;

    private static final String ODD = """
            CREATE SCHEMA "Odd One";
            CREATE TYPE "Odd One".mood AS ENUM ('so', 'very so');
            CREATE TABLE "Odd One"."Mixed ""Case"" Name" (id serial PRIMARY KEY, "Mood" "Odd One".mood NOT NULL DEFAULT 'so',
              twice int GENERATED ALWAYS AS (2 * 21) STORED, body text DEFAULT 'ALTER TABLE ONLY public.orders x' CHECK (body <> ''));
            INSERT INTO "Odd One"."Mixed ""Case"" Name" ("Mood", body)
              VALUES ('very so', E'COPY public.orders FROM stdin;\n\\\\.\nx'), ('so', DEFAULT);
            CREATE TABLE "Odd One".orders (id int);
            CREATE TABLE heirs () INHERITS (products);
            CREATE TABLE parts (id int, day date) PARTITION BY RANGE (day);
            CREATE TABLE parts_2026 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            INSERT INTO parts VALUES (1, '2026-11-21')
            """;

    @TempDir
    private Path folder = Path.of("");

    private PutBackShop there;

    @BeforeAll
    static void needsClientTools() {
        Needs.pgDump(MAJOR);
    }

    @BeforeEach
    void anOddShopAndItsBackup() {
        Playground shop = Playground.shop(MAJOR, folder);
        shop.execute(ODD);
        there = PutBackShop.of(shop).emptied();
    }

    @Test
    void withTheirRowsAndNothingElseChanged() {
        String before = there.state();

        Ran ran = there.restore(there.tables("users", "public.orders", "Mixed \"Case\" Name", "parts_2026"));

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(there.state()).isEqualTo(before);
        assertThat(there.shop().count("beside.orders")).isEqualTo(300);
        assertThat(there.shop().count("beside.users")).isEqualTo(40);
        assertThat(there.shop().count("beside.parts_2026")).isEqualTo(1);
        assertThat(there.shop().count("parts")).isEqualTo(1);
        assertThat(there.shop()
                        .number("SELECT count(*) FROM beside.\"Mixed \"\"Case\"\" Name\" b JOIN"
                                + " \"Odd One\".\"Mixed \"\"Case\"\" Name\" o ON b::text = o::text"))
                .isEqualTo(2);
        assertThat(PutBackShop.notes(ran)).contains("4 tables, the same rows by count and fingerprint");
    }

    @Test
    void onlyOnTheOptIn() {
        Ran ran = there.restore(there.tables("users"), java.util.Optional.empty());

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.messages()).contains("not executed").doesNotContain("--rows");
        assertThat(schemas()).isZero();
    }

    @Test
    void notWhenTheyAreNotInTheBackupOrInItTwice() {
        refused(2, "--table user: the backup holds no such table", "user");
        refused(2, "the backup holds more than one: Odd One.orders, public.orders", "orders");
        refused(3, "have the same name in different schemas", "public.orders", "Odd One.orders");
    }

    @Test
    void notWhenTheyCannotStandAlone() {
        refused(3, "INHERITS", "heirs");
    }

    @Test
    void notIntoASchemaThatIsThere() {
        there.shop().execute("CREATE SCHEMA beside");
        Ran ran = there.restore(there.tables("users"));

        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.messages()).contains("schema \"beside\" already exists");
    }

    private void refused(int exitCode, String words, String... tables) {
        Ran ran = there.restore(there.tables(tables));

        assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(exitCode);
        assertThat(ran.messages()).contains(words);
        assertThat(schemas()).isZero();
    }

    private long schemas() {
        return there.shop().number("SELECT count(*) FROM pg_namespace WHERE nspname = 'beside'");
    }
}
