package dev.cleanslate.evidence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A headless Chromium with one page, spoken to over its DevTools protocol. */
final class Browser {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>();
    private int calls;

    private Browser(Process process, String devTools) throws IOException, InterruptedException {
        this.process = process;
        URI address = URI.create(devTools);
        HttpRequest fresh = HttpRequest.newBuilder(
                        URI.create("http://" + address.getAuthority() + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        JsonNode page = RecordFile.read(
                http.send(fresh, HttpResponse.BodyHandlers.ofByteArray()).body());
        socket = http.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .buildAsync(URI.create(page.path("webSocketDebuggerUrl").asString()), new Ears())
                .join();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
    }

    static Optional<String> program() {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    static Browser start(Path profile) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program().orElseThrow(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--remote-allow-origins=*",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String begin = "DevTools listening on ";
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(begin)) {
                Thread rest = new Thread(() -> said.lines().forEach(ignored -> {}), "chromium says");
                rest.setDaemon(true);
                rest.start();
                return new Browser(process, line.substring(begin.length()));
            }
        }
        throw new IOException("Chromium ended before it listened.");
    }

    JsonNode call(String method, Map<String, ?> parameters) throws IOException, InterruptedException {
        int id = ++calls;
        socket.sendText(RecordFile.compact(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        while (true) {
            JsonNode next = next();
            if (next.path("id").asInt(-1) == id) {
                if (next.has("error")) {
                    throw new IOException(method + ": " + next.path("error"));
                }
                return next.path("result");
            }
            events.add(next);
        }
    }

    private JsonNode next() throws IOException, InterruptedException {
        JsonNode next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new IOException("Chromium has said nothing for " + PATIENCE_SECONDS + " s.");
        }
        return next;
    }

    /** Opens the file in a window of that width, in light or dark, and answers what the page asked and said meanwhile. */
    List<JsonNode> open(Path file, int width, boolean dark) throws IOException, InterruptedException {
        return open(file.toUri().toString(), width, dark);
    }

    List<JsonNode> open(String url, int width, boolean dark) throws IOException, InterruptedException {
        events.clear();
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        media("screen", dark);
        call("Page.navigate", Map.of("url", url));
        while (events.stream().noneMatch(e -> e.path("method").asString("").equals("Page.loadEventFired"))) {
            events.add(next());
        }
        return List.copyOf(events);
    }

    /** Does what makes the page give way to another, and waits for that one. */
    void leave(String script) throws IOException, InterruptedException {
        events.clear();
        evaluate(script);
        while (events.stream().noneMatch(e -> e.path("method").asString("").equals("Page.loadEventFired"))) {
            events.add(next());
        }
    }

    /** What was asked and said since the page was opened. */
    List<JsonNode> heard() {
        return List.copyOf(events);
    }

    void media(String media, boolean dark) throws IOException, InterruptedException {
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "media",
                        media,
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** The value of a JavaScript expression, waited for when it is a promise. */
    JsonNode evaluate(String expression) throws IOException, InterruptedException {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IOException(result.path("exceptionDetails").toString());
        }
        return result.path("result").path("value");
    }

    byte[] screenshot() throws IOException, InterruptedException {
        return image("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    }

    byte[] print() throws IOException, InterruptedException {
        return image("Page.printToPDF", Map.of("printBackground", true, "preferCSSPageSize", true));
    }

    private byte[] image(String method, Map<String, ?> parameters) throws IOException, InterruptedException {
        return Base64.getDecoder().decode(call(method, parameters).path("data").asString());
    }

    void end() throws InterruptedException {
        socket.abort();
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        // One that outlives its parent would go on writing into the profile, which is about to be deleted.
        children.forEach(ProcessHandle::destroyForcibly);
        var gone = CompletableFuture.allOf(
                children.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        gone.completeOnTimeout(null, 5, TimeUnit.SECONDS).join();
    }

    private final class Ears implements WebSocket.Listener {

        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                heard.add(RecordFile.read(parts.toString().getBytes(StandardCharsets.UTF_8)));
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
