package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.StepResult;
import dev.cleanslate.evidence.record.StepResult.Reading;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a check or a gate asked for and what it read, a line for each thing it looked at. */
final class Read {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    /** More than these would make the row a page. */
    private static final int LINES = 4;

    private Read() {}

    /** Once, where the same was asked of all. */
    static Node expected(StepResult step, Language language) {
        List<String> asked =
                step.readings().stream().map(Reading::expected).distinct().toList();
        return asked.size() == 1 ? Grid.text(said(asked.get(0), language)) : lines(step, Reading::expected, language);
    }

    static Node found(StepResult step, Language language) {
        return lines(step, Reading::found, language);
    }

    private static Node lines(StepResult step, Function<Reading, String> side, Language language) {
        List<String> read = step.readings().stream()
                .map(reading -> (reading.of().isEmpty() ? "" : Sentences.of(reading.of(), language) + ": ")
                        + said(side.apply(reading), language))
                .toList();
        return read.size() <= LINES ? Grid.lines(String.join("\n", read)) : Grid.text(language.list(read));
    }

    private static String said(String value, Language language) {
        if (NUMBER.matcher(value).matches()) {
            return language.number(Long.parseLong(value));
        }
        return language.knows("trigger." + value) ? language.word("trigger", value) : language.word("reading", value);
    }
}
