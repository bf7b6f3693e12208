package dev.cleanslate.suite;

import java.util.List;
import java.util.Optional;

/** One condition to go: its name as the test shows it (given, or its kind), where it stands, and what it asks. */
public record Gate(String name, Place place, Kind kind) {

    public sealed interface Kind {

        /** Whether it asks somebody or something beyond the database and the files here. */
        default boolean outside() {
            return this instanceof Http
                    || this instanceof Command
                    || this instanceof Confirm
                    || (this instanceof Any any && any.ways().stream().anyMatch(Kind::outside));
        }

        /** No more than so many other sessions in the database. */
        record Connections(int most) implements Kind {}

        /** A file that is there or not, and what stands in it. */
        record FileState(String path, boolean present, Optional<String> text, Optional<String> absentText)
                implements Kind {}

        record Command(CommandCheck check) implements Kind {}

        record Http(HttpCheck check) implements Kind {}

        /** Nothing is running in pg_cron or in a queue that lives in the database. */
        record NoJobs() implements Kind {}

        /** One of these holds; each is a file, a command or an address. */
        record Any(List<Kind> ways) implements Kind {
            public Any {
                ways = List.copyOf(ways);
            }
        }

        /** A person answers for a role. */
        record Confirm(String role, String question) implements Kind {}
    }
}
