package dev.cleanslate.suite;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One condition to go: its name as the test shows it (given, or its kind), where it stands, and what it asks. */
public record Gate(String name, Place place, Kind kind) {

    public sealed interface Kind {

        /** No more than so many other sessions in the database. */
        record Connections(int most) implements Kind {}

        /** A file that is there or not, and what stands in it. */
        record FileState(String path, boolean present, Optional<String> text, Optional<String> absentText)
                implements Kind {}

        /** A program, started without a shell; {@code output} must stand in what it prints. */
        record Command(List<String> arguments, int exit, Optional<String> output, Duration timeout) implements Kind {
            public Command {
                arguments = List.copyOf(arguments);
            }
        }

        /** Nothing is running in pg_cron or in a queue that lives in the database. */
        record NoJobs() implements Kind {}

        /** Read and not acted on yet; a plan refuses it. */
        record Unbuilt() implements Kind {}
    }
}
