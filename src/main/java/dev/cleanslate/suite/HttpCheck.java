package dev.cleanslate.suite;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request and what its answer must be, as the suite says it, {@code env:NAME} still unexpanded. Requests of one
 * {@code session} share their cookies. {@code lasting} and {@code average} are of requests that go on for a while.
 */
public record HttpCheck(
        String url,
        String method,
        Map<String, String> header,
        Optional<Body> body,
        Optional<String> session,
        Expected expected,
        Optional<Duration> lasting,
        Optional<Duration> average) {

    public HttpCheck {
        header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
    }

    public sealed interface Body {

        record Written(String text) implements Body {}

        /** Fields as a browser sends them. */
        record Form(Map<String, String> fields) implements Body {
            public Form {
                fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            }
        }
    }

    /** Without a status, any of success will do. {@code json}: values by JSON pointer, as they are written. */
    public record Expected(
            Optional<Integer> status,
            Map<String, String> json,
            Optional<String> text,
            Optional<String> absentText,
            Optional<Duration> within) {

        public Expected {
            json = Collections.unmodifiableMap(new LinkedHashMap<>(json));
        }
    }
}
