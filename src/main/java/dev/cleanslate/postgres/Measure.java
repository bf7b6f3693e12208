package dev.cleanslate.postgres;

import java.util.Optional;

/** How many rows a table holds and when the newest was written. {@code unread} says why its rows were not looked at. */
public record Measure(long rows, boolean exact, Optional<Newest> newest, Optional<String> unread) {

    /** The latest moment in a column; {@code day} as ISO writes it. */
    public record Newest(String column, String day, long daysAgo) {}

    static Measure estimated(long rows, Optional<String> unread) {
        return new Measure(rows, false, Optional.empty(), unread);
    }

    public boolean empty() {
        return exact && rows == 0;
    }
}
