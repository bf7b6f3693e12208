package dev.cleanslate.suite;

import java.util.Locale;

/** A method's name as a sentence: {@code nobodyKeepsADemoAddress} is "Nobody keeps a demo address". */
final class Sentence {

    private Sentence() {}

    static String of(String method) {
        String words = method.replace('_', ' ')
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .strip();
        StringBuilder sentence = new StringBuilder();
        for (String word : words.split(" +", -1)) {
            // Several capitals in a row are a word of their own, as in SQL; a single one begins a word.
            boolean acronym = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
            sentence.append(sentence.isEmpty() ? "" : " ").append(acronym ? word : word.toLowerCase(Locale.ROOT));
        }
        String text = sentence.toString();
        return text.isEmpty() ? method : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
