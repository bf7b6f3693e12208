package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The gym of {@code suites/gym}: what goes and stays, and the workflow, the application and the people around it. */
class GymSuiteTest {

    private static final String[] EVERYBODY = {"DBA=yes:Ada", "client=yes:Grace", "rollback engineer=yes:Edsger"};
    private static final String MARKER = "if: false # not before the gym opens";
    private static final String PACKAGES = "[{\"slug\": \"gym-day\"}, {\"slug\": \"gym-month\"}]";

    @TempDir
    private Path folder = Path.of("");

    private ShippedSuite gym = new ShippedSuite("gym", folder);
    private WorkflowApi ci;
    private Web app;
    private Path workflow = Path.of("");

    @BeforeEach
    void aCopyOfTheGymWithItsCheckoutAndItsCi() throws IOException {
        gym = ShippedSuite.copied("gym", folder);
        Path checkout = folder.resolve("suites/gym/app");
        gym.file("gym/suite.yaml", gym.text("suite.yaml").replace("suites/gym/app", checkout.toString()));
        workflow = checkout.resolve("workflows/weekly-refill.yml");
        ci = new WorkflowApi("disabled_manually");
        app = Web.answering(PACKAGES);
    }

    @AfterEach
    void stop() {
        ci.close();
        app.close();
    }

