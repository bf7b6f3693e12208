package dev.cleanslate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/** The client of PostgreSQL itself, where it is installed. */
final class Psql {

    private Psql() {}

    static boolean isThere() {
        try {
            return new ProcessBuilder("psql", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Milliseconds from the start of the process to its end, for one transaction. */
    static OptionalLong run(String url, List<String> statements) {
        if (!isThere()) {
            return OptionalLong.empty();
        }
        try {
            long started = System.nanoTime();
            Process psql = new ProcessBuilder("psql", "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", url)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            psql.getOutputStream().write((String.join(";\n", statements) + ";\n").getBytes(StandardCharsets.UTF_8));
            psql.getOutputStream().close();
            if (psql.waitFor() != 0) {
                throw new IllegalStateException("psql failed");
            }
            return OptionalLong.of((System.nanoTime() - started) / 1_000_000);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
