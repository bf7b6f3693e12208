package livesessions;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The admin pages of the studio: four lists, page by page, straight from the database of {@code JDBC_DATABASE_URL}. It
 * listens on the loopback address, at {@code PORT} (8410), and needs nothing but PostgreSQL's driver on its class path.
 */
public final class Dashboard {

    private static final int PAGE = 20;
    private static final Pattern PATH = Pattern.compile("/(api/)?([a-z]+)");
    private static final Pattern NUMBER = Pattern.compile("(?:.*&)?page=([1-9][0-9]{0,6})(?:&.*)?");

    /** What a page lists; nothing of a request ever becomes part of it. */
    private static final Map<String, String> LISTS = Map.of(
            "users", "SELECT id, full_name, country, created_at::date FROM users ORDER BY id DESC",
            "sessions", "SELECT id, topic, status, minutes FROM sessions ORDER BY started_at DESC, id DESC",
            "payments", "SELECT id, reference, amount, paid_at::date FROM payments ORDER BY paid_at DESC, id DESC",
            "reports", "SELECT id, body, resolved_by IS NOT NULL, reported_at::date FROM reports ORDER BY id DESC");

    private static final String SHELL = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Studio: %1$s</title>
            <link rel="icon" href="data:,">
            <h1>%1$s</h1>
            <nav><a href="/users">users</a> <a href="/sessions">sessions</a> <a href="/payments">payments</a> <a href="/reports">reports</a></nav>
            <table></table>
            <p id="empty" hidden>No %1$s yet.</p>
            <p><button id="back">back</button> page <span id="page"></span> of <span id="pages"></span> <button id="on">on</button></p>
            <script>
            const at = id => document.getElementById(id);
            async function show(page) {
              const answer = await fetch('/api/%1$s?page=' + page);
              if (!answer.ok) { throw new Error('the list answered ' + answer.status); }
              const list = await answer.json();
              document.querySelector('table').replaceChildren(...list.items.map(item => {
                const row = document.createElement('tr');
                for (const value of item) { row.insertCell().textContent = value; }
                return row;
              }));
              at('empty').hidden = list.total > 0;
              at('page').textContent = list.page;
              at('pages').textContent = list.pages;
              at('back').disabled = list.page <= 1;
              at('on').disabled = list.page >= list.pages;
              at('back').onclick = () => show(list.page - 1);
              at('on').onclick = () => show(list.page + 1);
              document.body.dataset.shown = 'yes';
            }
            show(1);
            </script>
            """;

    private final String url;

    private Dashboard(String url) {
        this.url = url;
    }

    public static void main(String[] arguments) throws IOException {
        String url = System.getenv("JDBC_DATABASE_URL");
        if (url == null) {
            System.err.println(
                    "JDBC_DATABASE_URL names no database, such as jdbc:postgresql://127.0.0.1/studio. Nothing was started.");
            System.exit(2);
            return;
        }
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8410"));
        HttpServer server = start(url, port);
        System.out.println("The dashboard listens at http://127.0.0.1:"
                + server.getAddress().getPort());
    }

    /** Port 0 is any that is free. */
    public static HttpServer start(String url, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Dashboard dashboard = new Dashboard(url);
        server.createContext("/", dashboard::answer);
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        String list = path.matches() ? path.group(2) : "";
        String query = LISTS.get(list);
        if (query == null) {
            send(exchange, 404, "text/plain", "There is no such page.");
        } else if (path.group(1) == null) {
            send(exchange, 200, "text/html", SHELL.formatted(list));
        } else {
            list(exchange, query);
        }
    }

    private void list(HttpExchange exchange, String query) throws IOException {
        String asked = exchange.getRequestURI().getQuery();
        Matcher number = NUMBER.matcher(asked == null ? "page=1" : asked);
        if (!number.matches()) {
            send(exchange, 400, "text/plain", "Pages count from 1.");
            return;
        }
        try (Connection database = DriverManager.getConnection(url)) {
            send(exchange, 200, "application/json", page(database, query, Integer.parseInt(number.group(1))));
        } catch (SQLException failed) {
            send(exchange, 500, "text/plain", "The database does not answer (" + failed.getSQLState() + ").");
        }
    }

    private static String page(Connection database, String query, int page) throws SQLException {
        long total;
        try (PreparedStatement count = database.prepareStatement("SELECT count(*) FROM (" + query + ") AS list");
                ResultSet row = count.executeQuery()) {
            row.next();
            total = row.getLong(1);
        }
        List<String> items = new ArrayList<>();
        try (PreparedStatement rows = database.prepareStatement(query + " LIMIT " + PAGE + " OFFSET ?")) {
            rows.setLong(1, (page - 1L) * PAGE);
            try (ResultSet row = rows.executeQuery()) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        values.add(text(String.valueOf(row.getString(i))));
                    }
                    items.add("[" + String.join(", ", values) + "]");
                }
            }
        }
        return "{\"items\": [%s], \"shown\": %d, \"total\": %d, \"page\": %d, \"pages\": %d}"
                .formatted(String.join(", ", items), items.size(), total, page, Math.max(1, (total + PAGE - 1) / PAGE));
    }

    private static String text(String value) {
        StringBuilder json = new StringBuilder("\"");
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\' || c < ' ') {
                json.append("\\u%04x".formatted(c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
