package livesessions;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * The admin pages of the studio: four lists, page by page, straight from the database of {@code JDBC_DATABASE_URL}, for
 * whoever signed in with the e-mail and password of a row of {@code admins}. It listens on the loopback address, at
 * {@code PORT} (8410), and needs PostgreSQL's driver and Bouncy Castle on its class path, which {@code cleanslate.jar}
 * holds. It only reads: who is signed in is kept in memory, so that a sign-in leaves no trace in the database. With
 * {@code hash} as its argument it prints the hash of the password in {@code DASHBOARD_PASSWORD} instead.
 */
public final class Dashboard {

    private static final int PAGE = 20;
    private static final int LARGEST_FORM = 10_000;
    private static final int COST = 10;
    private static final Duration SIGNED_IN_FOR = Duration.ofMinutes(30);
    private static final Pattern COOKIE = Pattern.compile("(?:.*;\\s*)?studio=([0-9a-f]{64})(?:;.*)?");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Compared where there is no such admin, so that it takes as long to be told so. It is of no password. */
    private static final String NOBODY = "$2b$10$" + "abcdefghijklmnopqrstuu" + "0123456789abcdefghijklmnopqrstu";

    /** Who is disabled, or was locked out after five wrong passwords, does not get in. */
    private static final String ADMIN =
            "SELECT password_hash FROM admins WHERE lower(email) = lower(?) AND NOT disabled AND failed_sign_ins < 5";

    private static final Pattern PATH = Pattern.compile("/(api/)?([a-z]+)");
    private static final Pattern NUMBER = Pattern.compile("(?:.*&)?page=([1-9][0-9]{0,6})(?:&.*)?");

    /** What a page lists; nothing of a request ever becomes part of it. */
    private static final Map<String, String> LISTS = Map.of(
            "users", "SELECT id, full_name, country, created_at::date FROM users ORDER BY id DESC",
            "sessions", "SELECT id, topic, status, minutes FROM sessions ORDER BY started_at DESC, id DESC",
            "payments", "SELECT id, reference, amount, paid_at::date FROM payments ORDER BY paid_at DESC, id DESC",
            "reports", "SELECT id, body, resolved_by IS NOT NULL, reported_at::date FROM reports ORDER BY id DESC");

    private static final String SIGN_IN = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Studio: sign in</title>
            <link rel="icon" href="data:,">
            <h1>Sign in</h1>
            <p>%s</p>
            <form method="post" action="/sign-in">
              <p><label>E-mail <input name="email" type="email" autocomplete="username" required></label></p>
              <p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
              <p><button>Sign in</button></p>
            </form>
            """;

    private static final String SHELL = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Studio: %1$s</title>
            <link rel="icon" href="data:,">
            <h1>%1$s</h1>
            <nav><a href="/users">users</a> <a href="/sessions">sessions</a> <a href="/payments">payments</a> <a href="/reports">reports</a></nav>
            <form method="post" action="/sign-out"><button id="sign-out">sign out</button></form>
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

    /** Tokens of those who are signed in, with the end of their time. */
    private final Map<String, Instant> signedIn = new ConcurrentHashMap<>();

    private Dashboard(String url) {
        this.url = url;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1 && arguments[0].equals("hash")) {
            hash();
            return;
        }
        String url = System.getenv("JDBC_DATABASE_URL");
        if (url == null) {
            System.err.println(
                    "JDBC_DATABASE_URL names no database, such as jdbc:postgresql://127.0.0.1/studio. Nothing was started.");
            System.exit(2);
            return;
        }
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8410"));
        HttpServer server;
        try {
            server = start(url, port);
        } catch (BindException taken) {
            System.err.println("Port " + port + " is taken. Give another: PORT=8411. Nothing was started.");
            System.exit(2);
            return;
        }
        System.out.println("The dashboard listens at http://127.0.0.1:"
                + server.getAddress().getPort());
    }

    private static void hash() {
        String password = System.getenv("DASHBOARD_PASSWORD");
        if (password == null || password.isBlank()) {
            System.err.println("DASHBOARD_PASSWORD holds no password. Nothing was hashed.");
            System.exit(2);
            return;
        }
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        System.out.println(OpenBSDBCrypt.generate("2b", password.toCharArray(), salt, COST));
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
        boolean post = exchange.getRequestMethod().equals("POST");
        String asked = exchange.getRequestURI().getPath();
        if (asked.equals("/sign-in")) {
            if (post) {
                signIn(exchange);
            } else {
                send(exchange, 200, "text/html", SIGN_IN.formatted(""));
            }
        } else if (asked.equals("/sign-out") && post) {
            token(exchange).ifPresent(signedIn::remove);
            exchange.getResponseHeaders().set("Set-Cookie", "studio=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
            redirect(exchange, "/sign-in");
        } else if (token(exchange).filter(this::valid).isPresent()) {
            page(exchange);
        } else if (asked.startsWith("/api/")) {
            send(exchange, 401, "text/plain", "Sign in first.");
        } else {
            redirect(exchange, "/sign-in");
        }
    }

    private void signIn(HttpExchange exchange) throws IOException {
        Map<String, String> fields = form(exchange);
        boolean known;
        try {
            known = known(fields.getOrDefault("email", ""), fields.getOrDefault("password", ""));
        } catch (SQLException failed) {
            send(exchange, 500, "text/plain", "The database does not answer (" + failed.getSQLState() + ").");
            return;
        }
        if (!known) {
            send(exchange, 401, "text/html", SIGN_IN.formatted("No admin has this e-mail and password."));
            return;
        }
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        signedIn.values().removeIf(end -> end.isBefore(Instant.now()));
        signedIn.put(token, Instant.now().plus(SIGNED_IN_FOR));
        exchange.getResponseHeaders().set("Set-Cookie", "studio=" + token + "; Path=/; HttpOnly; SameSite=Strict");
        redirect(exchange, "/users");
    }

    private boolean known(String email, String password) throws SQLException {
        String hash = NOBODY;
        try (Connection database = connected();
                PreparedStatement admin = database.prepareStatement(ADMIN)) {
            admin.setString(1, email);
            try (ResultSet row = admin.executeQuery()) {
                if (row.next()) {
                    hash = row.getString(1);
                }
            }
        }
        try {
            return OpenBSDBCrypt.checkPassword(hash, password.toCharArray());
        } catch (IllegalArgumentException noHash) {
            return false;
        }
    }

    /** Nothing here writes, and the database sees to it. */
    private Connection connected() throws SQLException {
        Connection database = DriverManager.getConnection(url);
        database.setAutoCommit(false);
        database.setReadOnly(true);
        return database;
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readNBytes(LARGEST_FORM), StandardCharsets.UTF_8);
        Map<String, String> fields = new HashMap<>();
        for (String field : body.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static Optional<String> token(HttpExchange exchange) {
        String cookies = exchange.getRequestHeaders().getFirst("Cookie");
        Matcher cookie = COOKIE.matcher(cookies == null ? "" : cookies);
        return cookie.matches() ? Optional.of(cookie.group(1)) : Optional.empty();
    }

    private boolean valid(String token) {
        Instant end = signedIn.get(token);
        return end != null && Instant.now().isBefore(end);
    }

    private void page(HttpExchange exchange) throws IOException {
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
        try (Connection database = connected()) {
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

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        send(exchange, 303, "text/plain", "");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
