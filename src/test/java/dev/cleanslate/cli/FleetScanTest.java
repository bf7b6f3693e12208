package dev.cleanslate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.session.Consent;
import dev.cleanslate.session.Invocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many targets, of which some are clean, some are not, one with no suite, and one cannot be reached. */
class FleetScanTest {

    @TempDir
    Path folder;

    private int scan(String pattern, Map<String, String> environment) throws Exception {
        Path suites = Files.createDirectories(folder.resolve("suites"));
        Files.writeString(suites.resolve("targets.yaml"), """
                targets:
                  prod-a: { url: "${A}", suite: shop }
                  prod-b: { url: "${B}" }
                  prod-gone: { url: "${GONE}", suite: shop }
                  other: { url: "${A}", suite: shop }
                """);
        Files.createDirectories(suites.resolve("shop"));
        Files.writeString(suites.resolve("shop/suite.yaml"), "suite: shop\nprotect: [users]\n");
        Invocation asked = new Invocation(
                dev.cleanslate.session.Command.SCAN,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                suites,
                folder.resolve("reports"),
                Consent.NONE,
                Optional.empty(),
                new Invocation.Output(true, false, false),
                environment);
        return new FleetScan(asked, 2).run(List.of(pattern), Optional.empty());
    }

    @Test
    void eachIsScannedAndTheWorstCounts() throws Exception {
        TestDatabases server = TestDatabases.of(TestDatabases.NEWEST);
        String clean = server.create("CREATE TABLE users (id int PRIMARY KEY, email text)")
                .url();
        String demo = server.create(
                        "CREATE TABLE users (id int PRIMARY KEY, email text); INSERT INTO users VALUES (1, 'demo@example.com')")
                .url();
        Map<String, String> environment =
                Map.of("A", clean, "B", demo, "GONE", "postgresql://nobody@localhost:1/nothing");

        assertThat(scan("prod-*", environment)).isEqualTo(4);
        assertThat(scan("prod-?", environment)).isEqualTo(1);
        assertThat(scan("prod-a", environment)).isZero();
        assertThat(scan("staging", environment)).isEqualTo(2);
        try (var runs = Files.list(folder.resolve("reports"))) {
            assertThat(runs.map(p -> p.getFileName().toString())).contains("prod-a", "prod-b", "prod-gone");
        }
    }
}
