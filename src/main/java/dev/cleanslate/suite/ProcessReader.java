package dev.cleanslate.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an argument list: texts and numbers, the first of which is the program. No shell is involved. */
final class ProcessReader {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int LONGEST_NAME = 60;

    private ProcessReader() {}

    static Optional<List<String>> arguments(Node node, String what, Values values) {
        return values.list(node, what).flatMap(items -> {
            List<String> arguments = new ArrayList<>();
            items.forEach(item -> values.written(item, "an argument of " + what).ifPresent(arguments::add));
            if (arguments.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
                values.faults().add(node.place(), what + " holds a NUL character, which no argument can.");
                return Optional.empty();
            }
            if (arguments.size() == items.size() && arguments.get(0).isBlank()) {
                values.faults().add(node.place(), what + " names no program: its first argument is empty.");
                return Optional.empty();
            }
            return arguments.size() == items.size() ? Optional.of(List.copyOf(arguments)) : Optional.empty();
        });
    }

    /** A gate's or a smoke test's command with what is expected of it. */
    static Optional<CommandCheck> command(Node node, String what, Values values) {
        return Entries.of(node, what, List.of("run", "exit", "output", "timeout"), values)
                .flatMap(entries -> {
                    entries.require("run", "run: [systemctl, is-active, workers]");
                    Optional<List<String>> run =
                            entries.get("run").flatMap(list -> arguments(list, entries.what("run"), values));
                    int exit = entries.count("exit", 0, 255).orElse(0);
                    Optional<String> output = entries.text("output");
                    Duration timeout = entries.duration("timeout").orElse(PATIENCE);
                    return run.map(list -> new CommandCheck(list, exit, output, timeout));
                });
    }

    /** An argument list as the name of a step. */
    static String shown(List<String> arguments) {
        String line = String.join(" ", arguments)
                .codePoints()
                .map(c -> Shown.unfit(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }
}
