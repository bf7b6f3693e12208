package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.cleanslate.engine.Launch;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application is started on the reset copy, for whoever wants to see what users will see. */
class HoldTest {

    @TempDir
    private Path folder;

    private Path told;
    private DemoShop shop;

    @BeforeEach
    void aShop() {
        told = folder.resolve("told");
        shop = DemoShop.in(folder);
    }

    @Test
    void theApplicationSeesTheResetCopyAndEndsTheHoldByEnding() throws IOException {
        Needs.pgDump(15);
        suite(
                "run: [sh, -c, 'psql -Atc \"SELECT count(*) FROM orders\" > TOLD; psql -Atc \"SELECT 1\" \"$DATABASE_URL\" >> TOLD']");

        Ran ran = rehearse("5m", Map.of(), Optional.empty());

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(Files.readString(told)).isEqualTo("0\n1\n");
        assertThat(notes(ran)).anyMatch(note -> note.contains("The application ended by itself"));
        assertThat(ran.folder().resolve("certificate.json")).exists();
    }

    @Test
    void anApplicationThatFailsOnTheResetCopyFailsTheRehearsal() throws IOException {
        suite("run: [sh, -c, 'echo no tenant called default; exit 3']");

        Ran ran = rehearse("5m", Map.of(), Optional.empty());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.messages())
                .contains("ended with exit code 3 on the reset copy")
                .contains("no tenant called default")
                .contains("The database itself is as it was");
        assertThat(ran.folder().resolve("certificate.json")).doesNotExist();
    }

    @Test
    void whatItStartedEndsWithTheHold() throws IOException {
        suite("run: [sh, -c, 'sleep 611 & echo $! > TOLD; wait']");

        Ran ran = rehearse("1s", Map.of(), Optional.empty());

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(notes(ran)).anyMatch(note -> note.contains("The time of the hold is over"));
        // Whoever inherits a process that has ended takes a moment to notice.
        ProcessHandle.of(Long.parseLong(Files.readString(told).strip()))
                .ifPresent(child -> assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(20)));
    }

    @Test
    void somebodyAtTheTerminalEndsIt() throws IOException {
        suite("run: [sleep, '612']");

        Ran ran = rehearse("5m", Map.of(), Optional.of(Prompt.of(new StringReader("\n"), System.out)));

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(notes(ran)).anyMatch(note -> note.contains("ended at the terminal"));
    }

    @Test
    void nothingInItsEnvironmentLeadsToTheDatabaseItselfAndItsPasswordIsNotShown() throws IOException {
        suite(
                "run: [sh, -c, 'env | sort > TOLD; echo $DATABASE_URL']\n    env: { SPRING_DATASOURCE_URL: \"{{jdbc-url}}\", MODE: trial }");

        Ran ran = rehearse(
                "5m",
                Map.of(
                        "PGSERVICE", "production",
                        "PGHOSTADDR", "192.0.2.7",
                        "BROKEN_URL", "postgresql://nobody@[",
                        "OTHER_URL", "postgresql://app@elsewhere.example/other",
                        "PATH", System.getenv("PATH")),
                Optional.empty());

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        String environment = Files.readString(told);
        assertThat(environment)
                .doesNotContain("PGSERVICE", "PGHOSTADDR", "BROKEN_URL")
                .contains("OTHER_URL=postgresql://app@elsewhere.example/other", "MODE=trial", "PGDATABASE=")
                .containsPattern("SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1:[0-9]+/[a-z_]+_rehearsal\\?user=");
        assertThat(notes(ran)).anyMatch(note -> note.contains("does not see BROKEN_URL, PGHOSTADDR, PGSERVICE"));
        String password = environment
                .lines()
                .filter(line -> line.startsWith("PGPASSWORD="))
                .findFirst()
                .orElse("PGPASSWORD=(none)")
                .substring("PGPASSWORD=".length());
        assertThat(Files.readString(ran.folder().resolve("journal.jsonl"))).doesNotContain(password);
    }

    @Test
    void smokeTestsFindTheApplicationOnceItAnswers() throws IOException {
        HttpServer answering = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answering.createContext("/", exchange -> {
            exchange.sendResponseHeaders(Files.exists(told) ? 200 : 503, -1);
            exchange.close();
        });
        answering.start();
        try {
            String address = "http://127.0.0.1:" + answering.getAddress().getPort() + "/";
            suite("run: [sh, -c, 'touch TOLD; sleep 613']\n    ready: \"" + address + "\"", """
                    smoke:
                      - { name: The front page answers, http: { url: "%s", status: 200 }, rehearse: true }
                    """.formatted(address));

            Ran ran = rehearse("1s", Map.of(), Optional.empty());

            assertThat(ran.exitCode()).as(ran.messages()).isZero();
            assertThat(ran.steps())
                    .anyMatch(step -> step.get("name").asString().equals("The front page answers")
                            && step.get("status").asString().equals("passed"));
        } finally {
            answering.stop(0);
        }
    }

    @Test
    void anApplicationThatIsNotReadyInTimeFailsTheRehearsal() throws IOException {
        suite(
                "run: [sh, -c, 'echo still migrating; sleep 614']\n    timeout: 600ms\n    ready: \"http://127.0.0.1:9/\"");

        Ran ran = rehearse("1s", Map.of(), Optional.empty());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.messages()).contains("was not ready within 600 ms").contains("still migrating");
    }

    @Test
    void aHoldWithoutAnApplicationIsRefusedBeforeAnythingRuns() throws IOException {
        suite("");

        Ran ran = rehearse("5m", Map.of(), Optional.empty());

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.messages()).contains("suite shop names none").contains("rehearsal: { app:");
    }

    private static List<String> notes(Ran ran) throws IOException {
        return Files.readAllLines(ran.folder().resolve("journal.jsonl"));
    }

    private Ran rehearse(String hold, Map<String, String> environment, Optional<Prompt> person) throws IOException {
        var present = new Invocation.Present(
                Clock.systemUTC(),
                List.of(),
                person,
                Optional.of(Duration.parse("PT" + hold.toUpperCase(java.util.Locale.ROOT))));
        int exitCode =
                Launch.run(shop.invocation(Command.REHEARSE, false, environment).with(present));
        return Ran.latest(exitCode, shop.reports());
    }

    private void suite(String app) {
        suite(app, "");
    }

    private void suite(String app, String more) {
        String rehearsal =
                app.isEmpty() ? "" : "rehearsal:\n  app:\n    " + app.replace("TOLD", told.toString()) + "\n";
        shop.suite(rehearsal + more);
    }
}
