package dev.cleanslate.session;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that takes messages, and answers as it is told to. */
final class Chat implements AutoCloseable {

    private final HttpServer server;
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();

    private Chat(HttpServer server) {
        this.server = server;
    }

    static Chat open() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var chat = new Chat(server);
        server.createContext("/", exchange -> {
            chat.messages.add(
                    new JsonMapper().readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(chat.next(), -1);
            exchange.close();
        });
        server.start();
        return chat;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/T0P-K3Y";
    }

    /** The statuses to come; after them 200. */
    synchronized void answers(Integer... statuses) {
        answers.clear();
        answers.addAll(List.of(statuses));
    }

    private synchronized int next() {
        Integer status = answers.poll();
        return status == null ? 200 : status;
    }

    List<JsonNode> messages() {
        return messages;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
