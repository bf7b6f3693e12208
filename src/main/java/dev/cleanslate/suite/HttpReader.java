package dev.cleanslate.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what gates, smoke tests and hooks say of an HTTP request. */
final class HttpReader {

    static final List<String> HOOK_KEYS = List.of("exit", "json", "header", "retries", "timeout", "rehearse");

    private static final List<String> REQUEST = List.of(
            "url", "method", "header", "body", "status", "json", "text", "absent-text", "within", "for", "average");

    private HttpReader() {}

    static void request(Node node, String what, Values values) {
        Entries.of(node, what, REQUEST, values).ifPresent(entries -> {
            entries.require("url", "url: \"env:APP_URL/health\"");
            url(entries, "url", values);
            List.of("method", "body", "text", "absent-text").forEach(entries::text);
            List.of("within", "for", "average").forEach(entries::duration);
            entries.count("status", 100, 599);
            writtenValues(entries, "header", "header", values);
            writtenValues(entries, "json", "JSON pointer", values);
        });
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
        Map<String, String> written = new LinkedHashMap<>();
        entries.get(key)
                .ifPresent(node -> new Names(values)
                        .keys(node, entries.what(key), of)
                        .forEach(named -> values.written(
                                        named.value(),
                                        of + " " + values.faults().quote(named.name()) + " in " + entries.what(key))
                                .ifPresent(value -> written.put(named.name(), value))));
        return written;
    }
}
