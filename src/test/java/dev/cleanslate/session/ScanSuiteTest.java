package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.session.Invocation.ScanWish;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a suite says of the scan, and what comes of it. */
class ScanSuiteTest {

    private static final String USERS = """
            CREATE TABLE users (id int PRIMARY KEY, email text, nickname text, remark text, age int, cash numeric);
            INSERT INTO users SELECT g, 'p' || g || '@firma.de', 'test', 'demo', 30, 0 FROM generate_series(1, 30) g;
            INSERT INTO users VALUES (101, 'sales@ourcompany.test', 'sal', 'x', 1, 12.5),
              (102, 'trn7@firma.de', 'trn8', null, 2, 0), (103, 'ANNA@Firma.de', 'n/a later', null, 3, 0);
            """;

    @TempDir
    Path folder;

    private Playground users(String scan) {
        return new Playground(TestDatabases.of(TestDatabases.NEWEST).create(USERS), folder)
                .suite("suite: shop\nscan:\n" + scan.indent(2));
    }

    private static Ran scan(Playground playground) {
        return playground.run(playground
                .invocation(Command.SCAN, Optional.empty())
                .scanning(new ScanWish(dev.cleanslate.scan.Severity.WARNING, 100, java.util.OptionalLong.empty())));
    }

    /** Without the series that p1, p2 and so on are: it is none of these tests' business. */
    private static List<String> found(Ran ran) {
        return ran.record()
                .path("findings")
                .valueStream()
                .filter(f -> !f.path("detector").asString().equals("numbered-series"))
                .map(f -> f.path("severity").asString() + " "
                        + f.path("detector").asString() + " " + f.path("column").asString("") + " "
                        + f.path("rows").asLong())
                .sorted()
                .toList();
    }

