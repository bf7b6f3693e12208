package dev.cleanslate.evidence.runbook;

import dev.cleanslate.evidence.report.Language;
import dev.cleanslate.evidence.runbook.Phrase.Look;
import dev.cleanslate.evidence.runbook.Phrase.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runbook's words in one language: {@code <code>.properties} beside this class, above those of the report. */
final class Wording {

    private static final long MINUTE = 60;
    private static final long TWO_HOURS = 120 * MINUTE;

    private final Language language;

    Wording(Language language) {
        this.language = language.withWordsOf(Wording.class);
    }

    Language language() {
        return language;
    }

    /**
     * The words of a key. In the file stand {@code `code`} and {@code **strong**}; a value is set in after these are read, so
     * that it is a word whatever it holds. A {@link Phrase} as a value keeps its looks.
     */
    Phrase say(String key, Object... values) {
        String pattern = language.pattern(key);
        List<Span> spans = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        Look look = Look.PLAIN;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '`' || pattern.startsWith("**", i)) {
                flush(words, look, spans);
                Look mark = c == '`' ? Look.CODE : Look.STRONG;
                look = look == mark ? Look.PLAIN : mark;
                i += c == '`' ? 0 : 1;
            } else if (c == '{' && i + 2 < pattern.length() && pattern.charAt(i + 2) == '}') {
                Object value = values[pattern.charAt(i + 1) - '0'];
                i += 2;
                if (value instanceof Phrase phrase) {
                    flush(words, look, spans);
                    spans.addAll(phrase.spans());
                } else {
                    words.append(value);
                }
            } else {
                words.append(c);
            }
        }
        flush(words, look, spans);
        return new Phrase(spans);
    }

    private static void flush(StringBuilder words, Look look, List<Span> spans) {
        if (!words.isEmpty()) {
            spans.add(new Span(words.toString(), look, ""));
            words.setLength(0);
        }
    }

    /** For a place that has no looks. */
    String text(String key, Object... values) {
        return say(key, values).plain();
    }

    /** {@code key.one} or {@code key.many}. */
    Phrase count(String key, long number, Object... more) {
        boolean one = number == 1 || (number == 0 && language.say("zero.is").equals("one"));
        Object[] values = new Object[more.length + 1];
        values[0] = language.number(number);
        System.arraycopy(more, 0, values, 1, more.length);
        return say(key + (one ? ".one" : ".many"), values);
    }

    boolean knows(String key) {
        return language.knows(key);
    }

    String number(long number) {
        return language.number(number);
    }

    /** A measured time. */
    String took(Optional<Long> millis) {
        return millis.map(language::seconds).orElseGet(() -> text("unknown"));
    }

    /** A configured time: whole, as somebody wrote it. */
    String lasting(Duration time) {
        long seconds = time.toSeconds();
        if (seconds >= TWO_HOURS && seconds % 3600 == 0) {
            return text("time.h", seconds / 3600);
        }
        if (seconds >= MINUTE) {
            return text("time.min", seconds / MINUTE)
                    + (seconds % MINUTE == 0 ? "" : " " + text("time.s", seconds % MINUTE));
        }
        return text("time.s", seconds);
    }

    String list(List<String> parts) {
        return language.list(parts);
    }
}
