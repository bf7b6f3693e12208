package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The studio of {@code suites/live-sessions}: scanned, reset, scanned again, by both of its suites. */
class LiveSessionsSuiteTest {

    private static final String REAL =
            "id, email, full_name, created_at, updated_at) FROM users WHERE email NOT LIKE 'demo%' ORDER BY id";

    @TempDir
    private Path folder = Path.of("");

    private ShippedSuite studio = new ShippedSuite("live-sessions", folder);

    @BeforeEach
    void aCopyOfTheSuite() {
        studio = ShippedSuite.copied("live-sessions", folder);
        String whole = studio.text("suite.yaml");
        studio.file("live-sessions/asked.yaml", whole);
        // Where the dashboard is not what matters, none has to run.
        studio.file("live-sessions/suite.yaml", whole.substring(0, whole.indexOf("  - name: A stranger sees no page")));
    }

    @Test
    void isRehearsedAndThenReset() {
        assertThat(studio.demo()).isZero();

        assertThat(studio.records())
                .extracting(record -> record.get("command").asString())
                .containsExactly("rehearse", "reset");
        assertThat(studio.records())
                .extracting(record -> record.get("outcome").asString())
                .containsOnly("passed");
    }

    @ParameterizedTest
    @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
    void isFoundContaminatedResetAndFoundClean(int major) {
        var database = studio.filled(major);

        Ran before = studio.scan(database);
        Ran reset = studio.reset(database);
        Ran after = studio.scan(database);

        assertThat(before.exitCode()).as(before.messages()).isEqualTo(1);
        assertThat(findings(before))
                .contains("demo-email users.email 100", "same-millisecond users.created_at 100")
                .noneMatch(finding -> finding.contains("admins"));
        assertThat(reset.exitCode()).as(reset.messages()).isZero();
        assertThat(List.of(
                        reset.removed("users"),
                        reset.removed("sessions"),
                        reset.removed("payments"),
                        reset.removed("reports"),
                        reset.removed("admins")))
                .containsExactly(112L, 236L, 236L, 112L, 0L);
        assertThat(ShippedSuite.count(database, "admins")).isEqualTo(1);
        assertThat(after.exitCode()).as(after.messages()).isZero();
        assertThat(findings(after)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
    void keepsTheRealUsersWithWhatIsTheirsWhenToldTo(int major) {
        var database = studio.filled(major);
        ShippedSuite keeping = studio.suite("real-users.yaml");
        List<String> real = ShippedSuite.rows(database, REAL);
        assertThat(real).hasSize(12);

        Ran reset = keeping.reset(database);
        Ran after = keeping.scan(database);

        assertThat(reset.exitCode()).as(reset.messages()).isZero();
        assertThat(List.of(
                        reset.removed("users"),
                        reset.removed("sessions"),
                        reset.removed("payments"),
                        reset.removed("reports")))
                .containsExactly(100L, 200L, 200L, 100L);
        assertThat(ShippedSuite.rows(database, REAL)).isEqualTo(real);
        assertThat(ShippedSuite.count(database, "users")).isEqualTo(12);
        assertThat(after.exitCode()).as(findings(after).toString()).isZero();
    }

    @Test
    void removesNothingTheSecondTimeAndPasses() {
        var database = studio.filled(TestDatabases.NEWEST);
        assertThat(studio.reset(database).exitCode()).isZero();

        Ran again = studio.reset(database);

        assertThat(again.exitCode()).as(again.messages()).isZero();
        assertThat(again.removed("users")).isZero();
    }

    @Test
    void isRefusedAsLongAsTheSeedScriptCanRun() throws IOException {
        Path app = folder.resolve("suites/live-sessions/app");
        studio.file(
                "live-sessions/suite.yaml",
                studio.text("suite.yaml").replace("suites/live-sessions/app", app.toString()));
        studio.file(
                "live-sessions/app/package.json",
                studio.text("app/package.json")
                        .replace("\"start\":", "\"seed\": \"psql -f seed.sql\",\n    \"start\":"));
        Files.copy(app.resolve("retired/seed.sql"), app.resolve("seed.sql"));
        var database = studio.filled(TestDatabases.NEWEST);

        Ran ran = studio.reset(database);

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.messages()).contains("package.json", "seed.sql");
        assertThat(ShippedSuite.count(database, "users")).isEqualTo(112);
    }

    @Test
    void keepsADemoUserThatSomebodyStruckOut() {
        var database = studio.filled(TestDatabases.NEWEST);
        studio.file(
                "live-sessions/seeded-users.txt",
                studio.text("seeded-users.txt").replace("\n[40] ", "\n# [40] "));
        String clean = "  - name: The scan finds nothing\n    clean: true\n";
        String demo =
                studio.text("real-users.yaml").replace(clean, "").replaceAll("(?s)  - name: No demo.*?empty\n", "");
        studio.file("live-sessions/real-users.yaml", demo);

        Ran reset = studio.suite("real-users.yaml").reset(database);

        assertThat(reset.exitCode()).as(reset.messages()).isZero();
        assertThat(ShippedSuite.rows(database, "id) FROM users WHERE id > 12")).containsExactly("40");
        assertThat(reset.removed("sessions")).isEqualTo(198);
    }

    @Test
    void letsTheAdminSignInAfterwardsToFourEmptyPages() {
        var database = studio.filled(TestDatabases.NEWEST);
        try (RunningDashboard dashboard = RunningDashboard.on(database)) {
            ShippedSuite asked = studio.suite("asked.yaml").knowing(dashboard.variables());
            List<String> admins = ShippedSuite.rows(database, "a) FROM admins a");

            Ran reset = asked.reset(database);
            database.run("INSERT INTO users (email, full_name, country) VALUES ('a@northpost.internal', 'A', 'IE')");
            Ran again = asked.reset(database);

            assertThat(reset.exitCode()).as(reset.messages()).isZero();
            assertThat(smoke(reset)).hasSize(20).containsOnly("passed");
            assertThat(ShippedSuite.rows(database, "a) FROM admins a")).isEqualTo(admins);
            assertThat(reset.record().toString()).doesNotContain(dashboard.password());
            assertThat(again.exitCode()).as(again.messages()).isZero();
        }
    }

    @Test
    void tellsAfterTheCommitThatAPageDoesNotAnswer() {
        var database = studio.filled(TestDatabases.NEWEST);
        var other = TestDatabases.of(TestDatabases.NEWEST).create("CREATE TABLE users (nothing int)");
        try (RunningDashboard dashboard = RunningDashboard.on(other.url(), "any")) {
            Ran reset =
                    studio.suite("asked.yaml").knowing(dashboard.variables()).reset(database);

            assertThat(reset.exitCode()).isEqualTo(5);
            assertThat(reset.messages()).contains("answered 500", "The database does not answer (42P01)");
        }
    }

    @Test
    void tellsAfterTheCommitThatTheAdminCannotSignIn() {
        var database = studio.filled(TestDatabases.NEWEST);
        try (RunningDashboard dashboard = RunningDashboard.on(database)) {
            Map<String, String> variables = new HashMap<>(dashboard.variables());
            variables.put("DASHBOARD_PASSWORD", "the one before");

            Ran reset = studio.suite("asked.yaml").knowing(variables).reset(database);

            assertThat(reset.exitCode()).isEqualTo(5);
            assertThat(reset.messages())
                    .contains("The admin signs in at the dashboard", "answered 401 instead of 303")
                    .contains("No admin has this e-mail and password")
                    .doesNotContain("the one before");
        }
    }

    @Test
    void doesNotLetInAnAdminWhoIsLockedOut() throws Exception {
        var database = studio.filled(TestDatabases.NEWEST);
        try (RunningDashboard dashboard = RunningDashboard.on(database)) {
            database.run("UPDATE admins SET failed_sign_ins = 5");

            assertThat(signIn(dashboard, dashboard.password())).isEqualTo(401);
            database.run("UPDATE admins SET failed_sign_ins = 4, disabled = true");
            assertThat(signIn(dashboard, dashboard.password())).isEqualTo(401);
            database.run("UPDATE admins SET disabled = false");
            assertThat(signIn(dashboard, dashboard.password())).isEqualTo(303);
            assertThat(signIn(dashboard, "")).isEqualTo(401);
        }
    }

    private static int signIn(RunningDashboard dashboard, String password) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(dashboard.url() + "/sign-in"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "email=" + RunningDashboard.ADMIN.toUpperCase(Locale.ROOT) + "&password=" + password))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @ParameterizedTest
    @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
    void stopsTheSeedScriptAtItsFirstRowOnceItIsArmed(int major) {
        var database = studio.filled(major);
        assertThat(studio.reset(database).exitCode()).isZero();

        assertThat(studio.arm(database)).isZero();

        assertThatThrownBy(() -> database.run(studio.text("app/retired/seed.sql")))
                .hasMessageContaining("public.users.email is given demo or test data (demo-email)");
        assertThat(ShippedSuite.count(database, "users")).isZero();
        database.run("INSERT INTO users (email, full_name, country)"
                + " VALUES ('ilse.vantongeren@lakemail.internal', 'Ilse Vantongeren', 'SE')");
        assertThat(studio.scan(database).exitCode()).isZero();
    }

    private static List<String> smoke(Ran ran) {
        return ran.record()
                .path("steps")
                .valueStream()
                .filter(step -> step.path("stage").asString().equals("smoke"))
                .map(step -> step.path("status").asString())
                .toList();
    }

    private static List<String> findings(Ran ran) {
        Stream<JsonNode> all = ran.record().path("findings").valueStream();
        return all.map(finding -> finding.path("detector").asString() + " "
                        + finding.path("table").asString() + "."
                        + finding.path("column").asString("") + " "
                        + finding.path("rows").asLong())
                .toList();
    }
}
