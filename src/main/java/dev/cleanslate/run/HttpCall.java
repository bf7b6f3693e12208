package dev.cleanslate.run;

import dev.cleanslate.suite.HttpCheck.Body;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request at a time, bounded in time and size. Redirects are not followed: whoever is asked must be whoever
 * answers, and a header with a token belongs to nobody else. No message holds a value that came from the environment.
 */
final class HttpCall {

    /** Of an answer, that much is kept. */
    static final int LARGEST_BODY = 1_000_000;

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final FromEnvironment variables;
    private final Optional<CookieManager> cookies;
    private volatile @Nullable HttpClient client;
    private volatile @Nullable CompletableFuture<?> underWay;
    private volatile boolean cancelled;

    HttpCall(Map<String, String> environment) {
        this(environment, Optional.empty());
    }

    private HttpCall(Map<String, String> environment, Optional<CookieManager> cookies) {
        this.variables = new FromEnvironment(environment);
        this.cookies = cookies;
    }

    /** Its requests are those of one browser: what a server gives it in a cookie, it brings along the next time. */
    static HttpCall keepingCookies(Map<String, String> environment) {
        return new HttpCall(environment, Optional.of(new CookieManager()));
    }

    /** Address, header values and body may say {@code env:NAME}; {@code timeout} is for all of it, body included. */
    record Request(String method, String url, Map<String, String> header, Optional<Body> body, Duration timeout) {}

    /** {@code whole} is false where the body was longer than what is kept of it; {@code location}: of a redirect. */
    record Response(int status, String body, boolean whole, Duration elapsed, Optional<String> location) {}

    /** Nothing came back: no connection, no end in time, or the call was cancelled. The message says which. */
    static final class Unanswered extends Exception {

        private static final long serialVersionUID = 1L;

        Unanswered(String message) {
            super(message);
        }
    }

    /** @throws StepFailure of kind USAGE when this is no request that can be sent */
    Response send(Request request) throws Unanswered {
        HttpRequest built = built(request);
        long started = System.nanoTime();
        CompletableFuture<HttpResponse<BoundedBody.Kept>> answer =
                client().sendAsync(built, any -> new BoundedBody(LARGEST_BODY));
        underWay = answer;
        if (cancelled) {
            answer.cancel(true);
        }
        try {
            HttpResponse<BoundedBody.Kept> response =
                    answer.get(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Response(
                    response.statusCode(),
                    response.body().text(),
                    response.body().whole(),
                    Duration.ofNanos(System.nanoTime() - started),
                    response.headers().firstValue("location"));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new Unanswered("there was no whole answer within " + Text.duration(request.timeout()));
        } catch (CancellationException e) {
            throw new Unanswered("it was given up, since the run was interrupted");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unanswered("it was given up, since the run was interrupted");
        } catch (ExecutionException e) {
            throw new Unanswered(
                    cancelled
                            ? "it was given up, since the run was interrupted"
                            : reason(e.getCause(), built.uri().getHost()));
        } finally {
            underWay = null;
        }
    }

    /** From any thread: ends the call under way, and every later one. */
    void cancel() {
        cancelled = true;
        CompletableFuture<?> call = underWay;
        if (call != null) {
            call.cancel(true);
        }
    }

    private HttpRequest built(Request request) {
        URI uri = uri(variables.of(request.url(), "the address"), request.url());
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(uri).timeout(request.timeout()).header("User-Agent", "cleanslate");
        if (request.body().filter(Body.Form.class::isInstance).isPresent()) {
            builder.setHeader("Content-Type", "application/x-www-form-urlencoded");
        }
        request.header().forEach((name, value) -> header(builder, name, variables.of(value, "header " + name)));
        String method = request.method().toUpperCase(Locale.ROOT);
        try {
            return builder.method(
                            method,
                            request.body()
                                    .map(body -> BodyPublishers.ofString(text(body)))
                                    .orElseGet(BodyPublishers::noBody))
                    .build();
        } catch (IllegalArgumentException e) {
            throw unusable("\"" + request.method() + "\" is no HTTP method");
        }
    }

    private String text(Body body) {
        if (body instanceof Body.Form form) {
            return form.fields().entrySet().stream()
                    .map(field -> encoded(field.getKey()) + "="
                            + encoded(variables.of(field.getValue(), "field " + field.getKey())))
                    .collect(Collectors.joining("&"));
        }
        return variables.of(((Body.Written) body).text(), "the body");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static URI uri(String url, String written) {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
                throw unusable("the address " + written + " is not http://host… or https://host…");
            }
            if (uri.getRawUserInfo() != null) {
                throw unusable("the address " + written
                        + " holds a user or password, which is not sent. Use header: { Authorization: \"env:NAME\" }");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw unusable("the address " + written + " is no URL that can be asked for");
        }
    }

    /** The exception's own message would hold the value. */
    private static void header(HttpRequest.Builder builder, String name, String value) {
        try {
            builder.setHeader(name, value);
        } catch (IllegalArgumentException e) {
            throw unusable("header " + Text.printable(name)
                    + " cannot be sent: its name is not allowed, or its value holds a line break or a character that no header"
                    + " can");
        }
    }

    private static StepFailure unusable(String message) {
        return new StepFailure(StepFailure.Kind.USAGE, message + ".");
    }

    private HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            HttpClient.Builder builder =
                    HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER);
            cookies.ifPresent(builder::cookieHandler);
            made = builder.build();
            client = made;
        }
        return made;
    }

    private static String reason(@Nullable Throwable cause, String host) {
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return "there was no answer in time";
        }
        if (cause instanceof java.net.ConnectException) {
            return "nobody answers at " + host;
        }
        if (cause instanceof javax.net.ssl.SSLException) {
            return "no trusted TLS connection to " + host + " could be made";
        }
        return cause instanceof IOException
                ? "the connection to " + host + " broke"
                : "it failed: "
                        + (cause == null
                                ? "no reason is known"
                                : cause.getClass().getSimpleName());
    }
}