    private static String columns(Ran ran) {
        return ran.record()
                .path("scan")
                .path("columns")
                .valueStream()
                .map(c -> c.path("column").asString() + " is " + c.path("kind").asString() + ", "
                        + c.path("reason").asString())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void turnsDetectorsOff() {
        Ran ran = scan(users("off: [demo-email, demo-user-name, never-touched]"));

        assertThat(found(ran)).noneMatch(f -> f.contains("demo-email") || f.contains("demo-user-name"));
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void correctsWhatColumnsHold() {
        Ran ran = scan(users("columns: { users: { nickname: none, remark: user-name } }"));

        assertThat(found(ran)).contains("warning demo-user-name remark 30").noneMatch(f -> f.contains(" nickname "));
        assertThat(columns(ran))
                .contains("remark is user-name, the suite says so (", "suite.yaml:3:47)")
                .contains("nickname is none, the suite says so (")
                .contains("it was taken for: user name, since its name says so");
    }

    @Nested
    class AddsDetectors {

        @Test
        void asTheDesignHasIt() {
            Ran ran = scan(
                    users(
                            "detectors: [ { id: house-accounts, table: users, where: \"email like '%@ourcompany.test'\", severity: critical } ]"));

            assertThat(found(ran)).contains("critical house-accounts  1");
            assertThat(ran.record().path("findings").toString()).contains("keep-rows: { users: ", "id not in ('101')");
            assertThat(ran.exitCode()).isEqualTo(1);
        }

        @Test
        void ofEveryForm() {
            Ran ran = scan(users("""
                    off: [demo-email, demo-user-name]
                    detectors:
                      - { id: trainees, about: "Accounts of a training.", regex: "^trn[0-9]+", kinds: [email, user-name], table: users }
                      - { id: stand-ins, like: ["n/a%", "%tbd%"], columns: { users: [nickname, age] }, severity: note }
                      - { id: known-demo, file: demo.txt, kinds: [email], severity: critical }
                      - { id: heavy, table: users, where: "cash > 5 -- in cash" }
                    """).file("shop/demo.txt", "# known\nanna@firma.de\n"));

            assertThat(found(ran))
                    .contains(
                            "warning trainees email 1",
                            "warning trainees nickname 1",
                            // Its row is critical by another, and a finding holds rows of one severity.
                            "critical stand-ins nickname 1",
                            "critical known-demo email 1",
                            "warning heavy  1");
            assertThat(ran.record().toString())
                    .contains("Accounts of a training.")
                    .doesNotContain("trn7@firma.de");
        }

        @Test
        void andAdvisesWithTheNameOfAFileInsteadOfItsLines() {
            Ran ran = scan(users("""
                    off: [demo-email, demo-user-name]
                    detectors: [ { id: known-demo, file: demo.txt, kinds: [email], severity: critical } ]""")
                    .file(
                            "shop/demo.txt",
                            IntStream.range(1, 10)
                                    .mapToObj("p%d@firma.de\n"::formatted)
                                    .collect(Collectors.joining())));

            assertThat(found(ran)).contains("critical known-demo email 9");
            assertThat(ran.record().path("findings").toString())
                    .contains("keep-rows: { users: ", "whose email is in none of the lines of demo.txt")
                    .doesNotContain("p3@firma.de");
        }

        @Test
        void thatSaySoOfNoRow() {
            Ran ran = scan(users("""
                    off: [demo-email, demo-user-name]
                    detectors: [ { id: nobody, table: users, where: "age > 200" } ]"""));

            assertThat(found(ran)).noneMatch(f -> f.contains("nobody"));
            assertThat(ran.steps().map(step -> step.get("name").asString())).contains("users: nobody");
            assertThat(ran.exitCode()).isZero();
        }
    }

    @Nested
    class IsRefusedBeforeAnythingIsRead {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            off: [demo-emial]                                            | 3:9: scan turns off "demo-emial", but there is no such detector. Did you mean "demo-email"?
            columns: { user: { nickname: none } }                        | no such table exists in … Did you mean "users"?
            columns: { users: { nicknam: none } }                        | has no column "nicknam". Did you mean "nickname"?
            columns: { users: { nickname: user-nam } }                   | no kind of column called "user-nam". Did you mean "user-name"?
            columns: { users: { age: email } }                           | is of type integer, which cannot hold "email"
            zero: { users: [email] }                                     | only a number can be zero
            detectors: [ { id: demo-email, table: users, where: "true" } ] | is one that the scan has itself
            detectors: [ { id: a, table: users, where: "emial = ''" } ]  | 3:46: the detector "a" cannot be asked of users: column "emial" does not exist (at character 1)
            detectors: [ { id: a, table: users, where: "age" } ]         | must be type boolean
            detectors: [ { id: a, table: users, where: "age = $1" } ]    | it has a parameter
            detectors: [ { id: a, table: users, where: "true; drop table users" } ] | it holds a semicolon
            detectors: [ { id: a, table: users, where: "true) or (true" } ] | one SQL expression
            detectors: [ { id: a, table: users, where: "count(*) > 1" } ] | aggregate functions are not allowed
            detectors: [ { id: a, regex: "(a", kinds: [email] } ]        | 3:32: the detector "a" cannot be asked: invalid regular expression: parentheses () not balanced
            detectors: [ { id: a, like: ['a\\'], kinds: [email] } ]       | ends in an escape
            detectors: [ { id: a, file: none.txt, kinds: [email] } ]     | does not exist
            ledgers: [ { table: users, column: cash, equals: "select 1" } ] | the ledger of users.cash cannot be asked
            ledgers: [ { table: users, column: email, equals: "select 1, 2" } ] | a ledger is for numbers
            """)
        void withThePlaceAndTheMend(String scan, String said) {
            Playground playground = users(scan);
            int exitCode = scan(playground).exitCode();
            Ran ran = Ran.latest(exitCode, playground.reports);

            assertThat(ran.record().toString().replace("\\\"", "\"").replace("\\\\", "\\"))
                    .contains(said.split(" … "));
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(playground.number("SELECT count(*) FROM users")).isEqualTo(33);
        }
    }

    @Nested
    class SurvivesWhatItIsAsked {

        @Test
        void whenItFailsOnARow() {
            Ran ran = scan(users("detectors: [ { id: ratio, table: users, where: \"1 / (age - 30) > 5\" } ]"));

            assertThat(ran.messages())
                    .contains(
                            "the suite's detector ratio (",
                            "could not be asked of it: reading it failed (SQLSTATE 22012)",
                            "not called clean");
            assertThat(found(ran)).contains("critical demo-email email 1");
        }

        @Test
        void whenItTakesForEver() {
            Ran ran = scan(users("""
                    timeout: 1s
                    detectors:
                      - { id: sleepy, table: users, where: "pg_sleep(1) is null" }
                      - { id: spotless, table: users, where: "nickname = 'sal'", severity: note }"""));

            assertThat(ran.messages())
                    .contains("the suite's detector sleepy (", "reading it took too long", "not called clean")
                    .doesNotContain("spotless (");
            assertThat(found(ran)).contains("critical demo-email email 1", "critical spotless  1");
        }

        @Test
        void whenItMeansHarm() {
            Playground playground = users("""
                    detectors:
                      - { id: wipes, table: users, where: "harm() > 0" }
                      - { id: draws, table: users, where: "nextval('counted') > 0" }
                      - { id: looks-elsewhere, table: users, where: "exists (select from pg_catalog.pg_class)", severity: note }""");
            playground.execute("""
                    CREATE SEQUENCE counted;
                    CREATE FUNCTION harm() RETURNS int LANGUAGE plpgsql AS $$ BEGIN DELETE FROM users; RETURN 1; END $$""");
            Ran ran = scan(playground);

            assertThat(ran.messages())
                    .contains("the suite's detector wipes (", "the suite's detector draws (", "(SQLSTATE 25006)");
            assertThat(playground.number("SELECT count(*) FROM users")).isEqualTo(33);
            assertThat(playground.number("SELECT last_value + is_called::int FROM counted"))
                    .isEqualTo(1);
            assertThat(found(ran)).contains("critical demo-email email 1");
        }
    }

    @Nested
    class AddsUp {

        @Test
        void whatHasToBeZero() {
            Ran ran = scan(users("off: [demo-email, demo-user-name]\nzero: { users: [cash] }"));

            assertThat(found(ran)).contains("warning not-zero cash 1");
            assertThat(ran.record().path("findings").toString()).contains("reset: { users: { cash: 0 } }");
        }

        @Test
        void whatALedgerSays() {
            Playground playground = users("""
                    off: [demo-email, demo-user-name, numbered-series]
                    ledgers: [ { table: accounts, column: balance, equals: "select account_id, sum(amount) from entries group by 1;" } ]""");
            playground.execute("""
                    CREATE TABLE accounts (id int PRIMARY KEY, balance money);
                    CREATE TABLE entries (account_id int REFERENCES accounts, amount numeric);
                    INSERT INTO accounts VALUES (1, 10), (2, 5), (3, 0), (4, null), (5, 7);
                    INSERT INTO entries VALUES (1, 4), (1, 6), (2, 4), (4, 1), (4, -1)""");
            Ran ran = scan(playground);

            assertThat(found(ran)).containsExactly("warning ledger balance 2");
            assertThat(ran.record().path("findings").path(0).path("keys").toString())
                    .isEqualTo("[[\"2\"],[\"5\"]]");
        }
    }

    @Nested
    class TriesPasswords {

        private static final String ACCOUNTS = """
                CREATE TABLE members (id int PRIMARY KEY, email text, role text, password_hash text);
                INSERT INTO members SELECT g, 'p' || g || '@firma.de', 'member', 'x$y' FROM generate_series(1, 900) g;
                INSERT INTO members VALUES
                  (1001, 'anna@firma.de', 'ADMIN', '$2b$04$QeM4biH6hQcwZKn4P2TAOuXQxKn.KU63zcjWlEo2OClWBqDJqtg3O'),
                  (1002, 'otto@firma.de', 'member', '!'), (1003, 'otto2@firma.de', 'member', null),
                  (1004, 'bea@firma.de', 'member', '$argon2id$v=19$m=4194304,t=3,p=4$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'),
                  (1005, 'carl@firma.de', 'member', 'carl'), (1006, 'dora@firma.de', 'member', 'Seeded!2031'),
                  (1007, 'emil@firma.de', 'member', 'Gone!2032');
                """;

        private Playground members(String suite) {
            Playground playground = new Playground(
                            TestDatabases.of(TestDatabases.OLDEST).create(ACCOUNTS), folder)
                    .suite("suite: shop\n" + suite)
                    .file("shop/seeded.txt", "Seeded!2031\n");
            playground.environment.put("OLD_PASSWORDS", "Gone!2032\nelse");
            return playground;
        }

        @Test
        void ofAllWhereThereAreFewAndSaysWhoHasNone() {
            Playground few = members("scan: { off: [numbered-series] }");
            few.execute("DELETE FROM members WHERE id <= 900; ANALYZE members;"
                    + " INSERT INTO members VALUES (1008, 'gero@firma.de', 'member', 'quite another')");

            Ran ran = scan(few);

            assertThat(ran.record().path("notes").toString())
                    .containsPattern(
                            "of 8 accounts \\(all\\) were tried.* 2 of them have no password that could be tried\\.");
        }

        @Test
        void ofAdministratorsTheNewestAndTheOldestWhereThereAreMany() {
            Ran ran = scan(
                    members(
                            "scan: { off: [numbered-series], passwords: { try-file: seeded.txt, also: \"env:OLD_PASSWORDS\" } }"));

            assertThat(found(ran)).containsExactly("critical default-password password_hash 4");
            assertThat(ran.record().path("findings").valueStream())
                    .filteredOn(finding -> finding.path("detector").asString().equals("default-password"))
                    .singleElement()
                    .satisfies(finding ->
                            assertThat(finding.path("keys").toString()).contains("1001", "1005", "1006", "1007"));
            assertThat(ran.record().path("notes").toString())
                    .contains("of 907 accounts (those that look like administrators', the newest and the oldest")
                    .contains("1 more have a hash that demands more time or memory")
                    .contains("more have a hash of a format that is not known here");
            assertThat(ran.record().toString())
                    .contains("***@f***.de")
                    .doesNotContain("changeme", "Seeded!2031", "Gone!2032", "$2b$04$", "anna@", "\"carl");
        }

        @Test
        void ofThoseThatTheSuiteKeeps() {
            Ran ran = scan(members("phases: [ { name: A, keep-rows: { members: \"members.id in (1001, 7)\" } } ]"));

            assertThat(found(ran)).containsExactly("critical default-password password_hash 1");
            assertThat(ran.record().path("notes").toString()).contains("those that the suite keeps");
        }

        @Test
        void unlessItIsOff() {
            Ran ran = scan(members("scan: { off: [default-password] }"));

            assertThat(found(ran)).isEmpty();
            assertThat(ran.record().path("notes").toString()).doesNotContain("Passwords of");
            assertThat(ran.exitCode()).isZero();
        }

        @Test
        void andMissesAVariableThatIsNotSet() {
            Ran ran = scan(members("scan: { passwords: { also: \"env:NOWHERE\" } }"));

            assertThat(ran.record().path("message").asString()).contains("the variable NOWHERE is not set");
            assertThat(ran.exitCode()).isEqualTo(2);
        }
    }
}
