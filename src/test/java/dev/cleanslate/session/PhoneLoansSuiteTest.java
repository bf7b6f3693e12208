package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Await;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.storage.ObjectServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lender of {@code suites/phone-loans}: wiped, planted again, and checked by count. */
class PhoneLoansSuiteTest {

    private static final List<String> FOR_GOOD =
            List.of("customers", "loans", "solid_queue_jobs", "active_storage_blobs");

    private static final AtomicInteger BUCKETS = new AtomicInteger();

    @TempDir
    private Path folder = Path.of("");

    private ShippedSuite lender = new ShippedSuite("phone-loans", folder);

    private String whole = "";

    @BeforeEach
    void aCopyOfTheSuite() {
        lender = ShippedSuite.copied("phone-loans", folder);
        // The files have a test of their own; without them no object store has to be there.
        whole = lender.text("suite.yaml");
        lender.file("phone-loans/suite.yaml", whole.replaceFirst("(?s)# The files behind .*", ""));
    }

    private void withItsFiles() {
        lender.file("phone-loans/suite.yaml", whole);
    }

    @Test
    void isRehearsedAndThenReset() {
        withItsFiles();
        assertThat(lender.demo()).isZero();

        assertThat(lender.records())
                .extracting(record -> record.get("outcome").asString())
                .containsExactly("passed", "passed");
        assertThat(lender.records().get(1).get("storage").get("skipped").asString())
                .isEqualTo("target \"demo\" is a demonstration without one (PHONE_LOANS_BUCKET is not set)");
    }

    @Test
    void movesTheFilesOfTheDemoWeeksWhereTheirBucketIsOptedInTo() {
        withItsFiles();
        var database = lender.filled(TestDatabases.NEWEST);
        List<String> keys = ShippedSuite.rows(database, "key) FROM active_storage_blobs");
        String bucket = made();
        ObjectServer.fill(bucket, keys);
        ObjectServer.settle();
        lender.file(
                "phone-loans/suite.yaml",
                lender.text("suite.yaml").replace("  max-delete:", "  min-age: 0s\n  max-delete:"));

        Ran ran = lender.reset(database, store(bucket), Optional.of(bucket));

        assertPlanted(database, ran);
        assertThat(keys).hasSize(60);
        assertThat(ObjectServer.keys(bucket))
                .containsExactlyInAnyOrderElementsOf(
                        keys.stream().map(key -> "removed/" + key).toList());
        assertThat(ran.record().get("storage").get("cleared").get("taken").asInt())
                .isEqualTo(60);

        Ran again = lender.reset(database, store(bucket), Optional.of(bucket));
        assertPlanted(database, again);
        assertThat(again.record().get("storage").get("cleared").get("taken").asInt())
                .isZero();
        assertThat(ObjectServer.keys(bucket)).hasSize(60);
    }

    @ParameterizedTest
    @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
    void plantsStaffCatalogAndSettingsAnewAsOftenAsItRuns(int major) {
        var database = lender.filled(major);

        Ran first = reset(database);
        assertPlanted(database, first);
        assertThat(first.removed("users")).isEqualTo(9);
        // Of those that are planted, and not of those that the catalog remembers.
        assertThat(first.record().path("notes").toString())
                .contains("Passwords of users.password_digest: 6 of 6 accounts (all) were tried");
        assertThat(first.removed("installments")).isEqualTo(360);

        Ran again = reset(database);
        assertPlanted(database, again);
        assertThat(again.removed("users")).isEqualTo(6);
        assertThat(again.removed("installments")).isZero();
    }

