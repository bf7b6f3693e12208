package dev.cleanslate.evidence;

import java.util.List;

/** Numbers as a row of small bars, from zero to the largest of them. */
final class Sparkline {

    private static final String BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
    private static final String PLAIN = "_.:-=+*#";

    private Sparkline() {}

    static String of(List<Long> numbers, Glyphs glyphs) {
        String signs = glyphs.equals(Glyphs.UNICODE) ? BARS : PLAIN;
        long most = numbers.stream().mapToLong(Long::longValue).max().orElse(0);
        StringBuilder line = new StringBuilder();
        for (long number : numbers) {
            int height =
                    most == 0 || number <= 0 ? 0 : (int) Math.ceil((signs.length() - 1) * ((double) number / most));
            line.append(signs.charAt(Math.min(height, signs.length() - 1)));
        }
        return line.toString();
    }
}
