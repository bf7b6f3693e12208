package dev.cleanslate.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A CI with one workflow, which speaks as GitHub's API does of it: GET tells its state, PUT …/enable changes it. */
final class WorkflowApi implements AutoCloseable {

    private static final String REPOSITORY = "/repos/iron-hall/gym";
    private static final String WORKFLOW = REPOSITORY + "/actions/workflows/weekly-refill.yml";
    private static final String TOKEN = "ghs-invented-for-the-test";

    private final HttpServer server;
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private volatile String state;

    WorkflowApi(String state) throws IOException {
        this.state = state;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    Map<String, String> environment() {
        return Map.of("CI_URL", "http://127.0.0.1:" + server.getAddress().getPort() + REPOSITORY, "CI_TOKEN", TOKEN);
    }

    String state() {
        return state;
    }

    /** What was asked of it beyond telling its state. */
    List<String> changes() {
        return changes;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String asked =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            say(exchange, 401, "{\"message\": \"Bad credentials\"}");
        } else if (asked.equals("GET " + WORKFLOW)) {
            say(
                    exchange,
                    200,
                    "{\"id\": 161335, \"name\": \"Weekly refill\", \"path\": \".github/workflows/weekly-refill.yml\","
                            + " \"state\": \"" + state + "\"}");
        } else if (asked.equals("PUT " + WORKFLOW + "/enable")) {
            changes.add(asked);
            state = "active";
            say(exchange, 204, "");
        } else {
            say(exchange, 404, "{\"message\": \"Not Found\"}");
        }
    }

    private static void say(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
