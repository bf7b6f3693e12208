package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files reviewed by eye once and kept. {@code -Dgolden.write=true} writes them anew, for another review. */
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/dev/cleanslate/evidence");

    private Golden() {}

    static void assertMatches(String name, String actual) throws IOException {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, actual);
        }
        assertThat(actual).as(name).isEqualTo(Files.readString(file));
    }
}
