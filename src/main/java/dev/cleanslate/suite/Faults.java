package dev.cleanslate.suite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong in one file, and shows what was found in a way that fits the file. */
final class Faults {

    private static final String CONSEQUENCE = " Nothing was run.";

    /** More than anybody mends in one go; the rest is counted. */
    private static final int MOST = 500;

    private final List<Fault> found = new ArrayList<>();
    private final Optional<Secrets> secrets;
    private int beyond;

    private Faults(Optional<Secrets> secrets) {
        this.secrets = secrets;
    }

    static Faults ofSuite() {
        return new Faults(Optional.empty());
    }

    /** A targets file may hold a password by mistake, anywhere, so as little of it as will do is ever shown. */
    static Faults ofTargets(Secrets secrets) {
        return new Faults(Optional.of(secrets));
    }

    /** The message ends with its last sentence; the consequence is added here. */
    void add(Place place, String message) {
        if (found.size() >= MOST) {
            beyond++;
            return;
        }
        found.add(new Fault(place, secrets.map(s -> s.mask(message)).orElse(message) + CONSEQUENCE));
    }

    /** What is wrong in a file that this one names. */
    void addAll(Faults others) {
        others.found.stream().limit(Math.max(0, MOST - found.size())).forEach(found::add);
        beyond += others.beyond;
    }

    /** A value that the file gives. */
    String quote(String text) {
        return secrets.isEmpty() || Shown.isSmallNumber(text) ? Shown.text(text) : Shown.HIDDEN;
    }

    /** A name that the file's author chose. */
    String quoteName(String name) {
        return secrets.isEmpty() || Shown.isWord(name) ? Shown.text(name) : Shown.HIDDEN;
    }

    /** A word that is none of those the grammar has. */
    String quoteWord(String word, Collection<String> allowed) {
        return secrets.isEmpty() || Nearest.word(word, allowed).isPresent() ? Shown.text(word) : quote(word);
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
                    Place.of(sorted.get(0).place().file()),
                    "and " + beyond + " more faults like these." + CONSEQUENCE));
        }
        return sorted;
    }

    <T> Reading<T> faulty() {
        return new Reading.Faulty<>(sorted());
    }
}
