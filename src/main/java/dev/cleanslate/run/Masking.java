package dev.cleanslate.run;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Keeps values of the environment that look like secrets out of what programs print. */
final class Masking {

    private static final Pattern SECRET =
            Pattern.compile(".*(PASS|SECRET|TOKEN|KEY|CREDENTIAL|WEBHOOK|URL).*", Pattern.CASE_INSENSITIVE);
    private static final int SHORTEST = 4;

    private final List<String> secrets;

    Masking(Map<String, String> environment) {
        secrets = environment.entrySet().stream()
                .filter(variable -> SECRET.matcher(variable.getKey()).matches())
                .map(Map.Entry::getValue)
                .filter(value -> value.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    String of(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }
}
