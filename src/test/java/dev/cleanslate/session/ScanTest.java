package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.scan.Severity;
import dev.cleanslate.session.Invocation.ScanWish;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The command {@code scan}, from a database to its exit code and record. */
class ScanTest {

    private static final String PEOPLE = """
            CREATE TABLE users (id int PRIMARY KEY, email text, full_name text, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL);
            """;

    /** Names and addresses of people who never met, one a day. */
    private static final String REAL = PEOPLE + """
            INSERT INTO users SELECT g, lower(first || '.' || last || g || '@' || host), first || ' ' || last, at, at + interval '3 days'
            FROM (SELECT g, (array['Anna','Dimitris','Chloé','Jürgen','Nguyen','Olga','Mehmet','Siobhán','Demo','Test'])[1 + g % 10] AS first,
              (array['Example','Müller','O''Neill','Rossi','Testa','Kowalska','Papadopoulou','García','Yılmaz','Ivanova'])[1 + g * 7 % 10] AS last,
              (array['gmail.com','web.de','orange.fr','firma-example.de','uni.edu'])[1 + g % 5] AS host,
              timestamptz '2024-01-01' + g * interval '1 day 17 seconds' AS at FROM generate_series(1, 400) g) AS p;
            INSERT INTO users VALUES (1001, 'info@firma.de', 'Empfang', '2024-05-01', '2024-06-01'),
              (1002, 'sales@shop.io', 'Sales', '2024-05-02', '2024-06-01'), (1003, 'admin@verein.org', 'Demo Petrakis', '2024-05-03', '2024-06-01');
            CREATE TABLE companies (id int PRIMARY KEY, name text);
            INSERT INTO companies VALUES (1, 'Example GmbH'), (2, 'Test & Co'), (3, 'Demo Records');
            """;

    @TempDir
    Path folder;

    private Playground database(int major, String... scripts) {
        return new Playground(TestDatabases.of(major).create(scripts), folder);
    }

    private static Ran scan(Playground playground) {
        return scan(playground, playground.database.url(), ScanWish.USUAL);
    }

    private static Ran scan(Playground playground, String url, ScanWish wish) {
        return Scanned.of(playground, url, wish).ran();
    }

    private static List<JsonNode> findings(Ran ran) {
        return new Scanned(ran).findings();
    }

    private static List<String> found(Ran ran) {
        return new Scanned(ran).found();
    }

    private static String unread(Ran ran) {
        return new Scanned(ran).unread();
    }

    @Nested
    class IsClean {

        @ParameterizedTest
        @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
        void ofPeopleWhoAreReal(int major) {
            Ran ran = scan(database(major, REAL));

            assertThat(found(ran)).noneMatch(f -> f.startsWith("critical") || f.startsWith("warning"));
            assertThat(ran.exitCode()).isZero();
        }

        @Test
        void ofAnImportOfPeopleWhoAreReal() {
            Ran ran = scan(database(
                    TestDatabases.NEWEST,
                    REAL,
                    "UPDATE users SET created_at = '2024-03-03 03:03:03', updated_at = '2024-03-03 03:03:03'"));

            assertThat(found(ran)).contains("note same-millisecond users.created_at 403");
            assertThat(ran.exitCode()).isZero();
        }

        @Test
        void butNotWhereNotesAreToFailIt() {
            Playground imported = database(
                    TestDatabases.NEWEST,
                    REAL,
                    "UPDATE users SET created_at = '2024-03-03 03:03:03', updated_at = created_at");

            assertThat(scan(imported, imported.database.url(), new ScanWish(Severity.NOTE, 100, OptionalLong.empty()))
                            .exitCode())
                    .isEqualTo(1);
        }
    }

    @Nested
    class Finds {

