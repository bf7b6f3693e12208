package dev.cleanslate.bench;

import java.util.Locale;

/** How large the cases are: as the issue asks, or small enough to see that they work. */
enum Size {
    FULL(200, 2_000_000, 1_000_000, 5_000_000, 200, 5),
    TINY(6, 500, 400, 5_000, 1, 1);

    final int smallTables;
    final long largeRows;
    final long parents;
    final long people;
    final int scale;
    final int rounds;

    Size(int smallTables, long largeRows, long parents, long people, int scale, int rounds) {
        this.smallTables = smallTables;
        this.largeRows = largeRows;
        this.parents = parents;
        this.people = people;
        this.scale = scale;
        this.rounds = rounds;
    }

    static Size of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
