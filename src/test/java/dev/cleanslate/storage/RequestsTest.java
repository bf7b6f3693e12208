package dev.cleanslate.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store that is busy, or that says no, is asked again. */
class RequestsTest {

    private static final String BUSY = "<Error><Code>SlowDown</Code><Message>Reduce your rate.</Message></Error>";
    private static final String EMPTY = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";

    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Long> pauses = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            String answer = answers.size() > 1 ? answers.remove(0) : answers.get(0);
            byte[] body = answer.substring(4).getBytes(UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void aBusyStoreIsAskedAgainAfterEverLongerPauses() {
        answers.addAll(List.of("503 " + BUSY, "503 " + BUSY, "500 ", "200 " + EMPTY));
        assertThat(bucket().page("a b/", "x").objects()).isEmpty();
        assertThat(asked)
                .hasSize(4)
                .containsOnly("GET /uploads?encoding-type=url&list-type=2&max-keys=1000&prefix=a%20b%2F&start-after=x");
        assertThat(pauses).hasSize(3).isSorted().allMatch(ms -> ms >= 100 && ms < 800);
    }

    @Test
    void oneThatStaysBusyIsGivenUp() {
        answers.add("503 " + BUSY);
        assertThatThrownBy(() -> bucket().page("", ""))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("answered 503 SlowDown: Reduce your rate., 6 times");
        assertThat(asked).hasSize(Requests.ATTEMPTS);
    }

    @Test
    void aRefusalIsNotAskedAgainAndNamesNoSecret() {
        answers.add("403 <Error><Code>AccessDenied</Code><Message>No.</Message></Error>");
        assertThatThrownBy(() -> bucket().page("", ""))
                .hasMessageContaining("bucket \"uploads\" at localhost:")
                .hasMessageContaining("answered 403 AccessDenied: No.")
                .hasMessageNotContaining("anything");
        assertThat(asked).hasSize(1);
    }

    @Test
    void aCopyThatFailsAfterItsGoodStatusIsMadeAgain() {
        answers.addAll(List.of(
                "200 <Error><Code>InternalError</Code><Message>Again.</Message></Error>",
                "200 <CopyObjectResult><ETag>x</ETag></CopyObjectResult>"));
        assertThat(bucket().copy("a", "", "removed/a")).isTrue();
        assertThat(asked).containsExactly("PUT /uploads/removed/a", "PUT /uploads/removed/a");
    }

    @Test
    void whatCouldNotBeDeletedIsSaid() {
        answers.add("200 <DeleteResult><Error><Key>a&amp;b</Key><Code>AccessDenied</Code></Error></DeleteResult>");
        assertThat(bucket().delete(List.of("a&b", "c"))).containsOnlyKeys("a&b").containsEntry("a&b", "AccessDenied");
        assertThat(asked).containsExactly("POST /uploads?delete=");
    }

    @Test
    void aKeyThatXmlCannotHoldIsDeletedByItself() {
        answers.add("204 ");
        assertThat(bucket().delete(List.of("a\u0001b"))).isEmpty();
        assertThat(asked).containsExactly("DELETE /uploads/a%01b");
    }

    private Bucket bucket() {
        URI endpoint = URI.create("http://localhost:" + server.getAddress().getPort());
        return Bucket.at(
                endpoint,
                "us-east-1",
                "uploads",
                new Credentials("somebody", "anything", Optional.empty()),
                pauses::add);
    }
}
