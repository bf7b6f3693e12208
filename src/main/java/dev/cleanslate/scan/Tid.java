package dev.cleanslate.scan;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a row lies in its table: {@code (block,item)}, as the server writes it. */
record Tid(long block, int item) implements Comparable<Tid> {

    private static final Pattern TEXT = Pattern.compile("\\((\\d+),(\\d+)\\)");
    private static final Comparator<Tid> ORDER =
            Comparator.comparingLong(Tid::block).thenComparingInt(Tid::item);

    static Tid parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the place of a row: " + text);
        }
        return new Tid(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public int compareTo(Tid other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "(" + block + "," + item + ")";
    }
}
