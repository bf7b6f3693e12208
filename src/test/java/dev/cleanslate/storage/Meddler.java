package dev.cleanslate.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before the object server and passes on what it is asked; before that, or instead, a test does what it likes. */
final class Meddler implements AutoCloseable {

    /** Nothing is answered, and the connection ends. */
    static final Answer CUT = new Answer(0, "");

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger asked = new AtomicInteger();
    private final Meddling meddling;

    record Answer(int status, String body) {}

    /** {@code what} is the method and the raw path with its query; {@code number} counts from 1. Empty passes it on. */
    @FunctionalInterface
    interface Meddling {
        Optional<Answer> on(String what, int number);
    }

    Meddler(Meddling meddling) throws IOException {
        this.meddling = meddling;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    /** Says of every deletion that it went well but for this key. */
    static Meddler keeping(String key, String code) throws IOException {
        var answer = new Answer(
                200, "<DeleteResult><Error><Key>" + key + "</Key><Code>" + code + "</Code></Error></DeleteResult>");
        return new Meddler((what, number) -> what.startsWith("POST") ? Optional.of(answer) : Optional.empty());
    }

    URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String what = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        Optional<Answer> answer = meddling.on(what, asked.incrementAndGet());
        if (answer.isPresent()) {
            if (answer.get().equals(CUT)) {
                exchange.close();
                return;
            }
            answer(
                    exchange,
                    answer.get().status(),
                    answer.get().body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        ObjectServer.endpoint() + exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.toLowerCase(java.util.Locale.ROOT).matches("x-amz-.*|content-type|content-md5|authorization")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer(exchange, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
