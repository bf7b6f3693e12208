package dev.cleanslate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.docs.Guide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The commands that the documents tell people to type are commands of this version. */
class DocumentedCommandsTest {

    private static final Pattern COMMAND = Pattern.compile(
            "^(?:\\$ |run: |\\w+=\\S+ |- )*(?:cleanslate|java -jar \\S*cleanslate[\\w.*-]*\\.jar|(mvn|\\./mvnw)) (.+)$");

    /** What a shell does with what follows is the shell's business. */
    private static final Pattern REST = Pattern.compile(" +#.*| +(?:\\||&&|>>?|2>) .*|\\)\"?$");

    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");

    private static final String DOTS = "…";

    static List<Guide> guides() {
        return Guide.all();
    }

    record Command(boolean maven, List<String> words) {}

    private static List<Command> commands(Guide guide) {
        Stream<String> lines = Stream.concat(
                guide.blocks().stream()
                        .flatMap(block -> block.text().replace("\\\n", " ").lines()),
                guide.spans().stream().filter(DocumentedCommandsTest::isCommand));
        return lines.map(String::strip)
                .map(COMMAND::matcher)
                .filter(Matcher::matches)
                .map(match -> new Command(match.group(1) != null, words(match.group(2))))
                .toList();
    }

    /** In a sentence the name of the tool can stand before anything, and a command without what belongs to it. */
    private static boolean isCommand(String span) {
        List<String> words = words(span);
        return !span.startsWith("cleanslate ")
                || (words.size() > 2 && Main.line().getSubcommands().containsKey(words.get(1)));
    }

    private static List<String> words(String line) {
        // A place for a name may have blanks in it, and what may be left out stands in brackets.
        String plain = REST.matcher(line.replaceAll("<[^<>]*>", "X"))
                .replaceAll("")
                .replaceAll("[\\[\\]](?= |$)|(?<= )\\[", "");
        return WORD.matcher(plain)
                .results()
                .map(match -> match.group().replaceAll("[\"']", ""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("guides")
    void areKnown(Guide guide) {
        List<String> unknown = new ArrayList<>();
        for (Command command : commands(guide)) {
            String fault = command.maven() ? strangeToMaven(command.words()) : strange(command.words());
            if (!fault.isEmpty()) {
                unknown.add(String.join(" ", command.words()) + ": " + fault);
            }
        }
        assertThat(unknown).as("commands of %s", guide).isEmpty();
    }

    @Test
    void areSeen() {
        assertThat(guides().stream().mapToLong(guide -> commands(guide).size()).sum())
                .isGreaterThan(70);
    }

    private static String strange(List<String> words) {
        CommandLine line = Main.line();
        // A command alone is told of, and not to be typed.
        if (words.size() > 1 && words.stream().noneMatch(word -> word.contains(DOTS) || word.contains("$"))) {
            try {
                line.parseArgs(words.toArray(String[]::new));
                return "";
            } catch (ParameterException e) {
                return String.valueOf(e.getMessage());
            }
        }
        Map<String, CommandLine> commands = line.getSubcommands();
        CommandLine named = commands.get(words.get(0));
        if (named == null) {
            return words.get(0).equals(DOTS) || words.get(0).startsWith("-") ? "" : "no such command";
        }
        return words.stream()
                .filter(word -> word.startsWith("--")
                        && !named.getCommandSpec().optionsMap().containsKey(word))
                .findFirst()
                .map(option -> named.getCommandName() + " has no " + option)
                .orElse("");
    }

    private static String strangeToMaven(List<String> words) {
        for (String word : words) {
            if (word.startsWith("-P") && !Pom.has("<id>" + word.substring(2).replaceFirst(",.*", "") + "</id>")) {
                return "no profile " + word.substring(2);
            }
            if (word.startsWith("-D") && !Pom.knows(word.substring(2).replaceFirst("=.*", ""))) {
                return "nothing reads " + word;
            }
            if (!word.startsWith("-")
                    && !word.matches("verify|test|package|test-compile|spotless:apply|generate-resources|N|" + DOTS)) {
                return "no goal that the documents need is called " + word;
            }
        }
        return "";
    }

    /** What Maven is told of this project, and what its tests ask of it. */
    private static final class Pom {

        private static final String TEXT = read(Path.of("pom.xml"));

        static boolean has(String text) {
            return TEXT.contains(text);
        }

        static boolean knows(String property) {
            return List.of("target", "test", "maven.test.skip").contains(property)
                    || has("${" + property + "}")
                    || TESTS.contains("\"" + property + "\"");
        }

        private static final String TESTS = tests();

        private static String tests() {
            try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
                return String.join(
                        "",
                        files.filter(file -> file.toString().endsWith(".java"))
                                .map(Pom::read)
                                .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
