package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                studio.text("app/package.json").replace("\"test\":", "\"seed\": \"node seed.js\",\n    \"test\":"));
        Files.writeString(app.resolve("seed.js"), "insert(100);\n");
        var database = studio.filled(TestDatabases.NEWEST);

        Ran ran = studio.reset(database);

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.messages()).contains("package.json", "seed.js");
        assertThat(ShippedSuite.count(database, "users")).isEqualTo(112);
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
