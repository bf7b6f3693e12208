package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.StepResult;
import dev.cleanslate.evidence.record.StepResult.Reading;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a check or a gate asked for and what it read, a line for each thing it looked at. */
final class Read {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private Read() {}

    static Node expected(StepResult step, Language language) {
        return lines(step, Reading::expected, language);
    }

    static Node found(StepResult step, Language language) {
        return lines(step, Reading::found, language);
    }

    private static Node lines(StepResult step, Function<Reading, String> side, Language language) {
        return Grid.lines(step.readings().stream()
                .map(reading -> (reading.of().isEmpty() ? "" : reading.of() + ": ") + said(side.apply(reading), language))
                .collect(Collectors.joining("\n")));
    }

    private static String said(String value, Language language) {
        if (NUMBER.matcher(value).matches()) {
            return language.number(Long.parseLong(value));
        }
        return language.knows("trigger." + value) ? language.word("trigger", value) : language.word("reading", value);
    }
}
