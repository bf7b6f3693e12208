package dev.cleanslate.seal;

/** What a file that should be a {@link Signed} document turned out to be. */
public sealed interface Opened {

    /** Its content is what the key inside it signed. */
    record Sound(Signed signed) implements Opened {}

    /** {@code sentence} goes on from the name of the file and has no full stop. */
    record Unsound(Flaw flaw, String sentence) implements Opened {}

    enum Flaw {
        /** Not a signed document in its one form. */
        MALFORMED,
        /** A signed document whose signature does not hold. */
        SIGNATURE
    }
}
