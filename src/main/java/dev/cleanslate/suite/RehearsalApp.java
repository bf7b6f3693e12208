package dev.cleanslate.suite;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The application that is tried out on the copy. {@code timeout}: how long it may take until {@code ready}, an address,
 * answers; {@code env}: variables it gets, which may speak of the copy as in <code>{{url}}</code>.
 */
public record RehearsalApp(
        Place place, List<String> run, Duration timeout, Map<String, String> env, Optional<String> ready) {

    /** What a variable may speak of. */
    public static final List<String> WORDS = List.of("url", "jdbc-url", "host", "port", "database", "user", "password");

    public RehearsalApp {
        run = List.copyOf(run);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    }
}
