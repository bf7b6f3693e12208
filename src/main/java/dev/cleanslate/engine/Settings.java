package dev.cleanslate.engine;

import dev.cleanslate.session.Command;
import dev.cleanslate.session.Invocation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.platform.engine.ConfigurationParameters;

/** What was asked for through configuration parameters, and what of it cannot be understood. */
record Settings(Invocation invocation, List<String> faults) {

    Settings {
        faults = List.copyOf(faults);
    }

    static Settings of(Invocation invocation) {
        return new Settings(invocation, List.of());
    }

    static Settings read(ConfigurationParameters parameters, Map<String, String> environment) {
        Reader reader = new Reader(parameters, new ArrayList<>());
        Invocation invocation = new Invocation(
                reader.command(),
                reader.text("cleanslate.target"),
                Optional.empty(),
                reader.list("cleanslate.suite"),
                Path.of(reader.text("cleanslate.suites-folder").orElse("suites")),
                Path.of(reader.text("cleanslate.reports").orElse("reports")),
                reader.text("cleanslate.execute"),
                reader.flag("cleanslate.no-rehearsal"),
                reader.scale(),
                new Invocation.Output(false, false, false),
                environment);
        return new Settings(invocation, reader.faults());
    }

    private record Reader(ConfigurationParameters parameters, List<String> faults) {

        /** A blank value is none: builds pass on properties that nobody set. */
        Optional<String> text(String key) {
            return parameters.get(key).map(String::strip).filter(Predicate.not(String::isEmpty));
        }

        List<String> list(String key) {
            return text(key).stream()
                    .flatMap(value -> Arrays.stream(value.split(",", -1)))
                    .map(String::strip)
                    .filter(Predicate.not(String::isEmpty))
                    .toList();
        }

        boolean flag(String key) {
            String value = text(key).orElse("false");
            if (!value.equals("true") && !value.equals("false")) {
                faults.add(key + " is \"" + value + "\", which is neither true nor false. Nothing was run.");
            }
            return value.equals("true");
        }

        Optional<BigDecimal> scale() {
            try {
                return text("cleanslate.scale").map(BigDecimal::new);
            } catch (NumberFormatException notANumber) {
                faults.add("cleanslate.scale is \"" + text("cleanslate.scale").orElse("")
                        + "\", which is no number. Give one like 1 or 0.5. Nothing was run.");
                return Optional.empty();
            }
        }

        Command command() {
            Optional<String> word = text("cleanslate.command");
            if (word.isEmpty()) {
                return Command.RESET;
            }
            for (Command command : Command.values()) {
                if (command.word().equals(word.get())) {
                    return command;
                }
            }
            String known = Arrays.stream(Command.values()).map(Command::word).collect(Collectors.joining(", "));
            faults.add("cleanslate.command is \"" + word.get() + "\", which is no command. Give one of " + known
                    + ". Nothing was run.");
            return Command.PLAN;
        }
    }
}
