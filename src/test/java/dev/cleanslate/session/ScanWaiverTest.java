package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.scan.Severity;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Findings that a suite answers for. */
class ScanWaiverTest {

    private static final String USERS = """
            CREATE TABLE users (id int PRIMARY KEY, email text, backup_email text);
            INSERT INTO users SELECT g, 'support' || g || '@shop.test', NULL FROM generate_series(1, 3) g;
            INSERT INTO users VALUES (10, 'anna@gmail.com', 'anna@web.de');
            """;

    private static final Invocation.ScanWish SAMPLED =
            new Invocation.ScanWish(Severity.WARNING, 100, OptionalLong.of(1_000));

    @TempDir
    Path folder;

    private Playground shop;

    @BeforeEach
    void aShopWithThreeSupportAccounts() {
        shop = new Playground(TestDatabases.of(TestDatabases.NEWEST).create(USERS), folder);
    }

    private Ran scan(String waivers) {
        return scan(shop.database.url(), "", waivers);
    }

    private Ran scan(String url, String more, String waivers) {
        return scan(url, more, waivers, Invocation.ScanWish.USUAL);
    }

    private Ran scan(String url, String more, String waivers, Invocation.ScanWish wish) {
        shop.suite("suite: shop\nscan:\n  waivers:\n" + waivers + more);
        Invocation asked = new Invocation(
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
                .scanning(wish)
                .with(new Invocation.Present(
                        Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC),
                        List.of(),
                        Optional.empty()));
        return shop.run(asked);
    }

    private static String waiver(String finding, String more) {
        return "  - { finding: \"" + finding + "\", owner: ops, reason: support accounts" + more + " }\n";
    }

    private static List<String> open(Ran ran) {
        return ran.record()
                .path("findings")
                .valueStream()
                .filter(f -> f.path("waived").isNull())
                .map(f -> f.path("id").asString() + " " + f.path("rows").asLong())
                .sorted()
                .toList();
    }

