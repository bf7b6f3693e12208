package dev.cleanslate.evidence.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a record says in English and in the same words each time but for the values in them, in the reader's language: the
 * sentence is known by its words in {@code en.properties}. One that is not known stays as it is.
 */
final class Sentences {

    private static final String PREFIX = "sentence.";
    private static final String JOINT = "; ";

    /** Beyond this it is a list of a hostile database, and no sentence. */
    private static final int LONGEST = 4_000;

    private static final Pattern VALUE = Pattern.compile("\\{([0-9])}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern MOMENT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");
    private static final List<String> WORDS = List.of("severity", "trigger");

    private static final List<Known> KNOWN = known(Language.english());

    private Sentences() {}

    private record Known(String key, Pattern english, int values, int words) {}

    static String of(String text, Language language) {
        return language.code().equals(Language.ENGLISH) || text.length() > LONGEST
                ? text
                : said(text, language).orElse(text);
    }

    /** One sentence, or several of which each is known: half a translation is none. Whichever knows more of the words. */
    private static Optional<String> said(String text, Language language) {
        Optional<Said> whole = whole(text, language);
        List<Optional<Said>> parts = List.of(text.split(JOINT, -1)).stream()
                .map(part -> whole(part, language))
                .toList();
        Optional<Said> several = parts.stream().allMatch(Optional::isPresent)
                ? parts.stream().flatMap(Optional::stream).reduce((some, next) -> some.and(next, language))
                : Optional.empty();
        return Stream.of(whole, several)
                .flatMap(Optional::stream)
                .max(Comparator.comparing(Said::words))
                .map(Said::text);
    }

    /** {@code words}: how much of it is known, and no value. */
    private record Said(String text, int words) {

        Said and(Said next, Language language) {
            return new Said(language.say("sentences.two", text, next.text), words + next.words);
        }
    }

    private static Optional<Said> whole(String text, Language language) {
        for (Known known : KNOWN) {
            Matcher found = known.english().matcher(text);
            if (found.matches()) {
                Object[] values = new Object[known.values()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = value(found.group("v" + i), language);
                }
                return Optional.of(new Said(language.say(known.key(), values), known.words()));
            }
        }
        return Optional.empty();
    }

    private static String value(String text, Language language) {
        if (NUMBER.matcher(text).matches()) {
            return language.number(Long.parseLong(text));
        }
        if (MOMENT.matcher(text).matches()) {
            return language.moment(text);
        }
        return WORDS.stream()
                .filter(group -> language.knows(group + "." + text))
                .findFirst()
                .map(group -> language.word(group, text))
                .or(() -> said(text, language))
                .orElse(text);
    }

    /** The more words of its own a sentence has, the earlier it is tried. */
    private static List<Known> known(Language english) {
        List<Known> known = new ArrayList<>();
        for (String key : english.keys(PREFIX)) {
            String pattern = english.pattern(key);
            StringBuilder regex = new StringBuilder();
            Matcher value = VALUE.matcher(pattern);
            int end = 0;
            int values = 0;
            while (value.find()) {
                regex.append(Pattern.quote(pattern.substring(end, value.start())))
                        .append("(?<v")
                        .append(value.group(1))
                        .append(">.+?)");
                end = value.end();
                values++;
            }
            regex.append(Pattern.quote(pattern.substring(end)));
            known.add(new Known(
                    key, Pattern.compile(regex.toString(), Pattern.DOTALL), values, pattern.length() - 3 * values));
        }
        known.sort(Comparator.comparing(Known::words).reversed().thenComparing(Known::key));
        return List.copyOf(known);
    }
}
