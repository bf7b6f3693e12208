package dev.cleanslate.engine;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this JVM has seen of a suite, by its id.
 *
 * <p>Problem: Surefire's {@code rerunFailingTestsCount} asks, in the same JVM, for single steps by unique id; one that
 * passes alone would turn the build green, and what came after it never ran. The id does not name a class-path resource
 * either. Solution: remember which suites failed, and what they were found by.
 * See https://maven.apache.org/surefire/maven-surefire-plugin/examples/rerun-failing-tests.html
 */
final class Memory {

    private static final Map<String, String> FAILED = new ConcurrentHashMap<>();
    private static final Map<String, Origin> ORIGINS = new ConcurrentHashMap<>();

    private Memory() {}

    record Origin(Path file, Anchor anchor) {}

    static void failed(String suite, String how) {
        FAILED.put(suite, how);
    }

    static void passed(String suite) {
        FAILED.remove(suite);
    }

    static Optional<String> failureOf(String suite) {
        return Optional.ofNullable(FAILED.get(suite));
    }

    static void found(String suite, Origin origin) {
        ORIGINS.put(suite, origin);
    }

    static Optional<Origin> originOf(String suite) {
        return Optional.ofNullable(ORIGINS.get(suite));
    }
}
