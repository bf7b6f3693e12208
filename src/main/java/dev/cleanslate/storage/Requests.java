package dev.cleanslate.storage;

import dev.cleanslate.seal.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/**
 * Signed requests of one bucket, in path style. All of them may be sent twice without harm, so what a busy or a faulty
 * server does not answer is asked again, each time after a longer pause.
 */
final class Requests {

    static final int ATTEMPTS = 6;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final long FIRST_PAUSE = 100;
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

    private final URI endpoint;
    private final String bucket;
    private final Signature signature;
    private final Pause pause;
    private final HttpClient client = HttpClient.newBuilder()
            // The stores speak 1.1, where each of many requests at once has a connection of its own.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    Requests(URI endpoint, String bucket, Signature signature, Pause pause) {
        this.endpoint = endpoint;
        this.bucket = bucket;
        this.signature = signature;
        this.pause = pause;
    }

    String bucket() {
        return bucket;
    }

    /** How the time between two attempts is spent. */
    @FunctionalInterface
    interface Pause {

        Pause ASLEEP = Thread::sleep;

        void millis(long millis) throws InterruptedException;
    }

    /** {@code key} is empty where the bucket itself is meant. */
    record Call(String method, String key, SortedMap<String, String> query, Map<String, String> headers, String body) {

        @Override
        public String toString() {
            return method + (key.isEmpty() ? "" : " of \"" + key + "\"");
        }
    }

    byte[] send(Call call) {
        String last = "";
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<byte[]> response = client.send(signed(call), BodyHandlers.ofByteArray());
                Map<String, String> error = error(response);
                if (error.isEmpty()) {
                    return response.body();
                }
                last = "answered " + response.statusCode() + " " + String.join(": ", error.values());
                // A copy may fail after its 200 was sent; then the body alone says so.
                if (!PASSING.contains(response.statusCode()) && response.statusCode() != 200) {
                    throw failure(call, last, error.getOrDefault("Code", ""));
                }
            } catch (IOException e) {
                last = "did not answer (" + e + ")";
            } catch (InterruptedException e) {
                throw interrupted(call);
            }
            if (attempt == ATTEMPTS) {
                throw failure(call, last + ", " + ATTEMPTS + " times", "");
            }
            rest(call, attempt);
        }
    }

    private void rest(Call call, int attempt) {
        long longest = FIRST_PAUSE << attempt;
        try {
            // Of differing length, so that many at once do not all come back at the same moment.
            pause.millis(ThreadLocalRandom.current().nextLong(longest / 2, longest));
        } catch (InterruptedException e) {
            throw interrupted(call);
        }
    }

    private StorageFailure interrupted(Call call) {
        Thread.currentThread().interrupt();
        return failure(call, "was given up, since the run was interrupted", "");
    }

    private StorageFailure failure(Call call, String what, String code) {
        return new StorageFailure(
                "bucket \"" + bucket + "\" at " + endpoint.getAuthority() + ", " + call + ": " + what + ".", code);
    }

    /** Empty for success. */
    private static Map<String, String> error(HttpResponse<byte[]> response) {
        boolean good = response.statusCode() / 100 == 2;
        SortedMap<String, String> error = new TreeMap<>();
        try {
            error.putAll(response.body().length == 0 ? Map.of() : Answers.failure(response.body()));
        } catch (XMLStreamException e) {
            error.put("Message", "and no XML");
        }
        if (!good && error.isEmpty()) {
            error.put("Message", "without a word");
        }
        response.headers()
                .firstValue("x-amz-bucket-region")
                .filter(region -> !good)
                .ifPresent(region -> error.put("Region", "the bucket is in " + region));
        error.keySet().retainAll(Set.of("Code", "Message", "Region"));
        return error;
    }

    private HttpRequest signed(Call call) {
        String digest = Digest.of(call.body());
        String path = endpoint.getRawPath().replaceAll("/+$", "") + "/" + Signature.encoded(bucket, false)
                + (call.key().isEmpty() ? "" : "/" + Signature.encoded(call.key(), true));
        String query = call.query().entrySet().stream()
                .map(e -> Signature.encoded(e.getKey(), false) + "=" + Signature.encoded(e.getValue(), false))
                .collect(Collectors.joining("&"));
        SortedMap<String, String> headers = new TreeMap<>(call.headers());
        headers.put("host", endpoint.getAuthority());
        headers.put("x-amz-content-sha256", digest);
        URI uri = URI.create(
                endpoint.getScheme() + "://" + endpoint.getAuthority() + path + (query.isEmpty() ? "" : "?" + query));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .method(
                        call.method(),
                        call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body()));
        signature
                .sign(
                        new Signature.Request(call.method(), path, query, headers, digest),
                        Clock.systemUTC().instant())
                .forEach(request::setHeader);
        return request.build();
    }
}
