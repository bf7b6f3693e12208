package dev.cleanslate.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cleanslate.run.HttpCall.Request;
import dev.cleanslate.run.HttpCall.Response;
import dev.cleanslate.run.HttpCall.Unanswered;
import dev.cleanslate.suite.HttpCheck.Body;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server, friendly and hostile. */
class HttpCallTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answer(exchange, 200, "{\"state\": \"fine\"}");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.sendResponseHeaders(status, body.length());
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body.getBytes(UTF_8));
        }
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Request get(String url) {
        return new Request("GET", url, Map.of(), Optional.empty(), PATIENCE);
    }

    private HttpCall call(Map<String, String> environment) {
        return new HttpCall(environment);
    }

    @Test
    void takesAddressHeaderAndBodyFromTheEnvironment() throws Unanswered {
        Response response = call(Map.of("APP", base(), "TOKEN", "tr0ub4dor"))
                .send(new Request(
                        "post",
                        "env:APP/health",
                        Map.of("Authorization", "Bearer env:TOKEN"),
                        Optional.of(new Body.Written("hello")),
                        PATIENCE));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("fine");
        assertThat(response.whole()).isTrue();
        assertThat(asked).containsExactly("POST /health Bearer tr0ub4dor hello");
    }

    @Test
    void namesAVariableThatIsNotSet() {
        assertThatExceptionOfType(StepFailure.class)
                .isThrownBy(() -> call(Map.of()).send(get("env:NO_SUCH/x")))
                .withMessageContaining("NO_SUCH, which is not set")
                .matches(failure -> failure.kind() == StepFailure.Kind.USAGE);
    }

    @Test
    void refusesAHeaderWithALineBreakWithoutTellingIt() {
        Request request = new Request("GET", base(), Map.of("Authorization", "env:TOKEN"), Optional.empty(), PATIENCE);
        assertThatExceptionOfType(StepFailure.class)
                .isThrownBy(
                        () -> call(Map.of("TOKEN", "tr0ub4dor\r\nX-Evil: 1")).send(request))
                .withMessageContaining("header Authorization cannot be sent")
                .withMessageNotContaining("tr0ub4dor");
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesWhatIsNoAddressWithoutTellingTheVariable() {
        for (String url : List.of("ftp://tr0ub4dor", "http://tr0ub4dor:x@h/", "http://a b/tr0ub4dor", "tr0ub4dor")) {
            assertThatExceptionOfType(StepFailure.class)
                    .isThrownBy(() -> call(Map.of("U", url)).send(get("env:U")))
                    .withMessageContaining("env:U")
                    .withMessageNotContaining("tr0ub4dor");
        }
    }

    @Test
    void sendsAFormAsABrowserDoes() throws Unanswered {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("user", "a b");
        fields.put("pass", "env:SECRET");
        server.createContext(
                "/form",
                exchange -> answer(
                        exchange,
                        200,
                        exchange.getRequestHeaders().getFirst("Content-Type") + " "
                                + new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        Response response = call(Map.of("SECRET", "50%&=é"))
                .send(new Request("POST", base() + "/form", Map.of(), Optional.of(new Body.Form(fields)), PATIENCE));

        assertThat(response.body()).isEqualTo("application/x-www-form-urlencoded user=a+b&pass=50%25%26%3D%C3%A9");
    }

    @Test
    void bringsACookieAlongOnlyWhereItIsToldTo() throws Unanswered {
        server.createContext("/enter", exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "who=me; Path=/; HttpOnly; SameSite=Strict");
            exchange.getResponseHeaders().add("Location", "/inside");
            answer(exchange, 303, "");
        });
        server.createContext(
                "/inside",
                exchange -> answer(
                        exchange,
                        200,
                        String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"))));
        HttpCall browser = HttpCall.keepingCookies(Map.of());
        HttpCall stranger = call(Map.of());
        browser.send(get(base() + "/enter"));
        stranger.send(get(base() + "/enter"));

        assertThat(browser.send(get(base() + "/inside")).body()).isEqualTo("who=me");
        assertThat(stranger.send(get(base() + "/inside")).body()).isEqualTo("null");
        assertThat(HttpCall.keepingCookies(Map.of())
                        .send(get(base() + "/inside"))
                        .body())
                .isEqualTo("null");
    }

    @Test
    void doesNotFollowARedirect() throws Unanswered {
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", base() + "/");
            answer(exchange, 302, "");
        });
        Response response = call(Map.of()).send(get(base() + "/moved"));

        assertThat(response.status()).isEqualTo(302);
        assertThat(response.location()).contains(base() + "/");
        assertThat(asked).isEmpty();
    }

    @Test
    void keepsTheBeginningOfAnEndlessBody() throws Unanswered {
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = "x".repeat(8192).getBytes(UTF_8);
            try (OutputStream out = exchange.getResponseBody()) {
                while (over.getCount() > 0) {
                    out.write(chunk);
                }
            }
        });
        Response response = call(Map.of()).send(get(base() + "/endless"));

        assertThat(response.whole()).isFalse();
        assertThat(response.body()).hasSize(HttpCall.LARGEST_BODY);
    }

    @Test
    void givesUpOnABodyThatNeverEnds() {
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            await();
        });
        assertThatExceptionOfType(Unanswered.class)
                .isThrownBy(() -> call(Map.of())
                        .send(new Request("GET", base() + "/slow", Map.of(), Optional.empty(), Duration.ofMillis(300))))
                .withMessageContaining("no whole answer within 300 ms");
    }

    @Test
    void canBeCancelledFromAnotherThread() {
        HttpCall call = call(Map.of());
        server.createContext("/hang", exchange -> {
            call.cancel();
            await();
        });
        assertThatExceptionOfType(Unanswered.class)
                .isThrownBy(() -> call.send(get(base() + "/hang")))
                .withMessageContaining("interrupted");
    }

    @Test
    void saysWhenNobodyAnswers() {
        server.stop(0);
        assertThatExceptionOfType(Unanswered.class)
                .isThrownBy(() -> call(Map.of()).send(get(base())))
                .withMessageContaining("nobody answers at 127.0.0.1");
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
