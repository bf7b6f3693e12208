package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.PublishedSchemas;
import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What real runs leave for those who read it: CI systems, Allure, exporters, and whoever keeps the log. */
class EvidenceLeftTest {

    private static final String CONTACTS = """
            contacts:
              - { name: the DBA on call, role: dba, phone: "+000 555 0100" }
              - { name: Management, email: boss@shop.test }
            """;

    private static final String RED = Playground.SUITE.replace("products: 5", "products: 6") + CONTACTS;

    @TempDir
    Path folder;

    private static String text(Ran ran, String file) throws IOException {
        return Files.readString(ran.folder().resolve(file));
    }

    private static List<JsonNode> allure(Ran ran) throws IOException {
        try (Stream<Path> files = Files.list(ran.folder().resolve("allure-results"))) {
            return files.filter(file -> file.toString().endsWith("-result.json"))
                    .map(EvidenceLeftTest::json)
                    .sorted(java.util.Comparator.comparing(
                            result -> result.path("name").asString()))
                    .toList();
        }
    }

    private static JsonNode json(Path file) {
        return new JsonMapper().readTree(file);
    }

    @Test
    void aGreenResetIsDescribedByTheSchemasAndReadInItsOrder() throws IOException {
        Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
        Ran first = shop.suite(Playground.SUITE + CONTACTS).reset();
        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isZero();
        assertThat(PublishedSchemas.faults(ran.folder().normalize())).isEmpty();
        assertThat(text(ran, "execution-log.md"))
                .contains("**PASSED**", "| Orders | passed |", "1. the DBA on call (dba), +000 555 0100");
        assertThat(text(first, "execution-log.md")).contains("| orders | wipe | delete | 300 | 0 | 300 |");

        // By name, as Allure sorts them, is as they ran.
        assertThat(allure(first))
                .isSortedAccordingTo(java.util.Comparator.comparing(
                        result -> result.path("start").asLong()));
        JsonNode orders = allure(first).stream()
                .filter(result -> result.path("name").asString().endsWith(" Orders"))
                .findFirst()
                .orElseThrow();
        assertThat(orders.path("parameters").toString()).contains("\"strategy\"", "delete: 2 tables");
        assertThat(orders.path("steps")).isNotEmpty();
        Path history = ran.folder().resolve("allure-results/history");
        assertThat(json(history.resolve("history-trend.json")))
                .singleElement()
                .satisfies(point -> assertThat(point.at("/data/failed").asInt()).isZero());
        assertThat(json(history.resolve("history.json"))
                        .has(orders.path("historyId").asString()))
                .isTrue();
    }

    @Test
    void aRedCheckPointsAtItsLineAndSaysWhomToCall() throws IOException {
        Ran ran = Playground.shop(TestDatabases.NEWEST, folder).suite(RED).reset();

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(PublishedSchemas.faults(ran.folder().normalize())).isEmpty();
        assertThat(text(ran, "execution-log.md"))
                .contains("**FAILED**", "Nothing was committed.", "2. Management, boss\\@shop.test");
        assertThat(text(ran, "report.html")).contains("Whom to call, in this order", "boss@shop.test");
        assertThat(text(ran, "junit.xml"))
                .contains("shop/suite.yaml\" line=\"10\"><failure type=\"check\"")
                .contains("failures=\"1\" errors=\"0\"");
        assertThat(text(ran, "metrics.prom"))
                .contains("cleanslate_run_exit_code{", "} 1\n")
                .doesNotContain("cleanslate_run_last_success");
        assertThat(allure(ran).stream()
                        .filter(result -> result.path("status").asString().equals("failed"))
                        .map(result -> result.at("/statusDetails/trace").asString()))
                .singleElement()
                .satisfies(trace -> assertThat(trace).startsWith("check: "));
    }

    @Test
    void aRefusedPlanNamesEachReasonAtItsLineOnGitHub() throws IOException {
        Path summary = folder.resolve("summary.md");
        Playground shop = Playground.shop(TestDatabases.NEWEST, folder).suite("""
                        suite: shop
                        protect: [products, orders]
                        ignore: [audit]
                        phases:
                          - name: Accounts
                            wipe: [users]
                        """ + CONTACTS);
        shop.environment.put("GITHUB_ACTIONS", "true");
        shop.environment.put("GITHUB_STEP_SUMMARY", summary.toString());
        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(PublishedSchemas.faults(ran.folder().normalize())).isEmpty();
        assertThat(Files.readString(summary))
                .contains("Nothing was committed.", "| Stage | Result |", "shop/suite.yaml:");
        assertThat(text(ran, "execution-log.md")).contains("## Incidents", "\"The plan is safe\" refused");
        assertThat(allure(ran).stream()
                        .flatMap(result -> result.path("attachments").valueStream())
                        .map(attachment -> attachment.path("name").asString()))
                .contains("plan", "what blocks the plan");
    }

    @Test
    void aPlanARehearsalAndAScanAreDescribedByTheSchemasToo() throws IOException {
        Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
        for (Ran ran : List.of(
                shop.plan(), shop.rehearse(), shop.run(shop.invocation(Command.SCAN, java.util.Optional.empty())))) {
            assertThat(PublishedSchemas.faults(ran.folder().normalize())).isEmpty();
        }
    }
}
