package dev.cleanslate.suite;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** The suite that uses every key of the grammar. */
final class FullSuite {

    private FullSuite() {}

    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(FullSuite.class.getResource("full/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
