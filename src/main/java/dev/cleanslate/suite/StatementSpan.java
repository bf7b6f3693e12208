package dev.cleanslate.suite;

import java.util.List;

/**
 * One statement of a script, from its first word to its last, without the semicolon; the offsets are into the script.
 * {@code words} are its first words outside parentheses, in upper case.
 */
public record StatementSpan(String text, int line, int start, int end, List<String> words) {

    public StatementSpan {
        words = List.copyOf(words);
    }

    /** Whether the statement begins with these words. */
    boolean begins(String... head) {
        return words.size() >= head.length && words.subList(0, head.length).equals(List.of(head));
    }
}
