package dev.cleanslate.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the corpus, and the little language their values are written in; the same values come out every time. */
final class CorpusText {

    private static final Pattern INNERMOST = Pattern.compile("\\{([^{}]*)}");

    private final String line;
    private final int number;
    private final boolean together;
    private final Random random;

    /** {@code together}: all lists of a line go on in step, so that an address and a name belong to each other. */
    CorpusText(String line, int number, boolean together) {
        this.line = line;
        this.number = number;
        this.together = together;
        this.random = new Random(line.hashCode() * 1_000_003L + number);
    }

    /** Lines without comments, split at semicolons, as many fields as the line has. */
    static List<String[]> lines(String file) {
        try (InputStream in = Objects.requireNonNull(CorpusText.class.getResourceAsStream("/corpus/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(";", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String of(String pattern) {
        String text = pattern;
        int before = 1;
        Matcher next = INNERMOST.matcher(text);
        while (next.find()) {
            String[] each = next.group(1).split("\\|", -1);
            int combined = before;
            IntUnaryOperator pick =
                    size -> Math.floorMod(number - 1 + (together || combined == 1 ? 0 : (number - 1) / combined), size);
            String one = each[pick.applyAsInt(each.length)];
            text = text.substring(0, next.start()) + word(one, each.length == 1) + text.substring(next.end());
            before *= each.length;
            next = INNERMOST.matcher(text);
        }
        return text;
    }

    private String word(String word, boolean alone) {
        if (word.matches("#+")) {
            return digits(word);
        }
        return switch (alone ? word : "") {
            case "n" -> String.valueOf(number);
            case "nn" -> "%02d".formatted(number);
            case "nnn" -> "%03d".formatted(number);
            case "x" -> Integer.toHexString(random.nextInt(16));
            case "A" ->
                String.valueOf("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789".charAt(random.nextInt(57)));
            case "v4" -> uuid(random.nextLong(), 4).toString();
            case "v7" ->
                uuid((1_700_000_000_000L + random.nextInt()) << 16 | random.nextInt(65_536), 7)
                        .toString();
            default -> word;
        };
    }

    private UUID uuid(long most, int version) {
        return new UUID(
                most & ~0xF000L | (long) version << 12, random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | Long.MIN_VALUE);
    }

    String digits(String pattern) {
        StringBuilder text = new StringBuilder();
        pattern.chars().forEach(c -> text.append(c == '#' ? (char) ('0' + random.nextInt(10)) : (char) c));
        return text.toString();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String line() {
        return line;
    }

    /** As it stands in an address: given behind a {@code =}, or without its accents. */
    static String latin(String name) {
        String plain = name.contains("=") ? name.substring(name.indexOf('=') + 1) : name;
        return Normalizer.normalize(plain.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replace("ß", "ss")
                .replace("ł", "l")
                .replace("ø", "o")
                .replace("đ", "d")
                .replace("ı", "i")
                .replace("æ", "ae")
                .replace("þ", "th")
                .replace("ð", "d")
                .replaceAll("[^a-z0-9]", "");
    }

    static String written(String name) {
        return name.contains("=") ? name.substring(0, name.indexOf('=')) : name;
    }
}
