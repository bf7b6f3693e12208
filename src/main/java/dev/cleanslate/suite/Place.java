package dev.cleanslate.suite;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something stands in a file, or in a class as {@code gym.GymReset#sales}. Line and column count from 1; 0 means
 * the file as a whole, or a column that is not known.
 */
public record Place(String file, int line, int column) {

    private static final Pattern METHOD = Pattern.compile("([\\p{L}\\p{N}_.$]+)#([\\p{L}\\p{N}_$]+)");

    public static Place of(String file) {
        return new Place(file, 0, 0);
    }

    static Place ofMethod(Class<?> type, String method, int line) {
        return new Place(type.getName() + "#" + method, line, 0);
    }

    /** A method of a suite class. */
    public record InClass(String type, String method) {}

    /** The method that is meant, where this is a place in a class. */
    public Optional<InClass> inClass() {
        Matcher matcher = METHOD.matcher(file);
        return matcher.matches() ? Optional.of(new InClass(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + (column == 0 ? "" : ":" + column);
    }
}
