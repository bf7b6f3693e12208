package dev.cleanslate.suite;

import java.math.BigInteger;

/** How many more rows may go than a rehearsal foretold: so many, or so many in a hundred of them, rounded down. */
public record Tolerance(long amount, boolean percent) {

    public static final Tolerance NONE = new Tolerance(0, false);

    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    public Tolerance {
        if (amount < 0) {
            throw new IllegalArgumentException("A tolerance is 0 or more, not " + amount + ".");
        }
    }

    /** The most rows that may go where {@code foretold} were. */
    public long most(long foretold) {
        BigInteger rows = BigInteger.valueOf(foretold);
        BigInteger more =
                percent ? rows.multiply(BigInteger.valueOf(amount)).divide(HUNDRED) : BigInteger.valueOf(amount);
        return rows.add(more).min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    @Override
    public String toString() {
        return percent ? amount + "%" : amount + " rows";
    }
}
