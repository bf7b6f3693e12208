package dev.cleanslate.scan;

import java.util.Collection;
import java.util.stream.Collectors;

/** Constants as SQL writes them; every session has {@code standard_conforming_strings} on. */
final class Sql {

    private Sql() {}

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** An array as a literal without its type; the server hashes one of nine and more for {@code = ANY}. */
    static String array(Collection<String> texts) {
        return literal(texts.stream()
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}")));
    }
}
