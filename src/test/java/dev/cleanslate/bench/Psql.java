package dev.cleanslate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /**
     * Milliseconds between the server's clock before the first statement and after the last, as psql asks for it: the
     * start of the client and its connection are no part of it. Empty when a statement ran into its timeout.
     */
    static OptionalLong timed(String url, List<String> statements) {
        String clock = "SELECT round(extract(epoch FROM clock_timestamp()) * 1000)";
        List<String> all = new ArrayList<>();
        all.add("\\set VERBOSITY sqlstate\n" + clock);
        all.addAll(statements);
        all.add(clock);
        Ended psql = ended(url, all, List.of("-At"));
        if (psql.code() != 0 && psql.output().contains("57014")) {
            return OptionalLong.empty();
        }
        psql.requireSound();
        List<Long> times = psql.output().lines().map(Long::valueOf).toList();
        return OptionalLong.of(times.get(1) - times.get(0));
    }

    /** Milliseconds from the start of the process to its end, for one transaction. */
    static OptionalLong run(String url, List<String> statements) {
        if (!isThere()) {
            return OptionalLong.empty();
        }
        long started = System.nanoTime();
        ended(url, statements, List.of("-1")).requireSound();
        return OptionalLong.of((System.nanoTime() - started) / 1_000_000);
    }

    private record Ended(int code, String output) {

        void requireSound() {
            if (code != 0) {
                throw new IllegalStateException("psql failed: " + output);
            }
        }
    }

    private static Ended ended(String url, List<String> statements, List<String> options) {
        try {
            List<String> command = new ArrayList<>(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"));
            command.addAll(options);
            command.add(url);
            Process psql = new ProcessBuilder(command).redirectErrorStream(true).start();
            psql.getOutputStream().write((String.join(";\n", statements) + ";\n").getBytes(StandardCharsets.UTF_8));
            psql.getOutputStream().close();
            String output = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(psql.waitFor(), output);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
