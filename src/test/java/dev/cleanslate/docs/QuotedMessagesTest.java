package dev.cleanslate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages that troubleshooting.md is ordered by are those that the sources still have. */
class QuotedMessagesTest {

    private static final Path PAGE = Path.of("src/docs/troubleshooting.md");

    /** Pieces of one text that the source has put together: only the joint goes, what is inserted is left out of quotes. */
    private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");

    private static List<String> sources;

    @BeforeAll
    static void readTheSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(QuotedMessagesTest::joined)
                    .toList();
        }
    }

    private static String joined(Path file) {
        try {
            return JOINT.matcher(Files.readString(file)).replaceAll("").replace("\\\"", "\"");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static List<String> messages() {
        return Guide.of(PAGE).headings().stream()
                .filter(heading -> heading.startsWith("`"))
                .map(heading -> heading.substring(1, heading.length() - 1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void standInASource(String message) {
        List<String> pieces = Stream.of(message.split("…", -1))
                .map(String::strip)
                .filter(piece -> !piece.isEmpty())
                .toList();
        assertThat(pieces).as("pieces of words in %s", message).anyMatch(piece -> piece.length() >= 10);
        boolean known = sources.stream().anyMatch(source -> pieces.stream().allMatch(source::contains));
        assertThat(known)
                .as("one source has all of %s; %s quotes it. Was it reworded?", pieces, PAGE)
                .isTrue();
    }

    @Test
    void areEnoughToBeWorthLookingUp() {
        assertThat(messages()).hasSizeGreaterThan(30).doesNotHaveDuplicates();
    }
}
