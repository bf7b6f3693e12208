package dev.cleanslate.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        playground.environment.putAll(environment);
        Invocation invocation = playground.ofUrl(url, List.of(), new Invocation.Output(json, false, false));
        Spoken spoken = Spoken.by(() -> Analysis.run(invocation, written));
        return new Looked(
                spoken.exitCode(),
                spoken.out(),
                spoken.err(),
                written.orElse(Path.of("none")).resolve("suite.yaml"));
    }

    String suite() {
        try {
            return Files.readString(file);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}
