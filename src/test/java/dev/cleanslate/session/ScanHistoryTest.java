package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.scan.Severity;
import dev.cleanslate.session.Invocation.ScanWish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans of one database, one after the other. */
class ScanHistoryTest {

    private static final ScanWish NEW_ONLY = new ScanWish(Severity.WARNING, true, 100);

    @TempDir
    Path folder;

    private Playground shop;

    @BeforeEach
    void aShop() {
        shop = Playground.shop(TestDatabases.NEWEST, folder);
    }

    private Ran scan(ScanWish wish, String url) {
        return shop.run(new Invocation(
                        Command.SCAN,
                        Optional.empty(),
                        Optional.of(url),
                        List.of("shop"),
                        List.of(),
                        shop.suites,
                        shop.reports,
                        Consent.NONE,
                        Optional.empty(),
                        new Invocation.Output(false, false, false),
                        shop.environment)
                .scanning(wish));
    }

    private Ran scan(ScanWish wish) {
        return scan(wish, shop.database.url());
    }

    /** {@code new demo-email/users.email 0 40} */
    private static String changes(Ran ran) {
        return ran.record()
                .path("scan")
                .path("comparison")
                .path("changes")
                .valueStream()
                .map(c -> c.path("change").asString() + " " + c.path("id").asString() + " "
                        + c.path("before").asLong() + " " + c.path("now").asLong())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private Path history() throws IOException {
        try (var files = Files.walk(shop.reports)) {
            return files.filter(f -> f.endsWith("scan-history.jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void tellWhatIsNewWhatIsMoreAndWhatIsGone() throws IOException {
        Ran first = scan(NEW_ONLY);
        Ran second = scan(NEW_ONLY);
        shop.database.run("INSERT INTO users (email) VALUES ('user99@example.com')");
        Ran third = scan(NEW_ONLY);
        shop.database.run(
                "DELETE FROM orders; DELETE FROM users;"
                        + " CREATE TABLE staff (id int PRIMARY KEY, email text); INSERT INTO staff VALUES (1, 'demo@example.com')");
        Ran fourth = scan(NEW_ONLY);

        assertThat(first.exitCode()).isEqualTo(1);
        assertThat(changes(first)).contains("new demo-email/users.email 0 40");
        assertThat(second.exitCode()).isZero();
        assertThat(changes(second))
                .contains("same demo-email/users.email 40 40")
                .doesNotContain("new ");
        assertThat(third.exitCode()).isEqualTo(1);
        assertThat(changes(third)).contains("more demo-email/users.email 40 41");
        assertThat(fourth.exitCode()).isEqualTo(1);
        assertThat(changes(fourth)).contains("gone demo-email/users.email 41 0", "new demo-email/staff.email 0 1");
        assertThat(Files.readString(history())).doesNotContain("example.com").hasLineCount(4);
    }

    @Test
    void doNotTakeForGoneWhatCouldNotBeRead() {
        TestDatabases.Role role = shop.database.role("");
        shop.database.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role.name());
        scan(ScanWish.USUAL, role.url());
        shop.database.run("REVOKE SELECT ON users FROM " + role.name());
        Ran blind = scan(NEW_ONLY, role.url());
        shop.database.run("GRANT SELECT ON users TO " + role.name());
        Ran seeing = scan(NEW_ONLY, role.url());

        assertThat(changes(blind))
                .contains("unknown demo-email/users.email 40 0")
                .doesNotContain("gone");
        assertThat(blind.exitCode()).isEqualTo(4);
        assertThat(changes(seeing))
                .contains("same demo-email/users.email 40 40")
                .doesNotContain("new ");
        assertThat(seeing.exitCode()).isZero();
    }

    @Test
    void doNotTakeForGoneWhatIsNotLookedForAnyMore() throws IOException {
        shop.database.run("CREATE TABLE staff (id int PRIMARY KEY, login text);"
                + " INSERT INTO staff VALUES (1, 'demo_admin'), (2, 'house1'), (3, 'anna.k')");
        shop.suite(
                "suite: shop\nscan:\n  detectors: [ { id: house, table: staff, where: \"login like 'house%'\" } ]\n");
        scan(ScanWish.USUAL);
        shop.suite("suite: shop\nscan:\n  off: [demo-email]\n  columns: { staff: { login: none } }\n");
        Ran narrower = scan(NEW_ONLY);
        shop.suite("suite: shop\nignore: [users]\n");
        Ran elsewhere = scan(NEW_ONLY);
        String remembered = Files.readString(history());
        shop.suite("suite: shop\n");
        Ran again = scan(NEW_ONLY);

        assertThat(changes(narrower))
                .contains(
                        "unknown demo-email/users.email 40 0",
                        "unknown demo-user-name/staff.login 1 0",
                        "unknown house/staff 1 0")
                .doesNotContain("gone");
        assertThat(narrower.record().path("scan").path("comparison").toString())
                .contains(
                        "the detector is off",
                        "the detector does not look there any more",
                        "there is no such detector any more");
        assertThat(Files.readString(narrower.folder().resolve("metrics.prom")))
                .containsPattern("cleanslate_scan_changes\\{.*change=\"gone\".*} 0\n");
        assertThat(changes(elsewhere)).contains("unknown demo-email/users.email 40 0");
        assertThat(remembered).contains("\"unknown\":\"the table is not looked at any more\"");
        assertThat(changes(again)).contains("same demo-email/users.email 40 40").doesNotContain("new ");
    }

    @Test
    void takeForGoneWhatWentWithItsColumnOrItsTable() {
        shop.database.run(
                "CREATE TABLE staff (id int PRIMARY KEY, email text, login text);"
                        + " INSERT INTO staff VALUES (1, 'demo@example.com', 'demo_admin');"
                        + " CREATE TABLE visitors (id int PRIMARY KEY, email text); INSERT INTO visitors VALUES (1, 'demo@example.com')");
        scan(ScanWish.USUAL);
        shop.database.run("ALTER TABLE staff DROP COLUMN login; DROP TABLE visitors");
        Ran ran = scan(NEW_ONLY);

        assertThat(changes(ran))
                .contains("gone demo-user-name/staff.login", "gone demo-email/visitors.email")
                .doesNotContain("unknown");
    }

    @Test
    void tellAColumnFromATableOfThatNameInAnotherSchema() throws IOException {
        shop.database.run("CREATE SCHEMA users; CREATE TABLE users.email (id int PRIMARY KEY, note text);"
                + " INSERT INTO users.email VALUES (1, 'house')");
        shop.suite("suite: shop\nscan:\n  detectors: [ { id: house, table: users.email, where: \"note = 'house'\" },"
                + " { id: any, regex: \"@\", columns: { users: [email] } } ]\n");
        Ran first = scan(ScanWish.USUAL);
        // As the version before wrote it.
        Files.writeString(history(), Files.readString(history()).replace("house/users.email.*", "house/users.email"));
        Ran second = scan(ScanWish.USUAL);

        assertThat(changes(first)).contains("new house/users.email.* 0 1", "new any/users.email 0 ");
        assertThat(changes(second)).contains("same house/users.email.* 1 1").doesNotContain("new ", "gone");
    }

    @Test
    void knowNothingOfADatabaseOfTheSameNameOnAnotherServer() throws IOException {
        scan(ScanWish.USUAL);
        String lines = Files.readString(history());
        Files.writeString(history(), lines.replaceFirst("\"database\":\"[0-9]+/", "\"database\":\"1/"));
        Ran other = scan(NEW_ONLY);

        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(changes(other)).contains("new demo-email/users.email 0 40");
    }

    @Test
    void findTheirLineFarFromTheEndOfALongHistory() throws IOException {
        scan(ScanWish.USUAL);
        String line = Files.readString(history());
        String other = line.replaceFirst("\"database\":\"[0-9]+/", "\"database\":\"1/");
        Files.writeString(history(), line + other.repeat((3 << 20) / other.length()));
        Ran ran = scan(NEW_ONLY);

        assertThat(changes(ran)).contains("same demo-email/users.email 40 40");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void passOverALineThatIsTorn() throws IOException {
        scan(ScanWish.USUAL);
        Files.write(history(), "{\"run\":\"20261121T0000".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        Ran second = scan(NEW_ONLY);
        Ran third = scan(NEW_ONLY);

        assertThat(second.exitCode()).isZero();
        assertThat(third.exitCode()).isZero();
        assertThat(changes(third)).contains("same demo-email/users.email");
        assertThat(Files.readString(history())).hasLineCount(4);
    }

    @Test
    void goByTheHandOffWhereAResetCameBetween() {
        scan(ScanWish.USUAL);
        Ran reset = shop.reset();
        shop.database.run("INSERT INTO users (email) VALUES ('user1@example.com'), ('anna@gmail.com')");
        Ran ran = scanOfTarget();
        Ran next = scanOfTarget();

        assertThat(reset.committed()).isTrue();
        assertThat(changes(ran)).contains("new demo-email/users.email 0 1");
        assertThat(ran.record().path("scan").path("comparison").path("handOff").toString())
                .contains(reset.record().path("run").asString(), "\"table\":\"users\",\"rows\":2,\"findings\":");
        assertThat(next.record().path("scan").path("comparison").path("handOff").isNull())
                .isTrue();
    }

    private Ran scanOfTarget() {
        return shop.run(new Invocation(
                Command.SCAN,
                Optional.of("test"),
                Optional.empty(),
                List.of(),
                List.of(),
                shop.suites,
                shop.reports,
                Consent.NONE,
                Optional.empty(),
                new Invocation.Output(false, false, false),
                shop.environment));
    }
}
