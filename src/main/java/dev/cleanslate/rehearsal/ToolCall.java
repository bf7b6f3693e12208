package dev.cleanslate.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program with its arguments, as this machine starts it. A password is in the environment alone, since anybody on the
 * machine can read arguments.
 */
record ToolCall(List<String> words, Map<String, String> environment, Optional<String> container) {

    ToolCall {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }
}
