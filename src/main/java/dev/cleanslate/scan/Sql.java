package dev.cleanslate.scan;

/** Constants as SQL writes them; every session has {@code standard_conforming_strings} on. */
final class Sql {

    private Sql() {}

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