        @ParameterizedTest
        @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
        void demoPeopleAmongRealOnesToTheRow(int major) {
            Ran ran = scan(database(major, REAL, """
                    INSERT INTO users SELECT 5000 + g, 'user' || g || '@example.com', 'Test User ' || g, '2024-07-01 12:00:00', '2024-07-01 12:00:00'
                    FROM generate_series(1, 150) g"""));

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(found(ran))
                    .contains(
                            "critical demo-email users.email 150",
                            "critical numbered-mailbox users.email 150",
                            "critical demo-person users.full_name 150",
                            "critical same-millisecond users.created_at 150")
                    .noneMatch(f -> f.startsWith("warning"));
            JsonNode first = findings(ran).get(0);
            assertThat(first.path("keys").size()).isEqualTo(100);
            assertThat(first.path("keys").path(0).path(0).asInt()).isGreaterThan(5000);
            assertThat(first.path("first").asString()).startsWith("2024-07-01 12:00:00");
            assertThat(ran.record().toString()).doesNotContain("user1@example.com");
        }

        @Test
        void weakEvidenceThatAddsUp() {
            Ran ran = scan(database(TestDatabases.NEWEST, REAL, """
                    INSERT INTO users SELECT 5000 + g, 'demo' || g || '@verein.org', 'Ann Bee', '2024-07-01 12:00:00', '2024-07-01 12:00:00' FROM generate_series(1, 100) g;
                    INSERT INTO users VALUES (6000, 'demo7@firma.de', 'Ann Bee', '2024-08-01 12:00:00', '2024-08-05 12:00:00')"""));

            assertThat(found(ran))
                    .contains("critical demo-mailbox users.email 100", "warning demo-mailbox users.email 1");
        }

        @Test
        void asManyKeysAsAreAskedFor() {
            Playground demo = database(TestDatabases.NEWEST, PEOPLE, """
                    INSERT INTO users SELECT g, 'u' || g || '@shop.test', 'Ann Bee', timestamptz '2024-01-01' + g * interval '1 hour', '2025-01-01' FROM generate_series(1, 3000) g""");

            assertThat(keys(scan(demo, demo.database.url(), new ScanWish(Severity.WARNING, 7, OptionalLong.empty()))))
                    .isEqualTo(7);
            assertThat(keys(scan(
                            demo,
                            demo.database.url(),
                            new ScanWish(Severity.WARNING, Integer.MAX_VALUE, OptionalLong.empty()))))
                    .isEqualTo(3000);
        }

        private int keys(Ran ran) {
            return findings(ran).get(0).path("keys").size();
        }

        @Test
        void orphansAndSequencesThatLag() {
            Ran ran = scan(database(TestDatabases.OLDEST, """
                    CREATE TABLE customers (id serial PRIMARY KEY, code text);
                    CREATE TABLE orders (id serial PRIMARY KEY, customer_id int);
                    INSERT INTO customers SELECT g, 'c' || g FROM generate_series(1, 20) g;
                    INSERT INTO orders (customer_id) SELECT 11 + g FROM generate_series(1, 20) g"""));

            assertThat(found(ran))
                    .containsExactly("warning orphan orders.customer_id 11", "warning sequence-behind customers.id 20");
        }

        @Test
        void theDemoDataOfTheGym() throws Exception {
            Ran ran = scan(database(
                    TestDatabases.NEWEST,
                    Files.readString(Path.of("suites/gym/schema.sql")),
                    Files.readString(Path.of("suites/gym/data.sql"))));

            assertThat(found(ran))
                    .contains(
                            "critical demo-email user_profiles.email 40",
                            "critical numbered-mailbox user_profiles.email 32");
            assertThat(findings(ran))
                    .filteredOn(f -> f.path("detector").asString().equals("demo-email"))
                    .map(f -> f.path("advice").asString())
                    .containsExactlyInAnyOrder("wipe: [user_profiles]", "wipe: [auth.users]");
        }
    }

    @Nested
    class GoesOn {

        @Test
        void aroundTablesItMayNotRead() {
            Playground playground = database(TestDatabases.NEWEST, REAL, """
                    CREATE TABLE secrets (id int PRIMARY KEY, email text);
                    CREATE TABLE hidden (id int PRIMARY KEY, email text);
                    ALTER TABLE hidden ENABLE ROW LEVEL SECURITY;
                    CREATE POLICY mine ON hidden USING (id = 0)""");
            var role = playground.database.role("");
            playground.execute("GRANT SELECT ON users, companies, hidden TO " + role.name());
            Ran ran = scan(playground, role.url(), ScanWish.USUAL);

            assertThat(unread(ran)).contains("secrets.: this role may not read it", "hidden.: row-level security");
            assertThat(ran.record().path("scan").path("tables").asInt()).isEqualTo(4);
            assertThat(ran.outcome()).isEqualTo("error");
            assertThat(ran.exitCode()).isEqualTo(4);
        }

