package dev.cleanslate.suite;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what gates, smoke tests and hooks say of an HTTP request. */
final class HttpReader {

    static final List<String> HOOK_KEYS = List.of("exit", "json", "header", "retries", "timeout", "rehearse");

    private static final List<String> REQUEST = List.of(
            "url",
            "method",
            "header",
            "body",
            "form",
            "session",
            "status",
            "json",
            "text",
            "absent-text",
            "within",
            "for",
            "average");
    private static final Pattern PASSWORD = Pattern.compile("passw|pwd", Pattern.CASE_INSENSITIVE);

    private HttpReader() {}

    static Optional<HttpCheck> request(Node node, String what, Values values) {
        return Entries.of(node, what, REQUEST, values).flatMap(entries -> {
            entries.require("url", "url: \"env:APP_URL/health\"");
            Optional<String> url = url(entries, "url", values);
            String method = entries.text("method").orElse(entries.has("form") ? "POST" : "GET");
            Map<String, String> header = writtenValues(entries, "header", "header", values);
            Optional<HttpCheck.Body> body = body(entries, values);
            Optional<String> session = entries.label("session");
            var expected = new HttpCheck.Expected(
                    entries.count("status", 100, 599),
                    pointers(entries, values),
                    entries.text("text"),
                    entries.text("absent-text"),
                    entries.duration("within"));
            Optional<Duration> lasting = entries.duration("for");
            Optional<Duration> average = entries.duration("average");
            return url.map(
                    address -> new HttpCheck(address, method, header, body, session, expected, lasting, average));
        });
    }

    private static Optional<HttpCheck.Body> body(Entries entries, Values values) {
        Map<String, String> fields = writtenValues(entries, "form", "field", values);
        fields.forEach((name, value) -> {
            if (PASSWORD.matcher(name).find() && !value.contains("env:")) {
                values.faults()
                        .add(
                                entries.placeOf("form"),
                                "field " + values.faults().quote(name) + " in " + entries.what("form")
                                        + " is a password that stands in the file. Take it from the environment: env:NAME.");
            }
        });
        if (entries.has("form") && entries.has("body")) {
            values.faults()
                    .add(
                            entries.placeOf("form"),
                            entries.what("form") + " stands beside \"body\", and one request sends one of them. Remove"
                                    + " the other.");
        }
        return entries.has("form")
                ? Optional.of(new HttpCheck.Body.Form(fields))
                : entries.text("body").map(HttpCheck.Body.Written::new);
    }

    private static Map<String, String> pointers(Entries entries, Values values) {
        Map<String, String> json = writtenValues(entries, "json", "JSON pointer", values);
        for (String pointer : json.keySet()) {
            if (!pointer.matches("(/([^~]|~[01])*)?")) {
                values.faults()
                        .add(
                                entries.placeOf("json"),
                                "JSON pointer " + values.faults().quote(pointer) + " in " + entries.what("json")
                                        + " must begin with a slash, as in /state or /runs/0/status.");
            }
        }
        return json;
    }

    /** An address is http, https, or begins with a variable, as in {@code env:APP_URL/health}; it holds no password. */
    static Optional<String> url(Entries entries, String key, Values values) {
        Optional<String> url = entries.label(key);
        Optional<Node> node = entries.get(key);
        if (url.isEmpty() || node.isEmpty()) {
            return Optional.empty();
        }
        if (Secrets.literalIn(url.get())) {
            values.faults()
                    .add(
                            node.get().place(),
                            entries.what(key) + " holds a password. Take it from the environment: env:NAME.");
        } else if (!url.get().matches("(https?://|env:[A-Za-z_]).*")) {
            values.faults()
                    .add(node.get().place(), entries.what(key) + " must begin with http://, https:// or env:NAME.");
        }
        return url;
    }

    static Map<String, String> writtenValues(Entries entries, String key, String of, Values values) {
        Map<String, String> read = new LinkedHashMap<>();
        entries.get(key)
                .ifPresent(node -> new Names(values)
                        .keys(node, entries.what(key), of)
                        .forEach(named -> values.written(
                                        named.value(),
                                        of + " " + values.faults().quote(named.name()) + " in " + entries.what(key))
                                .ifPresent(value -> read.put(named.name(), value))));
        return read;
    }
}
