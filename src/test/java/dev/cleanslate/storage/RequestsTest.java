package dev.cleanslate.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
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
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<Long> pauses = new ArrayList<>();
    private final List<String> regions = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            String answer = answers.size() > 1 ? answers.remove(0) : answers.get(0);
            byte[] body = answer.substring(4).getBytes(UTF_8);
            regions.forEach(region -> exchange.getResponseHeaders().add("x-amz-bucket-region", region));
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
    void aBucketOfAnotherRegionIsNamedWithIt() {
        regions.add("eu-central-1");
        answers.add("301 <Error><Code>PermanentRedirect</Code><Message>Use another endpoint.</Message></Error>");
        assertThatThrownBy(() -> bucket().page("", ""))
                .hasMessageContaining(
                        "answered 301 PermanentRedirect: Use another endpoint.: the bucket is in eu-central-1");
        assertThat(asked).hasSize(1);
    }

    @Test
    void aStoreThatNobodyRunsIsSaidToBeThat() {
        server.stop(0);
        assertThatThrownBy(() -> bucket().page("", ""))
                .hasMessageContaining("cannot be reached: nobody takes the connection, 6 times.");
    }

    @Test
    void whatIsGivenUpIsNotAskedAgain() {
        answers.add("503 " + BUSY);
        Bucket bucket = bucket();
        bucket.cancel();
        assertThatThrownBy(() -> bucket.page("", ""))
                .hasMessageContaining("was given up, since the run was interrupted");
        assertThat(pauses).isEmpty();
    }

    @Test
    void whoeverOfTwoClocksIsBehindDecidesWhatIsYoung() {
        Instant here = Instant.parse("2026-11-06T08:49:37.5Z");
        Instant second = Instant.parse("2026-11-06T08:49:37Z");
        assertThat(Bucket.earlier(here, Optional.empty())).isEqualTo(second);
        assertThat(Bucket.earlier(here, Optional.of(second))).isEqualTo(second);
        assertThat(Bucket.earlier(here, Optional.of(second.plusSeconds(3600)))).isEqualTo(second);
        assertThat(Bucket.earlier(here, Optional.of(second.minusSeconds(3600)))).isEqualTo(second.minusSeconds(3600));
    }

    @Test
    void aNameBeforeTheHostIsSignedThere() {
        var dotted = new Address(URI.create("https://store.example:8443/s3/"), "eu-west-1", "uploads", false);
        assertThat(dotted.uri("a b+c/ü", "x=y"))
                .hasToString("https://uploads.store.example:8443/s3/a%20b%2Bc/%C3%BC?x=y");
        assertThat(dotted.path("")).isEqualTo("/s3/");
        assertThat(dotted.authority()).isEqualTo("uploads.store.example:8443");
        assertThat(new Address(Address.amazon("eu-west-1"), "eu-west-1", "uploads", true).uri("", "x=y"))
                .hasToString("https://s3.eu-west-1.amazonaws.com/uploads?x=y");
    }

    @Test
    void whatCouldNotBeDeletedIsSaid() {
        answers.add("200 <DeleteResult><Error><Key>a&amp;b</Key><Code>AccessDenied</Code></Error></DeleteResult>");
        assertThat(bucket().delete(List.of(ReconciliationTest.stored("a&b"), ReconciliationTest.stored("c"))))
                .containsOnlyKeys("a&b")
                .containsEntry("a&b", "AccessDenied");
        assertThat(asked).containsExactly("POST /uploads?delete=");
    }

    @Test
    void whoMayNotReadDeletesAsOneCouldBeforeStoresComparedContent() {
        StoredObject a = new StoredObject("a", 1, Instant.EPOCH, "\"e&1\"");
        answers.addAll(List.of(
                "200 <DeleteResult><Error><Key>a</Key><Code>AccessDenied</Code></Error></DeleteResult>",
                "200 <DeleteResult/>",
                "200 <DeleteResult/>"));
        Bucket bucket = bucket();

        assertThat(bucket.delete(List.of(a))).isEmpty();
        assertThat(bucket.delete(List.of(a))).isEmpty();

        assertThat(bodies).hasSize(3);
        assertThat(bodies.get(0)).contains("<Key>a</Key><ETag>\"e&amp;1\"</ETag>");
        assertThat(bodies.subList(1, 3)).noneMatch(body -> body.contains("ETag"));
    }

    @Test
    void whatMayNotGoAtAllIsAskedForOnceMoreAndStays() {
        StoredObject a = new StoredObject("a", 1, Instant.EPOCH, "\"e\"");
        answers.add("200 <DeleteResult><Error><Key>a</Key><Code>AccessDenied</Code></Error></DeleteResult>");
        assertThat(bucket().delete(List.of(a))).containsEntry("a", "AccessDenied");
        assertThat(asked).hasSize(2);
    }

    @Test
    void aStoreThatDoesNotKnowTheElementIsAskedWithoutIt() {
        StoredObject a = new StoredObject("a", 1, Instant.EPOCH, "\"e\"");
        answers.addAll(List.of("400 <Error><Code>MalformedXML</Code></Error>", "200 <DeleteResult/>"));
        assertThat(bucket().delete(List.of(a))).isEmpty();
        assertThat(bodies.get(1)).doesNotContain("ETag");
    }

    @Test
    void anAnswerAboutKeysThatWereNotAskedForIsNoAnswer() {
        answers.add("200 <DeleteResult><Error><Key>x</Key><Code>AccessDenied</Code></Error></DeleteResult>");
        assertThatThrownBy(() -> bucket().delete(List.of(ReconciliationTest.stored("a"))))
                .hasMessageContaining("keys that it was not asked to delete");
    }

    @Test
    void aKeyThatXmlCannotHoldIsDeletedByItself() {
        answers.add("204 ");
        assertThat(bucket().delete(List.of(ReconciliationTest.stored("a\u0001b"))))
                .isEmpty();
        assertThat(asked).containsExactly("DELETE /uploads/a%01b");
    }

    private Bucket bucket() {
        URI endpoint = URI.create("http://localhost:" + server.getAddress().getPort());
        return Bucket.at(
                new Address(endpoint, "us-east-1", "uploads", true),
                new Credentials("somebody", "anything", Optional.empty()),
                pauses::add);
    }
}