        @Test
        void aroundWhatIsContaminatedFirst() {
            Playground playground = database(
                    TestDatabases.NEWEST,
                    PEOPLE
                            + "INSERT INTO users VALUES (1, 'a@shop.test', 'x', now(), now()); CREATE TABLE a_secret (id int)");
            var role = playground.database.role("");
            playground.execute("GRANT SELECT ON users TO " + role.name());

            assertThat(scan(playground, role.url(), ScanWish.USUAL).exitCode()).isEqualTo(1);
        }

        @Test
        void throughTheOddestTables() {
            String wide =
                    IntStream.range(0, 1590).mapToObj(i -> "c" + i + " text").collect(Collectors.joining(", "));
            Ran ran = scan(database(
                    TestDatabases.NEWEST,
                    "CREATE TABLE wide (email text, " + wide
                            + "); INSERT INTO wide (email, c1589) VALUES ('a@x.test', 'b@y.test')",
                    """
                    CREATE SCHEMA "Od""d";
                    CREATE TABLE "Od""d"."Us'er s" ("Pri""mary" int PRIMARY KEY, "E-Mail" text, "created At" timestamptz);
                    INSERT INTO "Od""d"."Us'er s" VALUES (1, 'a@shop.test', 'infinity'), (2, 'b''"%s\\@shop.test', '-infinity');
                    CREATE TABLE blobs (id int, photo bytea, email bytea);
                    INSERT INTO blobs VALUES (1, '\\xdeadbeef', '\\x00ff');
                    CREATE FUNCTION fails() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
                    CREATE VIEW broken AS SELECT fails() AS email;
                    CREATE TABLE parts (id int, email text, at date) PARTITION BY RANGE (at);
                    CREATE TABLE part_1 PARTITION OF parts FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
                    INSERT INTO parts VALUES (1, 'a@part.test', '2024-02-02');
                    CREATE TABLE parent (id int, email text); CREATE TABLE heir () INHERITS (parent);
                    INSERT INTO heir VALUES (1, 'a@heir.test');
                    CREATE MATERIALIZED VIEW copied AS SELECT * FROM parts;
                    CREATE TABLE empty_one (email text)"""));

            assertThat(unread(ran)).isEmpty();
            assertThat(found(ran))
                    .contains(
                            "critical demo-email wide.email 1",
                            "critical demo-email parts.email 1",
                            "critical demo-email copied.email 1",
                            "critical demo-email heir.email 1")
                    .anyMatch(f -> f.startsWith("critical demo-email Od\"d.Us'er s.E-Mail 2"))
                    .noneMatch(f -> f.contains(" parent.") || f.contains("part_1"));
        }

