package dev.cleanslate.suite;

/** One thing wrong in a file: where, and a message that names what was found and the likely mend. */
public record Fault(Place place, String message) {

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
