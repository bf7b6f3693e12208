package dev.cleanslate.suite;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Something outside that is started or told at a moment of the run; of one moment, in the order of the file. */
public record Hook(String name, Place place, Moment moment, boolean rehearse, Kind kind) {

    public enum Moment {
        ANNOUNCE,
        BEFORE_BACKUP,
        BEFORE_RESET,
        AFTER_COMMIT,
        ON_SUCCESS,
        ON_FAILURE,
        ALWAYS;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether it is known by then what came of the run. */
        public boolean late() {
            return compareTo(ON_SUCCESS) >= 0;
        }
    }

    public sealed interface Kind {

        /** A program, started without a shell; only {@code exit} is a success. */
        record Run(List<String> arguments, int exit, Duration timeout) implements Kind {
            public Run {
                arguments = List.copyOf(arguments);
            }
        }

        /** A message, sent by {@code method}; {@code timeout} is of each try, and {@code retries} come after the first. */
        record Post(
                String method,
                String url,
                Map<String, String> header,
                Optional<JsonTemplate> json,
                int retries,
                Duration timeout)
                implements Kind {
            public Post {
                header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
            }
        }
    }
}
