package dev.cleanslate.evidence.report;

import java.util.regex.Pattern;

/** A value in a command that people copy into a shell: one word, whatever it holds. */
final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]+");

    private ShellWord() {}

    static String of(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
