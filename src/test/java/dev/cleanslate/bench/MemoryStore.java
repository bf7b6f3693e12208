package dev.cleanslate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A bucket in memory that answers after about as long as a store in the same region does. A test server that keeps its
 * objects in files reads all of them for every page, and so would be what is measured.
 */
final class MemoryStore implements AutoCloseable {

    private static final long LISTED_NANOS = 40_000_000;
    private static final long DELETED_NANOS = 250_000_000;
    private static final long COPIED_NANOS = 25_000_000;
    private static final int PAGE = 1000;
    private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

    private final NavigableMap<String, Boolean> keys = new ConcurrentSkipListMap<>();
    private final HttpServer server;

    MemoryStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newFixedThreadPool(64, work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    String endpoint() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void put(String key) {
        keys.put(key, true);
    }

    int size() {
        return keys.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        URI uri = exchange.getRequestURI();
        switch (exchange.getRequestMethod()) {
            case "GET" -> answer(exchange, LISTED_NANOS, page(query(uri)));
            case "POST" -> {
                Matcher found = KEY.matcher(new String(body, UTF_8));
                while (found.find()) {
                    keys.remove(found.group(1));
                }
                answer(exchange, DELETED_NANOS, "<DeleteResult/>");
            }
            default -> {
                put(uri.getPath().replaceFirst("^/[^/]*/", ""));
                answer(exchange, COPIED_NANOS, "<CopyObjectResult/>");
            }
        }
    }

    private String page(Map<String, String> query) {
        String prefix = query.getOrDefault("prefix", "");
        String after = query.getOrDefault("start-after", "");
        var page = keys.tailMap(after, false).keySet().stream()
                .dropWhile(key -> key.compareTo(prefix) < 0)
                .takeWhile(key -> key.startsWith(prefix))
                .limit(PAGE + 1)
                .toList();
        String contents = page.stream()
                .limit(PAGE)
                .map(
                        key -> "<Contents><Key>" + URLEncoder.encode(key, UTF_8)
                                + "</Key><LastModified>2020-01-01T00:00:00.000Z</LastModified><ETag>\"x\"</ETag><Size>1000</Size></Contents>")
                .collect(Collectors.joining());
        return "<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>" + (page.size() > PAGE)
                + "</IsTruncated>" + contents + "</ListBucketResult>";
    }

    private static Map<String, String> query(URI uri) {
        return Stream.of(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private static void answer(HttpExchange exchange, long nanos, String xml) throws IOException {
        LockSupport.parkNanos(nanos);
        byte[] body = xml.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