    @Test
    void isRehearsedAndResetAsADemoWithNothingAroundIt() {
        gym.targets("  demo: { embedded: 17, outside: none, suites: [gym], disposable: true }\n");

        assertThat(gym.demo()).isZero();

        assertThat(gym.records())
                .extracting(record -> record.get("command").asString())
                .containsExactly("rehearse", "reset");
        for (JsonNode record : gym.records()) {
            assertThat(record.get("outcome").asString()).isEqualTo("passed");
            assertThat(removed(record)).isEqualTo(1971);
            assertThat(leftOut(record))
                    .contains("The CI says that the weekly refill is off", "The client agrees")
                    .doesNotContain("No checkout brings the weekly refill back");
        }
        JsonNode reset = gym.records().get(1);
        assertThat(leftOut(reset)).contains("The weekly refill is on again", "The gym answers within 200 ms");
        assertThat(smoke(reset, "passed")).hasSize(6);
        assertThat(reset.get("notes").toString()).contains("Not fired, since nothing stands around demo");
        assertThat(Files.exists(workflow)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
    void isResetWithItsWorkflowOffBeforeAndOnAfter(int major) {
        var database = gym.filled(major);

        Ran ran = reset(database, EVERYBODY);

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(removed(ran.record())).isEqualTo(1971);
        assertThat(smoke(ran.record(), "passed")).hasSize(8);
        assertThat(ci.state()).isEqualTo("active");
        assertThat(ci.changes()).hasSize(1);
        assertThat(workflow).exists();
        assertNobodyIsLeft(database);
        assertThat(ran.record().get("notes").toString())
                .contains("said yes: Ada", "said yes: Grace", "said yes: Edsger")
                .doesNotContain(ci.environment().get("CI_TOKEN"));
    }

    @Test
    void removesNothingTheSecondTimeAndPasses() throws IOException {
        var database = gym.filled(TestDatabases.NEWEST);
        assertThat(reset(database, EVERYBODY).exitCode()).isZero();
        ci.close();
        ci = new WorkflowApi("disabled_manually");
        mark();

        Ran again = reset(database, EVERYBODY);

        assertThat(again.exitCode()).as(again.messages()).isZero();
        assertThat(removed(again.record())).isZero();
        assertThat(Files.readString(workflow))
                .as("switched on by the marker's removal")
                .doesNotContain(MARKER);
    }

    @Nested
    class Refuses {

        private TestDatabases.Database database;

        @BeforeEach
        void fill() {
            database = gym.filled(TestDatabases.NEWEST);
        }

        @Test
        void whileTheCiSaysThatTheRefillIsActive() throws IOException {
            ci.close();
            ci = new WorkflowApi("active");
            refused(reset(database, EVERYBODY), "says active at /state instead of disabled_manually");
        }

        @Test
        void whileTheCheckoutHasTheWorkflowUnmarkedUnderItsOwnName() throws IOException {
            Files.move(Path.of(workflow + ".disabled"), workflow);
            refused(
                    reset(database, EVERYBODY),
                    "none of the 2 ways to open it holds",
                    "is there, and must not be",
                    "does not hold the text '" + MARKER + "'");
        }

        @Test
        void aTokenThatTheCiDoesNotTake() {
            Map<String, String> other = new HashMap<>(around());
            other.put("CI_TOKEN", "ghs-of-somebody-else");
            refused(gym.reset(database, other, EVERYBODY), "answered 401 instead of 200");
        }

        @Test
        void untilEveryRoleHasAnswered() {
            refused(reset(database, "DBA=yes:Ada", "client=yes:Grace"), "nobody answered for rollback engineer");
        }

        @Test
        void whenTheClientDoesNotAgree() {
            refused(
                    reset(
                            database,
                            "DBA=yes:Ada",
                            "client=no:Grace:we open a week later",
                            "rollback engineer=yes:Edsger"),
                    "no-go: client was asked",
                    "reason: we open a week later");
        }

        @Test
        void toGoOnBeyondItsMaintenanceWindow() {
            gym.targets("  real: { url: \"${REAL_URL}\", suite: gym, max-duration: 2s }\n");
            gym.file("gym/verification.sql", gym.text("verification.sql") + "\nselect pg_sleep(120);\n");
            refused(reset(database, EVERYBODY), "longer than the target allows (max-duration: 2s)", "rolled back");
        }

        /** Nothing was changed, and nothing is switched on again either. */
        private void refused(Ran ran, String... words) {
            assertThat(ran.messages()).contains(words);
            assertThat(ran.exitCode()).isEqualTo(3);
            assertThat(ran.committed()).isFalse();
            assertThat(ci.changes()).isEmpty();
            assertThat(ShippedSuite.count(database, "user_profiles")).isEqualTo(40);
            assertThat(ShippedSuite.count(database, "auth.users")).isEqualTo(40);
        }
    }

    @Test
    void tellsOfAnApplicationThatIsTooSlowAfterTheCommit() throws IOException {
        app.close();
        app = Web.slow(PACKAGES, Duration.ofMillis(400));
        var database = gym.filled(TestDatabases.NEWEST);

        Ran ran = reset(database, EVERYBODY);

        assertThat(ran.exitCode()).isEqualTo(5);
        assertThat(ran.messages()).contains("The gym answers within 200 ms", "more than 200 ms");
        assertThat(smoke(ran.record(), "passed")).hasSize(7);
        assertNobodyIsLeft(database);
    }

    private Map<String, String> around() {
        Map<String, String> environment = new HashMap<>(ci.environment());
        environment.put("APP_URL", app.url());
        return environment;
    }

    private Ran reset(TestDatabases.Database database, String... answers) {
        return gym.reset(database, around(), answers);
    }

    /** Off in the other way: under its own name, with the marker on its job. */
    private void mark() throws IOException {
        String on = Files.readString(workflow);
        Files.writeString(workflow, on.replace("  refill:\n", "  refill:\n    " + MARKER + "\n"));
        assertThat(Files.readString(workflow)).contains(MARKER);
    }

    private static void assertNobodyIsLeft(TestDatabases.Database database) {
        for (String table : List.of("auth.users", "user_profiles", "memberships", "pilates_deposits", "audit_logs")) {
            assertThat(ShippedSuite.count(database, table)).as(table).isZero();
        }
        assertThat(ShippedSuite.count(database, "membership_packages")).isEqualTo(12);
    }

    private static long removed(JsonNode record) {
        return record.get("tables")
                .valueStream()
                .mapToLong(table -> table.get("removed").asLong())
                .sum();
    }

    private static List<String> leftOut(JsonNode record) {
        return record.get("steps")
                .valueStream()
                .filter(step -> step.get("status").asString().equals("skipped"))
                .filter(step -> step.get("message").asString().startsWith("left out: "))
                .map(step -> step.get("name").asString())
                .toList();
    }

    private static List<String> smoke(JsonNode record, String status) {
        return record.get("steps")
                .valueStream()
                .filter(step -> step.get("stage").asString().equals("smoke"))
                .filter(step -> step.get("status").asString().equals(status))
                .map(step -> step.get("name").asString())
                .toList();
    }
}
