package dev.cleanslate.session;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was asked for, wherever it was asked: the jar, Maven, an IDE. */
public record Invocation(
        Command command,
        Optional<String> target,
        Optional<String> url,
        List<String> suites,
        Path suitesFolder,
        Path reports,
        Optional<String> execute,
        boolean noRehearsal,
        Optional<BigDecimal> scale,
        Output output,
        Map<String, String> environment) {

    public Invocation {
        suites = List.copyOf(suites);
        environment = Map.copyOf(environment);
    }

    /** How to speak to a person: {@code json} sends the record to stdout and lines for people to stderr. */
    public record Output(boolean json, boolean color, boolean live) {}
}
