package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.storage.ObjectServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
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

    @BeforeEach
    void aCopyOfTheSuite() {
        lender = ShippedSuite.copied("phone-loans", folder);
    }

    @Test
    void isRehearsedAndThenReset() {
        assertThat(lender.demo()).isZero();

        assertThat(lender.records())
                .extracting(record -> record.get("outcome").asString())
                .containsExactly("passed", "passed");
        assertThat(lender.records().get(1).get("storage").get("skipped").asString())
                .isEqualTo("target \"demo\" is a demonstration without one (PHONE_LOANS_BUCKET is not set)");
    }

    @Test
    void movesTheFilesOfTheDemoWeeksWhereTheirBucketIsOptedInTo() {
        var database = lender.filled(TestDatabases.NEWEST);
        List<String> keys = ShippedSuite.rows(database, "key) FROM active_storage_blobs");
        String bucket = made();
        ObjectServer.fill(bucket, keys);
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

        assertThat(ran.exitCode()).isEqualTo(4);
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