        /** Of a column that is computed when it is read, one row is enough to make every query of it fail. */
        @Test
        void aroundAColumnThatCannotBeRead() {
            Ran ran = scan(database(TestDatabases.NEWEST, """
                    CREATE TABLE users (id int PRIMARY KEY, email text, phone text GENERATED ALWAYS AS ((1000 / (id - 5))::text) VIRTUAL, login text);
                    INSERT INTO users (id, email, login) SELECT g, 'a' || g || '@shop.test', 'test' FROM generate_series(1, 300) g"""));

            assertThat(unread(ran)).isEqualTo("users.phone: reading it failed (SQLSTATE 22012)");
            assertThat(found(ran))
                    .contains("critical demo-email users.email 300", "critical demo-user-name users.login 300");
            assertThat(ran.messages()).contains("users.phone was not looked at", "not called clean");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
    void ofADatabaseWithoutTablesNobodyCanSayThatItIsClean(int major) {
        Ran ran = scan(database(major));

        assertThat(ran.messages()).contains("no table was looked at", "Is it the right database?");
        assertThat(ran.exitCode()).isEqualTo(4);
    }

    @Test
    void changesNothingAndHoldsNoWriterUp() {
        Playground playground = database(TestDatabases.NEWEST, REAL);
        String before = playground.number("SELECT count(*) FROM users") + "";
        try (var writer = playground.database.admin()) {
            writer.begin(dev.cleanslate.postgres.Isolation.READ_COMMITTED, false);
            writer.execute("UPDATE users SET full_name = full_name");
            assertThat(scan(playground).exitCode()).isZero();
            writer.commit();
        }
        assertThat(playground.number("SELECT count(*) FROM users") + "").isEqualTo(before);
    }

    @Test
    void aPhoneNumberIsNoNumberThatMayBeShown() {
        Playground shop = database(
                TestDatabases.NEWEST,
                "CREATE TABLE people (id int PRIMARY KEY, phone text);"
                        + " INSERT INTO people SELECT g, '2025550' || 100 + g FROM generate_series(1, 60) g;");

        Ran ran = scan(shop);

        assertThat(findings(ran)).isNotEmpty();
        assertThat(ran.record().path("findings").toString()).contains("2***").doesNotContain("2025550101");
    }

    @Test
    void whereBurstsWereLookedForInASampleItIsSaidAndNowhereElse() {
        Playground shop = database(
                TestDatabases.NEWEST,
                "CREATE TABLE parcels (id int PRIMARY KEY, created_at timestamptz);"
                        + " INSERT INTO parcels SELECT g, now() FROM generate_series(1, 200001) g;",
                PEOPLE + "INSERT INTO users SELECT g, 'a' || g || '@firma.de', 'Anna Rossi', timestamptz '2020-01-01'"
                        + " + g * interval '61 seconds', timestamptz '2026-01-01' FROM generate_series(1, 200001) g;");

        Ran ran = scan(shop);

        assertThat(ran.record().path("notes").toString()).contains("in a sample of blocks of users:");
    }

    @Test
    void aSampleIsLookedAtWhereItIsAskedForAndSaidToBeOne() {
        Playground shop = database(
                TestDatabases.NEWEST,
                PEOPLE
                        + "INSERT INTO users SELECT g, 'demo' || g || '@example.com', 'Demo User', timestamptz '2020-01-01'"
                        + " + g * interval '61 seconds', timestamptz '2026-01-01' FROM generate_series(1, 50000) g; ANALYZE users;"
                        + " CREATE TABLE few (id int PRIMARY KEY, email text); INSERT INTO few VALUES (1, 'demo@example.com');");

        Ran whole = scan(shop);
        Ran part = scan(shop, shop.database.url(), new ScanWish(Severity.WARNING, 100, OptionalLong.of(5_000)));

        assertThat(whole.record().at("/scan/sampled")).isEmpty();
        assertThat(found(whole)).contains("critical demo-email users.email 50000", "critical demo-email few.email 1");
        JsonNode sampled = part.record().at("/scan/sampled/0");
        assertThat(sampled.path("table").asString()).isEqualTo("users");
        assertThat(sampled.path("percent").asDouble()).isBetween(9.0, 11.0);
        assertThat(sampled.path("rows").asLong()).isBetween(1_000L, 10_000L);
        assertThat(found(part))
                .contains("critical demo-email users.email "
                        + sampled.path("rows").asLong())
                .contains("critical demo-email few.email 1");
        assertThat(part.record().path("notes").toString()).contains("only a sample of whole blocks", "users (");
        assertThat(part.record().at("/scan/rows").asLong())
                .isEqualTo(sampled.path("rows").asLong() + 1);
    }

    @Test
    void theAdviceKeepsWhatIsRealAndNothingElse() {
        Playground shop = database(TestDatabases.NEWEST, """
                CREATE TABLE users (id int PRIMARY KEY, "E-Mail" text, phone text);
                INSERT INTO users SELECT g, CASE WHEN g <= 300 THEN 'anna' || g || '@firma.de' WHEN g <= 320 THEN 'x' || g || '@example.org'
                  WHEN g <= 340 THEN 'y' || g || '@mailinator.com' ELSE 'z' || g || '@test.com' END,
                  CASE WHEN g > 330 THEN '+1 202 555 01' || lpad((g % 100)::text, 2, '0') ELSE '+49 30 ' || 5550000 + g END
                FROM generate_series(1, 360) g;
                """);

        Ran ran = scan(shop);

        List<JsonNode> advised = findings(ran).stream()
                .filter(f -> f.path("advice").asString().matches("keep-rows: .* is not true\" }"))
                .toList();
        assertThat(advised).extracting(f -> f.path("detector").asString()).contains("demo-email", "reserved-phone");
        assertThat(advised).allSatisfy(f -> {
            String predicate = f.path("advice")
                    .asString()
                    .replaceAll("^keep-rows: \\{ users: \"|\" }$", "")
                    .replace("\\\"", "\"");
            long all = findings(ran).stream()
                    .filter(other -> other.path("detector").equals(f.path("detector")))
                    .mapToLong(other -> other.path("rows").asLong())
                    .sum();
            assertThat(shop.number("SELECT count(*) FROM users WHERE NOT (" + predicate + ")"))
                    .as(f.path("advice").asString())
                    .isEqualTo(all);
        });
    }

    @Test
    void adviceNobodyCouldReadPointsToAReviewInstead() {
        Playground shop = database(TestDatabases.NEWEST, """
                CREATE TABLE users (id int PRIMARY KEY, name text);
                INSERT INTO users SELECT g, CASE WHEN g <= 300 THEN 'Anna ' || chr(65 + g % 26) || 'olm' ELSE 'Demo' END
                FROM generate_series(1, 360) g;
                """);

        Ran ran = scan(shop);

        assertThat(findings(ran))
                .filteredOn(f -> f.path("detector").asString().equals("demo-name"))
                .extracting(f -> f.path("advice").asString())
                .containsExactly(
                        "Look at these rows. If they are not real: have the rows written down with scan --freeze FILE --finding demo-name/users.name, review"
                                + " them, and then: keep-rows: { users: { all-but: { finding: demo-name/users.name, reviewed: FILE } } }");
        assertThat(findings(ran))
                .allSatisfy(f -> assertThat(f.path("advice").asString()).hasSizeLessThan(260));
    }

    /** Tables are read side by side, so the order in which they are done is another one each time. */
    @Test
    void theWorstFindingsStandFirstAndThenTheyAreInTheOrderOfTheirNames() {
        String tables = IntStream.range(0, 12)
                .mapToObj(i -> """
                        CREATE TABLE t%1$d (id int PRIMARY KEY, email text, note text);
                        INSERT INTO t%1$d SELECT g, 'x' || g || '@example.org', 'test' FROM generate_series(1, %2$d) g;
                        INSERT INTO t%1$d SELECT g, 'anna' || g * 7919 || '@firma.de', 'fine' FROM generate_series(1001, 1200) g;
                        """.formatted(i, i % 3 == 0 ? 3 : (i + 1) * 17))
                .collect(Collectors.joining());
        Playground shop = database(TestDatabases.NEWEST, tables);

        Ran first = scan(shop);
        Ran second = scan(shop);

        assertThat(names(first)).hasSizeGreaterThan(12).isSorted().isEqualTo(names(second));
        assertThat(columns(first)).isNotEmpty().isEqualTo(columns(second));
    }

    private static List<String> names(Ran ran) {
        return findings(ran).stream()
                .map(f -> List.of("critical", "warning", "note")
                                .indexOf(f.path("severity").asString())
                        + " " + f.path("table").asString() + " "
                        + f.path("detector").asString() + " "
                        + f.path("column").asString(""))
                .toList();
    }

    private static String columns(Ran ran) {
        return ran.record().at("/scan/columns").toString();
    }

    @Test
    void eachTableIsToldWithItsOwnRows() throws Exception {
        Playground shop = database(
                TestDatabases.NEWEST,
                "CREATE TABLE a (id int PRIMARY KEY); INSERT INTO a SELECT generate_series(1, 30);",
                "CREATE TABLE b (id int PRIMARY KEY); INSERT INTO b SELECT generate_series(1, 12);");

        Ran ran = scan(shop);

        assertThat(Files.readAllLines(ran.folder().resolve("journal.jsonl")))
                .filteredOn(line -> line.contains("\"progress\""))
                .anyMatch(line -> line.contains("\"what\":\"a\"") && line.contains("\"rows\":30,"))
                .anyMatch(line -> line.contains("\"what\":\"b\"") && line.contains("\"rows\":12,"));
    }
}
