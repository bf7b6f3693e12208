package dev.cleanslate.suite;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A program, started without a shell, and how it must end; {@code output} must stand in what it prints. */
public record CommandCheck(List<String> arguments, int exit, Optional<String> output, Duration timeout) {

    public CommandCheck {
        arguments = List.copyOf(arguments);
    }
}
