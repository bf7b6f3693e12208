package dev.cleanslate.suite;

import java.util.List;

/** What came of reading a file: a sound value, or every fault that was found in it, in the order of its lines. */
public sealed interface Reading<T> {

    record Sound<T>(T value) implements Reading<T> {}

    record Faulty<T>(List<Fault> faults) implements Reading<T> {
        public Faulty {
            if (faults.isEmpty()) {
                throw new IllegalArgumentException("a faulty reading names at least one fault");
            }
            faults = List.copyOf(faults);
        }
    }
}
