package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lender of {@code suites/phone-loans}: wiped, planted again, and checked by count. */
class PhoneLoansSuiteTest {

    private static final List<String> FOR_GOOD =
            List.of("customers", "loans", "solid_queue_jobs", "active_storage_blobs");

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
    }

    @ParameterizedTest
    @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
    void plantsStaffCatalogAndSettingsAnewAsOftenAsItRuns(int major) {
        var database = lender.filled(major);

        Ran first = lender.reset(database);
        assertPlanted(database, first);
        assertThat(first.removed("users")).isEqualTo(9);
        assertThat(first.removed("installments")).isEqualTo(360);

        Ran again = lender.reset(database);
        assertPlanted(database, again);
        assertThat(again.removed("users")).isEqualTo(6);
        assertThat(again.removed("installments")).isZero();
    }

    @Test
    void isStoppedByAJobThatAWorkerHolds() {
        var database = lender.filled(TestDatabases.NEWEST);
        database.run("INSERT INTO solid_queue_claimed_executions (job_id, process_id) VALUES (3, 1)");

        Ran ran = lender.reset(database);

        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.messages()).contains("1 job(s) of Solid Queue are claimed");
        assertThat(ShippedSuite.count(database, "loans")).isEqualTo(60);
    }

    @Test
    void catchesTheDemoSectionOfTheSeedWhenItComesBack() {
        String demo = "\nUPDATE users SET email = 'demo1@example.com' WHERE role = 'master';\n";
        lender.file("phone-loans/seed.sql", lender.text("seed.sql") + demo);
        var database = lender.filled(TestDatabases.NEWEST);

        Ran ran = lender.reset(database);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.committed()).isFalse();
        assertThat(ran.messages()).contains("The demo section of the seed did not come back");
        assertThat(ShippedSuite.count(database, "users")).isEqualTo(9);
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
