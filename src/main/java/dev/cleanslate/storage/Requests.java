package dev.cleanslate.storage;

import dev.cleanslate.seal.Digest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/**
 * Signed requests of one bucket. All of them may be sent twice without harm, so what a busy or a faulty server does not
 * answer is asked again, each time after a longer pause.
 */
final class Requests {

    static final int ATTEMPTS = 6;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE = 100;
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

    private final Address address;
    private final Signature signature;
    private final Pause pause;
    private final Map<Long, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean cancelled;
    private volatile Optional<Instant> told = Optional.empty();
    private final HttpClient client = HttpClient.newBuilder()
            // The stores speak 1.1, where each of many requests at once has a connection of its own.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    Requests(Address address, Signature signature, Pause pause) {
        this.address = address;
        this.signature = signature;
        this.pause = pause;
    }

    Address address() {
        return address;
    }

    /** What time it was by the store's clock when it answered last. */
    Optional<Instant> told() {
        return told;
    }

    /** How the time between two attempts is spent. */
    @FunctionalInterface
    interface Pause {

        Pause ASLEEP = Thread::sleep;

        void millis(long millis) throws InterruptedException;
    }

    /** {@code key} is empty where the bucket itself is meant. */
    record Call(String method, String key, SortedMap<String, String> query, Map<String, String> headers, String body) {

        private static final Duration SHORT = Duration.ofSeconds(60);
        private static final Duration COPY = Duration.ofMinutes(10);

        /** A copy of gigabytes is answered when it is done. */
        Duration patience() {
            return headers.containsKey("x-amz-copy-source") ? COPY : SHORT;
        }

        @Override
        public String toString() {
            return method + (key.isEmpty() ? "" : " of \"" + key + "\"");
        }
    }

    /** From any thread: what is under way ends, and nothing more is sent. */
    void cancel() {
        cancelled = true;
        underWay.values().forEach(request -> request.cancel(true));
    }

    byte[] send(Call call) {
        String last = "";
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<byte[]> response = answered(call);
                Map<String, String> error = error(response);
                if (error.isEmpty()) {
                    return response.body();
                }
                last = "answered " + response.statusCode() + " " + String.join(": ", error.values());
                // A copy may fail after its 200 was sent; then the body alone says so.
                if (!PASSING.contains(response.statusCode()) && response.statusCode() != 200) {
                    throw failure(call, last, error.getOrDefault("Code", String.valueOf(response.statusCode())));
                }
            } catch (IOException e) {
                last = silence(e);
            }
            if (attempt == ATTEMPTS) {
                throw failure(call, last + ", " + ATTEMPTS + " times", "");
            }
            rest(call, attempt);
        }
    }

    private HttpResponse<byte[]> answered(Call call) throws IOException {
        requireGoingOn(call);
        CompletableFuture<HttpResponse<byte[]>> request = client.sendAsync(signed(call), BodyHandlers.ofByteArray());
        long number = sent.incrementAndGet();
        underWay.put(number, request);
        try {
            // Whoever cancelled in between has not seen it yet.
            requireGoingOn(call);
            HttpResponse<byte[]> response = request.get();
            response.headers().firstValue("date").flatMap(Requests::moment).ifPresent(at -> told = Optional.of(at));
            return response;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException trouble) {
                throw trouble;
            }
            throw new IllegalStateException(call + " broke down", e.getCause());
        } catch (CancellationException e) {
            throw interrupted(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(call);
        } finally {
            underWay.remove(number);
        }
    }

    private static Optional<Instant> moment(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String silence(IOException trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "cannot be reached: no server of that name is known here";
            }
        }
        if (trouble instanceof HttpTimeoutException) {
            return "did not answer in time";
        }
        if (trouble instanceof ConnectException) {
            return "cannot be reached: nobody takes the connection";
        }
        return "did not answer (" + trouble + ")";
    }

    private void rest(Call call, int attempt) {
        long longest = FIRST_PAUSE << attempt;
        try {
            // Of differing length, so that many at once do not all come back at the same moment.
            pause.millis(ThreadLocalRandom.current().nextLong(longest / 2, longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(call);
        }
    }

    private void requireGoingOn(Call call) {
        if (cancelled) {
            throw interrupted(call);
        }
    }

    private StorageFailure interrupted(Call call) {
        return failure(call, "was given up, since the run was interrupted", "");
    }

    private StorageFailure failure(Call call, String what, String code) {
        return new StorageFailure(address + ", " + call + ": " + what + ".", code);
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
        error.computeIfPresent("Region", (key, region) -> "the bucket is in " + region);
        response.headers()
                .firstValue("x-amz-bucket-region")
                .filter(region -> !good)
                .ifPresent(region -> error.put("Region", "the bucket is in " + region));
        error.keySet().retainAll(Set.of("Code", "Message", "Region"));
        return error;
    }

    private HttpRequest signed(Call call) {
        String digest = Digest.of(call.body());
        String query = call.query().entrySet().stream()
                .map(e -> Signature.encoded(e.getKey(), false) + "=" + Signature.encoded(e.getValue(), false))
                .collect(Collectors.joining("&"));
        SortedMap<String, String> headers = new TreeMap<>(call.headers());
        headers.put("host", address.authority());
        headers.put("x-amz-content-sha256", digest);
        HttpRequest.Builder request = HttpRequest.newBuilder(address.uri(call.key(), query))
                .timeout(call.patience())
                .method(
                        call.method(),
                        call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body()));
        signature
                .sign(
                        new Signature.Request(call.method(), address.path(call.key()), query, headers, digest),
                        Clock.systemUTC().instant())
                .forEach(request::setHeader);
        return request.build();
    }
}
