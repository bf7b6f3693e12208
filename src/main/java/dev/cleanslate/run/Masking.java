package dev.cleanslate.run;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keeps values of the environment that look like secrets out of what programs print and servers answer. */
final class Masking {

    private static final Pattern SECRET = Pattern.compile(
            ".*(PASS|PWD|SECRET|TOKEN|KEY|CREDENTIAL|AUTH|COOKIE|WEBHOOK|URL|DSN).*|(.*_)?PAT(_.*)?",
            Pattern.CASE_INSENSITIVE);
    /** Said in nearly every shell, and of no worth to anybody. */
    private static final Pattern HARMLESS = Pattern.compile("(OLD)?PWD|.*_SOCK", Pattern.CASE_INSENSITIVE);

    private static final Pattern PASSWORD_IN_URL = Pattern.compile("://[^/@\\s]*?:([^@\\s]+)@");
    private static final int SHORTEST = 4;
    private static final int SHORTEST_LINE = 12;

    private final List<String> secrets;

    Masking(Map<String, String> environment) {
        secrets = environment.entrySet().stream()
                .filter(variable -> SECRET.matcher(variable.getKey()).matches()
                        && !HARMLESS.matcher(variable.getKey()).matches())
                .flatMap(variable -> pieces(variable.getValue()))
                .filter(value -> value.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The whole, the password in an address, and the lines of a key: a program may print only one of these. */
    private static Stream<String> pieces(String value) {
        Matcher password = PASSWORD_IN_URL.matcher(value);
        Stream<String> inside = password.find() ? Stream.of(password.group(1)) : Stream.of();
        Stream<String> lines = value.lines().map(String::strip).filter(line -> line.length() >= SHORTEST_LINE);
        return Stream.concat(Stream.of(value.strip()), Stream.concat(inside, lines));
    }

    String of(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }

    /** For a message: masked before it is cut, since half a secret would no longer be known as one. */
    String of(String text, int most) {
        String masked = of(text).strip();
        return masked.length() <= most ? masked : masked.substring(0, most) + "…";
    }
}
