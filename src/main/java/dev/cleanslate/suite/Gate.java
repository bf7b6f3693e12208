package dev.cleanslate.suite;

import java.util.Optional;

/** One condition to go: its name as the test shows it (given, or its kind), where it stands, and what it asks. */
public record Gate(String name, Place place, Kind kind) {

    public sealed interface Kind {

        /** No more than so many other sessions in the database. */
        record Connections(int most) implements Kind {}

        /** A file that is there or not, and what stands in it. */
        record FileState(String path, boolean present, Optional<String> text, Optional<String> absentText)
                implements Kind {}

        record Command(CommandCheck check) implements Kind {}

        record Http(HttpCheck check) implements Kind {}

        /** Nothing is running in pg_cron or in a queue that lives in the database. */
        record NoJobs() implements Kind {}

        /** A person answers for a role. */
        record Confirm(String role, String question) implements Kind {}
    }
}