    private static String notes(Ran ran) {
        return ran.record().path("notes").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo-email/users", "demo-email/users.email"})
    void areShownAndDoNotFailTheScan(String finding) {
        Ran ran = scan(
                waiver(finding, ", expires: 2027-01-31") + waiver("numbered-mailbox/users", ", expires: 2026-11-21"));

        assertThat(ran.messages()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        JsonNode waived = ran.record()
                .path("findings")
                .valueStream()
                .filter(f -> f.path("id").asString().equals("demo-email/users.email"))
                .findFirst()
                .orElseThrow()
                .path("waived");
        assertThat(waived.toString()).contains("ops", "support accounts", "2027-01-31");
        assertThat(open(ran)).noneMatch(f -> f.startsWith("demo-email"));
    }

    @Test
    void hideNoMoreRowsThanTheySay() {
        Ran three = scan(waiver("demo-email/users", ", expires: 2027-01-31, rows: 3"));
        Ran two = scan(waiver("demo-email/users", ", expires: 2027-01-31, rows: 2"));

        assertThat(open(three)).noneMatch(f -> f.startsWith("demo-email"));
        assertThat(open(two)).contains("demo-email/users.email 3");
        assertThat(two.exitCode()).isEqualTo(1);
        assertThat(notes(two)).contains("suite.yaml:4:5", "has 3 rows, and 2 are waived");
    }

    @Test
    void hideNothingThatIsWorseThanTheySay() {
        Ran ran = scan(waiver("demo-email/users", ", expires: 2027-01-31, severity: note"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(notes(ran)).contains("no more than note is waived");
    }

    @Test
    void areFindingsThemselvesFromTheDayAfter() {
        Ran ran = scan(waiver("demo-email/users", ", expires: 2026-11-20"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(open(ran)).contains("expired-waiver/users 3", "demo-email/users.email 3");
        assertThat(ran.messages())
                .contains("The waiver of demo-email/users by ops (support accounts) ended with 2026-11-20");
    }

    @Test
    void thatCoverNothingAreNamed() {
        Ran ran = scan(waiver("demo-email/orders", ", expires: 2027-01-31"));

        assertThat(notes(ran)).contains("the waiver of demo-email/orders by ops covers nothing that was found");
    }

    @Test
    void ofWhatWasNotLookedForAreNotCalledNeedless() {
        shop.database.run("CREATE TABLE orders (id int PRIMARY KEY, users_id int);"
                + " INSERT INTO orders SELECT g, 4711 FROM generate_series(1, 20000) g; ANALYZE orders");
        String orphans = waiver("orphan/orders", ", expires: 2027-01-31");
        String emails = waiver("demo-email/users", ", expires: 2027-01-31");

        Ran sampled = scan(shop.database.url(), "", orphans, SAMPLED);
        Ran off = scan(shop.database.url(), "  off: [demo-email]\n", emails);
        Ran passedBy = scan(shop.database.url(), "ignore: [users]\n", emails);
        Ran gone = scan(waiver("same-second/users", ", expires: 2027-01-31"));

        assertThat(notes(sampled)).contains("Of orders (").doesNotContain("covers nothing");
        assertThat(notes(off)).doesNotContain("covers nothing");
        assertThat(notes(passedBy)).doesNotContain("covers nothing");
        assertThat(notes(gone)).contains("same-second/users by ops covers nothing that was found; take it out");
    }

    @Test
    void thatEndedSayNothingOfWhatASampleDidNotShow() {
        shop.database.run("CREATE TABLE orders (id int PRIMARY KEY, users_id int);"
                + " INSERT INTO orders SELECT g, 4711 FROM generate_series(1, 20000) g; ANALYZE orders");

        Ran sampled = scan(shop.database.url(), "", waiver("orphan/orders", ", expires: 2026-11-20"), SAMPLED);

        assertThat(expired(sampled)).contains("not known: only a sample of orders was looked at");
    }

    @Test
    void ofAnUnknownDetectorStopTheScan() {
        Ran ran = scan(waiver("demo-emial/users", ", expires: 2027-01-31") + waiver("users", ", expires: 2027-01-31"));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.messages()).contains("Did you mean \"demo-email\"?", "suite.yaml:5:5", "Write detector/table");
    }

    @Test
    void thatCouldMeanTwoThingsStopTheScanUntilTheySayWhich() {
        shop.database.run("CREATE SCHEMA users; CREATE TABLE users.email (id int PRIMARY KEY, email text);"
                + " INSERT INTO users.email VALUES (1, 'demo@shop.test')");
        Ran both = scan(waiver("demo-email/users.email", ", expires: 2027-01-31"));
        Ran column = scan(waiver("demo-email/public.users.email", ", expires: 2027-01-31"));
        Ran table = scan(waiver("demo-email/users.email.*", ", expires: 2027-01-31"));

        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.messages())
                .contains(
                        "suite.yaml:4:5",
                        "Write \"demo-email/public.users.email\" for the column email of users",
                        "\"demo-email/users.email.*\" for the table users.email");
        assertThat(open(column)).contains("demo-email/users.email.email 1").doesNotContain("demo-email/users.email 3");
        assertThat(open(table)).contains("demo-email/users.email 3").doesNotContain("demo-email/users.email.email 1");
    }

    @Test
    void thatEndedSayNothingOfWhatWasNotRead() {
        TestDatabases.Role role = shop.database.role("");
        shop.database.run("CREATE TABLE staff (id int PRIMARY KEY, email text)");
        shop.database.run("GRANT SELECT ON staff TO " + role.name());
        Ran blind = scan(role.url(), "", waiver("demo-email/users", ", expires: 2026-11-20"));
        Ran off =
                scan(shop.database.url(), "  off: [demo-email]\n", waiver("demo-email/users", ", expires: 2026-11-20"));
        Ran gone = scan(shop.database.url(), "", waiver("demo-email/staff", ", expires: 2026-11-20"));

        assertThat(expired(blind))
                .contains(
                        "ended with 2026-11-20",
                        "Whether it is still there is not known: not all of users could be read")
                .contains("warning");
        assertThat(expired(off)).contains("not known: the detector is off", "note");
        assertThat(expired(gone)).contains("and nothing of it is found any more", "note");
    }

    private static String expired(Ran ran) {
        return ran.record()
                .path("findings")
                .valueStream()
                .filter(f -> f.path("detector").asString().equals("expired-waiver"))
                .map(f -> f.path("severity").asString() + " "
                        + f.path("explanation").asString())
                .collect(Collectors.joining());
    }
}