    @Test
    void isStoppedByAJobThatAWorkerHolds() {
        var database = lender.filled(TestDatabases.NEWEST);
        database.run("INSERT INTO solid_queue_claimed_executions (job_id, process_id) VALUES (3, 1)");

        Ran ran = reset(database);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.messages()).contains("1 job(s) of Solid Queue are claimed");
        assertThat(ShippedSuite.count(database, "loans")).isEqualTo(60);
    }

    @Test
    void catchesTheDemoSectionOfTheSeedWhenItComesBack() {
        String demo = "\nUPDATE users SET email = 'demo1@example.com' WHERE role = 'master';\n";
        lender.file("phone-loans/seed.sql", lender.text("seed.sql") + demo);
        var database = lender.filled(TestDatabases.NEWEST);

        Ran ran = reset(database);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.committed()).isFalse();
        assertThat(ran.messages()).contains("The demo section of the seed did not come back");
        assertThat(ShippedSuite.count(database, "users")).isEqualTo(9);
    }

    @Test
    void findsAPasswordOfTheSeedThatAnAccountStillHas() {
        var database = lender.filled(TestDatabases.NEWEST);

        Ran scan = lender.scan(database);

        assertThat(scan.record().path("notes").toString()).contains("9 of 9 accounts (all) were tried");

        assertThat(scan.exitCode()).isEqualTo(1);
        assertThat(scan.record().path("findings").valueStream()).anySatisfy(finding -> {
            assertThat(finding.path("column").asString("")).isEqualTo("password_digest");
            assertThat(finding.path("severity").asString()).isEqualTo("critical");
            assertThat(finding.path("rows").asLong()).isEqualTo(9);
        });
        assertThat(scan.record().toString()).doesNotContain("Counter-Demo");
    }

    @Test
    void stopsAtAPasswordOfTheSeedThatIsPlantedAgain() {
        String digest = lender.text("data.sql").replaceAll("(?s).*'(\\$2b\\$04\\$Cell[^']*)'.*", "$1");
        lender.file(
                "phone-loans/seed.sql",
                lender.text("seed.sql") + "\nUPDATE users SET password_digest = '" + digest
                        + "' WHERE role = 'seller';\n");
        var database = lender.filled(TestDatabases.NEWEST);

        Ran ran = reset(database);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.messages())
                .contains("Nobody signs in with a password of the seed", "2 rows of users.password_digest");
        assertThat(ShippedSuite.count(database, "users")).isEqualTo(9);
    }

    @Test
    void leavesAProcessAloneThatOnlyHasTheNumberOfAWorker() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Path file = Files.writeString(folder.resolve("1.pid"), String.valueOf(stranger.pid()));
            ProcessBuilder stop = new ProcessBuilder("sh", "suites/phone-loans/workers/workers.sh", "stop").inheritIO();
            stop.environment().put("PHONE_LOANS_WORKERS", folder.toString());

            assertThat(stop.start().waitFor()).isZero();

            assertThat(stranger.isAlive()).isTrue();
            assertThat(file).doesNotExist();
        } finally {
            stranger.destroy();
        }
    }

    /** Two real processes that take jobs from the tables that the reset empties. */
    @Nested
    class Workers {

        private static final Duration LONG = Duration.ofSeconds(60);
        private static final String SESSIONS =
                "count(*)) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'solid%queue%'";

        private TestDatabases.@Nullable Database started;

        @BeforeEach
        void atWork() throws IOException {
            started = lender.filled(TestDatabases.NEWEST);
            Files.createDirectories(folder.resolve("pids"));
            lender.file(
                    "phone-loans/suite.yaml",
                    lender.text("suite.yaml")
                            .replace("run: [sh, ", "run: [" + String.join(", ", surroundings()) + ", sh, "));
            workers("start");
            Await.until("jobs done", LONG, () -> ShippedSuite.count(database(), "notifications") > 62);
            Await.until(
                    "the workers",
                    LONG,
                    () -> ShippedSuite.rows(database(), SESSIONS).contains("2"));
        }

        @AfterEach
        void atRest() throws IOException {
            workers("stop");
        }

        @Test
        void areStoppedBeforeAndRunAgainAfter() {
            Ran ran = reset(database());

            assertThat(ran.exitCode()).as(ran.messages()).isZero();
            assertThat(ran.record().toString())
                    .containsPattern("The worker \\d+ has ended")
                    .containsPattern("The worker \\d+ was started");
            assertThat(ran.steps()
                            .filter(step -> step.get("name")
                                    .asString()
                                    .equals("The workers have registered their recurring tasks"))
                            .map(step -> step.get("status").asString()))
                    .containsExactly("passed");
            Await.until(
                    "the workers",
                    LONG,
                    () -> ShippedSuite.rows(database(), SESSIONS).contains("2"));
            Await.until("the workers", LONG, () -> ShippedSuite.count(database(), "solid_queue_processes") == 2);
            assertThat(ShippedSuite.count(database(), "solid_queue_recurring_tasks"))
                    .isEqualTo(1);
            assertThat(ShippedSuite.count(database(), "solid_queue_jobs")).isZero();
            assertThat(ShippedSuite.count(database(), "notifications")).isZero();
        }

        @Test
        void runAgainAlsoAfterAResetThatFailed() {
            lender.file("phone-loans/seed.sql", "DO $$ BEGIN RAISE EXCEPTION 'the seed is broken'; END $$");

            Ran ran = reset(database());

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.messages()).contains("seed.sql", "the seed is broken");
            Await.until(
                    "the workers",
                    LONG,
                    () -> ShippedSuite.rows(database(), SESSIONS).contains("2"));
            assertThat(ShippedSuite.count(database(), "loans")).isEqualTo(60);
        }

        @Test
        void thatDoNotStartAreAFailureAfterTheCommit() {
            lender.file(
                    "phone-loans/suite.yaml",
                    lender.text("suite.yaml").replace("PHONE_LOANS_DRIVER=", "PHONE_LOANS_DRIVER=/nowhere/"));

            Ran ran = reset(database());

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.committed()).isTrue();
            assertThat(ran.messages()).contains("Worker 1 has ended, or has not registered itself");
        }

        @Test
        void thatWereNotStoppedEndTheRun() {
            lender.file(
                    "phone-loans/suite.yaml",
                    lender.text("suite.yaml").replaceAll("(?s)  before-reset:.*?  after-commit:", "  after-commit:"));

            Ran ran = reset(database());

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.messages()).contains("workers of Solid Queue are connected: solid_queue_worker (process ");
            assertThat(ran.committed()).isFalse();
            assertThat(ShippedSuite.count(database(), "customers")).isEqualTo(60);
        }

        private TestDatabases.Database database() {
            return Objects.requireNonNull(started);
        }

        private List<String> surroundings() {
            return List.of(
                    "env",
                    "\"PHONE_LOANS_WORKERS=" + folder.resolve("pids") + "\"",
                    "\"PHONE_LOANS_DRIVER=" + RunningDashboard.driver() + "\"",
                    "\"JDBC_DATABASE_URL=" + RunningDashboard.jdbc(database().url()) + "\"");
        }

        private void workers(String what) throws IOException {
            List<String> words = new ArrayList<>(surroundings());
            words.replaceAll(word -> word.replace("\"", ""));
            words.addAll(List.of("sh", "suites/phone-loans/workers/workers.sh", what));
            Process done = new ProcessBuilder(words).inheritIO().start();
            assertThat(done.onExit().join().exitValue()).isZero();
        }
    }

    private Ran reset(TestDatabases.Database database) {
        return lender.reset(database, store(made()), Optional.empty());
    }

    private static String made() {
        String bucket = "loans-" + BUCKETS.incrementAndGet();
        ObjectServer.bucket(bucket);
        return bucket;
    }

    private static Map<String, String> store(String bucket) {
        return Map.of(
                "PHONE_LOANS_BUCKET",
                bucket,
                "PHONE_LOANS_S3_ENDPOINT",
                ObjectServer.endpoint().toString(),
                "AWS_ACCESS_KEY_ID",
                "somebody",
                "AWS_SECRET_ACCESS_KEY",
                "anything");
    }

    private static void assertPlanted(TestDatabases.Database database, Ran ran) {
        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(ShippedSuite.count(database, "users")).isEqualTo(6);
        assertThat(ShippedSuite.count(database, "phone_models")).isEqualTo(10);
        assertThat(ShippedSuite.count(database, "system_settings")).isEqualTo(1);
        assertThat(ShippedSuite.count(database, "schema_migrations")).isEqualTo(2);
        assertThat(ShippedSuite.count(database, "ar_internal_metadata")).isEqualTo(1);
        assertThat(FOR_GOOD)
                .allSatisfy(table -> assertThat(ShippedSuite.count(database, table))
                        .as(table)
                        .isZero());
    }
}
