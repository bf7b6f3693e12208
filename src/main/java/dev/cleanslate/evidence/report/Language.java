package dev.cleanslate.evidence.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/**
 * What the report itself says, in one language: the file {@code <code>.properties} beside this class. A new language is
 * one such file; what it leaves out is said in English. How numbers and times are written stands in it too, so that a page
 * comes out the same on every JDK.
 */
public final class Language {

    public static final String ENGLISH = "en";

    private final String code;
    private final Properties words;

    private Language(String code, Properties words) {
        this.code = code;
        this.words = words;
    }

    public static Language english() {
        return of(ENGLISH).orElseThrow(() -> new IllegalStateException("en.properties is not in this jar."));
    }

    /** Empty where there is no such file. */
    public static Optional<Language> of(String code) {
        if (!code.matches("[a-z]{2,3}(-[A-Za-z]{2,4})?")) {
            return Optional.empty();
        }
        return read(Language.class, code, code.equals(ENGLISH) ? new Properties() : english().words)
                .map(words -> new Language(code, words));
    }

    /** The codes that {@link #of} knows, for a message. */
    public static List<String> known() {
        TreeSet<String> codes = new TreeSet<>();
        for (String code : Locale.getISOLanguages()) {
            if (Language.class.getResource(code + ".properties") != null) {
                codes.add(code);
            }
        }
        return List.copyOf(codes);
    }

    /** The same language with the words of another page too: the files of the same names beside that page. */
    public Language withWordsOf(Class<?> page) {
        Properties english = read(page, ENGLISH, words)
                .orElseThrow(() -> new IllegalStateException("There is no en.properties beside " + page + "."));
        return new Language(
                code, code.equals(ENGLISH) ? english : read(page, code, english).orElse(english));
    }

    private static Optional<Properties> read(Class<?> page, String code, Properties usual) {
        try (InputStream in = page.getResourceAsStream(code + ".properties")) {
            if (in == null) {
                return Optional.empty();
            }
            Properties words = new Properties(usual);
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return Optional.of(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String code() {
        return code;
    }

    public boolean knows(String key) {
        return words.getProperty(key) != null;
    }

    /** Those that begin so, in their order. */
    List<String> keys(String prefix) {
        return words.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .sorted()
                .toList();
    }

    /** As it stands in the file, for who sets the values into it otherwise than {@link #say}. */
    public String pattern(String key) {
        String pattern = words.getProperty(key);
        if (pattern == null) {
            throw new IllegalStateException("The report has no words for \"" + key + "\".");
        }
        return pattern;
    }

    /** {@code {0}}, {@code {1}} stand for the values. */
    public String say(String key, Object... values) {
        String pattern = pattern(key);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '{' && i + 2 < pattern.length() && pattern.charAt(i + 2) == '}') {
                out.append(values[pattern.charAt(i + 1) - '0']);
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** A word of the record in this language; one that is not known yet stays as it is. */
    public String word(String group, String recorded) {
        String key = group + "." + recorded;
        return knows(key) ? say(key) : recorded;
    }

    /** {@code key.one} or {@code key.many}, with the number in it. */
    public String count(String key, long number) {
        boolean one = number == 1 || (number == 0 && say("zero.is").equals("one"));
        return say(key + (one ? ".one" : ".many"), number(number));
    }

    public String number(long number) {
        return grouped(Long.toString(Math.abs(number)), number < 0);
    }

    private String grouped(String digits, boolean negative) {
        StringBuilder out = new StringBuilder(negative ? "-" : "");
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                out.append(say("number.group"));
            }
            out.append(digits.charAt(i));
        }
        return out.toString();
    }

    public String percent(double share) {
        return say("number.percent", decimal(share, share >= 10 ? 0 : 1));
    }

    private String decimal(double value, int places) {
        return String.format(Locale.ROOT, "%." + places + "f", value).replace(".", say("number.decimal"));
    }

    public String seconds(long millis) {
        long whole = millis / 1000;
        if (whole >= 3600) {
            return say("time.hours", whole / 3600, String.format(Locale.ROOT, "%02d", whole / 60 % 60));
        }
        if (whole >= 60) {
            return say("time.minutes", whole / 60, String.format(Locale.ROOT, "%02d", whole % 60));
        }
        return say("time.seconds", decimal(millis / 1000.0, whole >= 10 ? 1 : 2));
    }

    /** In UTC; what is no time stays as it is. */
    public String moment(String recorded) {
        try {
            return DateTimeFormatter.ofPattern(say("time.moment"), Locale.forLanguageTag(code))
                    .withZone(ZoneOffset.UTC)
                    .format(Instant.parse(recorded));
        } catch (DateTimeParseException other) {
            return recorded;
        }
    }

    /** Joined as a person would: by commas. */
    public String list(List<String> parts) {
        return String.join(say("list.comma"), new ArrayList<>(parts));
    }
}
