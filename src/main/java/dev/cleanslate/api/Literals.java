package dev.cleanslate.api;

import java.math.BigDecimal;
import java.time.temporal.TemporalAccessor;
import java.util.UUID;

/** Values of Java as the server reads them. */
final class Literals {

    private Literals() {}

    static String text(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum<?>
                || value instanceof UUID
                || value instanceof TemporalAccessor) {
            return value.toString();
        }
        throw new IllegalArgumentException("a value of " + value.getClass().getName()
                + " has no text that the server is sure to read. Give it as a String.");
    }

    /** With E, since a backslash means itself only where standard_conforming_strings is on. */
    static String quoted(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a value holds a NUL character, which PostgreSQL cannot store");
        }
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
