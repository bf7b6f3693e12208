package dev.cleanslate.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A document of the project in Markdown. */
public record Guide(Path file, String text) {

    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```(\\w*) *\\n(.*?)^ *```$");
    private static final Pattern INDENTED = Pattern.compile("(?m)(?:^(?: {4,}).*\\S.*$\\n?)+");
    private static final Pattern SPAN = Pattern.compile("(?<!`)`([^`\\n]+)`(?!`)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

    /** A block of code and the language it says it is in; none where it is only indented. */
    public record Block(String language, String text) {}

    public static List<Guide> all() {
        try (Stream<Path> docs = Files.walk(Path.of("src/docs"));
                Stream<Path> suites = Files.walk(Path.of("suites"), 2)) {
            return Stream.of(Stream.of(Path.of("README.md"), Path.of("reports/README.md")), docs, suites)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Guide::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Guide of(Path file) {
        try {
            return new Guide(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        FENCED.matcher(text).results().forEach(match -> blocks.add(new Block(match.group(1), code(match.group(2)))));
        INDENTED.matcher(FENCED.matcher(text).replaceAll(""))
                .results()
                .forEach(match -> blocks.add(new Block("", code(match.group()))));
        return blocks;
    }

    /** The last line is closed by the fence, and its indentation is none of the code's. */
    private static String code(String text) {
        return text.stripTrailing().stripIndent() + "\n";
    }

    /** What stands in a line as code. */
    public List<String> spans() {
        return SPAN.matcher(prose()).results().map(match -> match.group(1)).toList();
    }

    List<String> links() {
        return LINK.matcher(SPAN.matcher(prose()).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    public List<String> headings() {
        return HEADING.matcher(FENCED.matcher(text).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** As GitHub makes them of the headings; the second of a name gets a number. */
    List<String> anchors() {
        List<String> anchors = new ArrayList<>();
        for (String heading : headings()) {
            String plain = heading.replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            String anchor = plain;
            for (int i = 1; anchors.contains(anchor); i++) {
                anchor = plain + "-" + i;
            }
            anchors.add(anchor);
        }
        Pattern.compile("<a id=\"([^\"]+)\">")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .forEach(anchors::add);
        return anchors;
    }

    private String prose() {
        return INDENTED.matcher(FENCED.matcher(text).replaceAll("")).replaceAll(match -> keptListItem(match.group()));
    }

    /** What belongs to an item of a list is indented too, and is no code. */
    private static String keptListItem(String block) {
        return java.util.regex.Matcher.quoteReplacement(
                block.stripIndent().matches("(?s)(java|mvn|cleanslate) .*") ? "" : block);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
