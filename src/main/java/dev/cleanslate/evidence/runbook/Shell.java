package dev.cleanslate.evidence.runbook;

import dev.cleanslate.evidence.Printable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A command line under construction, for bash, zsh and their like. A value is one word in it, whatever it holds. */
final class Shell {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/:+,-]+");

    private final List<String> words = new ArrayList<>();

    private Shell() {}

    static Shell of(String... words) {
        Shell shell = new Shell();
        shell.words.addAll(List.of(words));
        return shell;
    }

    /** Of this program, never of a suite. */
    Shell with(String... plain) {
        words.addAll(List.of(plain));
        return this;
    }

    /** A value that could be taken for an option, or for a file of options, is tied to its own. */
    Shell option(String name, String value) {
        if (value.startsWith("-") || value.startsWith("@") || value.isEmpty()) {
            words.add(name + "=" + word(value));
        } else {
            words.add(name);
            words.add(word(value));
        }
        return this;
    }

    /** A value that the shell itself knows. */
    Shell variable(String name, String variable) {
        words.add(name);
        words.add("\"$" + variable + "\"");
        return this;
    }

    /** {@code -Dname=value} of Maven. */
    Shell property(String name, String value) {
        words.add("-D" + name + "=" + word(value));
        return this;
    }

    String line() {
        return String.join(" ", words);
    }

    /** What is invisible, or turns other text around, is written as its code, which the shell turns back. */
    static String word(String value) {
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        return value.codePoints().allMatch(Shell::shows)
                ? "'" + value.replace("'", "'\\''") + "'"
                : "$'" + coded(value) + "'";
    }

    private static String coded(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints().forEach(c -> {
            if (c == '\'' || c == '\\') {
                text.append('\\').appendCodePoint(c);
            } else if (shows(c)) {
                text.appendCodePoint(c);
            } else {
                // By its bytes, since what \\u stands for depends on the shell's locale.
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    text.append(String.format(Locale.ROOT, "\\x%02x", b));
                }
            }
        });
        return text.toString();
    }

    /** Of blanks only the plain one: the others look like it. */
    private static boolean shows(int c) {
        return c == ' ' || (Printable.shows(c) && !Character.isSpaceChar(c));
    }
}
