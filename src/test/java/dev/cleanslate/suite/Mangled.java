package dev.cleanslate.suite;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A file as it comes out of a slip of the hand: a few characters or lines gone, doubled, swapped or put in. */
public final class Mangled {

    private static final String INSERTED = "{}[]:,-'\"#&*!|>%@`\t\n \\${}?a0;()~=<\u00E9\uD83D\uDE00";

    private Mangled() {}

    public static String text(String text, Random random, int times) {
        String mutated = text;
        for (int i = 0; i < times; i++) {
            mutated = once(mutated, random);
        }
        // Half of a surrogate pair is no text that a file could hold.
        return new String(mutated.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String once(String text, Random random) {
        if (text.length() < 2) {
            return text + "-";
        }
        int at = random.nextInt(text.length() - 1);
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + INSERTED.charAt(random.nextInt(INSERTED.length())) + text.substring(at);
            case 2 -> text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
            case 3 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + random.nextInt(30)));
            default -> withoutALine(text, random);
        };
    }

    private static String withoutALine(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (lines.size() > 1) {
            lines.remove(random.nextInt(lines.size()));
        }
        return String.join("\n", lines) + "\n\n";
    }
}
