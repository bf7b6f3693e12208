package dev.cleanslate.suite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Collects what is wrong in one file, and shows what was found in a way that fits the file. */
final class Faults {

    private static final String CONSEQUENCE = " Nothing was run.";

    /** More than anybody mends in one go; the rest is counted. */
    private static final int MOST = 500;

    private final List<Fault> found = new ArrayList<>();
    private final UnaryOperator<String> quoting;
    private final UnaryOperator<String> masking;
    private int beyond;

    private Faults(UnaryOperator<String> quoting, UnaryOperator<String> masking) {
        this.quoting = quoting;
        this.masking = masking;
    }

    static Faults ofSuite() {
        return new Faults(Shown::text, UnaryOperator.identity());
    }

    /** A targets file may hold a password by mistake, so only what looks like a word of it is ever shown. */
    static Faults ofTargets(Secrets secrets) {
        return new Faults(Shown::word, secrets::mask);
    }

    /** The message ends with its last sentence; the consequence is added here. */
    void add(Place place, String message) {
        if (found.size() >= MOST) {
            beyond++;
            return;
        }
        found.add(new Fault(place, masking.apply(message) + CONSEQUENCE));
    }

    String quote(String text) {
        return quoting.apply(text);
    }

    boolean none() {
        return found.isEmpty();
    }

    List<Fault> sorted() {
        List<Fault> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt((Fault fault) -> fault.place().line())
                .thenComparingInt(fault -> fault.place().column()));
        if (beyond > 0) {
            sorted.add(new Fault(
                    Place.of(sorted.get(0).place().file()), "and " + beyond + " more faults like these." + CONSEQUENCE));
        }
        return sorted;
    }

    <T> Reading<T> faulty() {
        return new Reading.Faulty<>(sorted());
    }
}
