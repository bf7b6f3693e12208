package dev.cleanslate.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one analysis printed and wrote. */
record Looked(int exitCode, String out, String err, Path file) {

    /** Writes the suite of that name into the playground's folder, in place of the one that is there. */
    static Looked at(Playground playground, String suite) {
        Path written = playground.suites.resolve(suite);
        try {
            Files.deleteIfExists(written.resolve("suite.yaml"));
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        return at(playground, playground.database.url(), false, Optional.of(written), Map.of());
    }

    static Looked at(
            Playground playground, String url, boolean json, Optional<Path> written, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(playground.environment);
        all.putAll(environment);
        var invocation = new Invocation(
                Command.PLAN,
                Optional.empty(),
                Optional.of(url),
                List.of(),
                playground.suites,
                playground.reports,
                Optional.empty(),
                true,
                Optional.empty(),
                new Invocation.Output(json, false, false),
                all);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        PrintStream formerOut = System.out;
        PrintStream formerErr = System.err;
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            int code = Analysis.run(invocation, written);
            return new Looked(
                    code,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8),
                    written.orElse(Path.of("none")).resolve("suite.yaml"));
        } finally {
            System.setOut(formerOut);
            System.setErr(formerErr);
        }
    }

    String suite() {
        try {
            return Files.readString(file);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}
