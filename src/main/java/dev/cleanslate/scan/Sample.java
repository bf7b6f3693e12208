package dev.cleanslate.scan;

/**
 * A bounded look into a column of text: of the values seen (nulls and empty ones left out), how many look like what.
 * {@code numbers} are nothing but as many digits as a phone number has, {@code length} is their mean length.
 */
public record Sample(
        long seen,
        long mails,
        long urls,
        long phones,
        long addresses,
        long uuids,
        long hashes,
        long cards,
        long numbers,
        long length) {

    public static final Sample NONE = new Sample(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** A few values could be anything. */
    private static final int ENOUGH = 5;

    boolean enough() {
        return seen >= ENOUGH;
    }

    /** Most of them are. */
    boolean mostly(long matching) {
        return enough() && matching * 10 >= seen * 8;
    }

    /** So few of them are that a name which promises it is wrong. */
    boolean hardly(long matching) {
        return enough() && matching * 10 < seen;
    }
}
