package dev.cleanslate.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates that ask a real HTTP server, such as the one that says whether a CI workflow is off. */
class HttpGateTest {

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Playground shop;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answers(
                "/workflow",
                200,
                "{\"state\": \"disabled_manually\", \"runs\": [{\"n\": 0}], \"secret\": \"tr0ub4dor\"}");
        server.start();
        shop = Playground.shop(TestDatabases.NEWEST, folder);
        shop.environment.put("CI_URL", "http://127.0.0.1:" + server.getAddress().getPort());
        shop.environment.put("CI_TOKEN", "tr0ub4dor");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answers(String path, int status, String body) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
            exchange.sendResponseHeaders(status, body.length());
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body.getBytes(UTF_8));
            }
        });
    }

    private Ran reset(String request) {
        return shop.suite(Playground.SUITE + "gates:\n  - http: " + request + "\n")
                .reset();
    }

    private void closed(int exitCode, String request, String... words) {
        Ran ran = reset(request);
        assertThat(ran.messages()).contains(words).doesNotContain("tr0ub4dor");
        assertThat(ran.exitCode()).isEqualTo(exitCode);
        assertThat(ran.committed()).isFalse();
        assertThat(shop.count("orders")).isEqualTo(300);
    }

    @Test
    void anAnswerAsExpectedIsAnOpenGateTwice() {
        Ran ran = reset(
                "{ url: \"env:CI_URL/workflow\", method: POST, body: x, header: { Authorization: \"env:CI_TOKEN\" },"
                        + " status: 200, json: { /state: disabled_manually, /runs/0/n: 0 }, text: runs, absent-text: active,"
                        + " within: 60s }");

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(asked).containsExactly("POST tr0ub4dor", "POST tr0ub4dor");
    }

    @Test
    void allThatIsWrongWithAnAnswerIsTold() {
        closed(
                3,
                "{ url: \"env:CI_URL/workflow\", status: 404, json: { /state: active, /none: 1, /runs: 2 }, text: never }",
                "GET env:CI_URL/workflow answered 200 instead of 404, saying: {\"state\"",
                "says disabled_manually at /state instead of active",
                "has nothing at /none, where 1 is expected",
                "says a list at /runs instead of 2",
                "does not hold the text 'never'");
    }

    @Test
    void aRedirectIsNotFollowed() {
        answers("/moved", 302, "");
        closed(
                3,
                "{ url: \"env:CI_URL/moved\" }",
                "answered 302 instead of 2xx (it points to http://127.0.0.1:1/elsewhere, and redirects are not followed)");
    }

    @Test
    void aHugeAnswerIsNotSearched() {
        answers("/huge", 200, "x".repeat(2_000_000));
        closed(3, "{ url: \"env:CI_URL/huge\", text: y }", "answered more than 1 MB, too much to be searched");
    }

    @Test
    void whatIsNoJsonIsTold() {
        answers("/html", 200, "<html>");
        closed(3, "{ url: \"env:CI_URL/html\", json: { /a: 1 } }", "did not answer JSON, saying: <html>");
    }

    @Test
    void aVariableThatIsNotSetIsNamed() {
        closed(2, "{ url: \"env:NO_SUCH_URL/x\" }", "asks for the variable NO_SUCH_URL, which is not set");
        closed(
                2,
                "{ url: \"env:CI_URL/workflow\", header: { Authorization: \"env:NO_TOKEN\" } }",
                "header Authorization asks for the variable NO_TOKEN");
    }

    @Test
    void aHeaderWithALineBreakIsNotSent() {
        shop.environment.put("CI_TOKEN", "tr0ub4dor\r\nX-Evil: 1");
        closed(
                2,
                "{ url: \"env:CI_URL/workflow\", header: { Authorization: \"env:CI_TOKEN\" } }",
                "header Authorization cannot be sent");
        assertThat(asked).isEmpty();
    }

    @Test
    void nobodyThereIsAClosedGate() {
        server.stop(0);
        closed(3, "{ url: \"env:CI_URL/workflow\" }", "gave no answer: nobody answers at 127.0.0.1");
    }

    /** Its transaction, whose snapshot is older, would not see it. */
    @Test
    void aJobThatIsTakenDuringTheResetIsSeenBeforeTheCommit() {
        shop.execute("CREATE SCHEMA jobs; CREATE TABLE jobs.oban_jobs (id int, state text)");
        server.createContext("/take", exchange -> {
            asked.add("take");
            if (asked.size() == 2) {
                shop.execute("INSERT INTO jobs.oban_jobs VALUES (1, 'executing')");
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        String before = shop.state();
        Ran ran = shop.suite(Playground.SUITE.replace("protect:", "schemas: [public]\nprotect:")
                        + "gates:\n  - http: { url: \"env:CI_URL/take\" }\n  - jobs: none\n")
                .reset();

        assertThat(ran.messages()).contains("jobs are running: jobs.oban_jobs (1)", "Everything is rolled back");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.committed()).isFalse();
        assertThat(shop.state()).isEqualTo(before);
    }
}
