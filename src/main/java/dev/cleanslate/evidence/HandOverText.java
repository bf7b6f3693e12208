package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.CertificationResult.Item;
import dev.cleanslate.evidence.record.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The hand-over in the execution log: a box for each item, with who has ticked it since. */
final class HandOverText {

    private HandOverText() {}

    static List<String> lines(RunRecord record, List<TicksFile.Sound> ticks) {
        List<String> lines = new ArrayList<>();
        record.certification().stream()
                .flatMap(certification -> certification.groups().stream())
                .forEach(group -> {
                    lines.add((lines.isEmpty() ? "" : "\n") + "**" + MarkdownText.of(title(group.key())) + "**\n");
                    group.items().forEach(item -> lines.add(line(item, ticks)));
                });
        return lines;
    }

    private static String line(Item item, List<TicksFile.Sound> ticks) {
        String by = ticks.stream()
                .map(TicksFile.Sound::ticks)
                .filter(one -> item.open()
                        && item.role().filter(one.role()::equals).isPresent()
                        && one.items().contains(item.what()))
                .map(one -> "ticked by " + Objects.requireNonNullElse(one.name(), "role " + one.role()) + ", "
                        + ExecutionSteps.moment(one.signedAt().toString()) + "; whose key that is was not checked")
                .collect(Collectors.joining("; "));
        boolean done = item.state().equals("done") || item.state().equals("waived") || !by.isEmpty();
        return "- [" + (done ? "x" : " ") + "] " + MarkdownText.of(item.what())
                + (done || item.open() ? "" : " (" + MarkdownText.of(item.state()) + ")") + ": "
                + MarkdownText.of(by.isEmpty() ? item.rests() : by);
    }

    private static String title(String key) {
        return switch (key) {
            case "database" -> "Database reset verified";
            case "functionality" -> "Functionality verified";
            case "business-logic" -> "Business logic restored";
            case "documentation" -> "Documentation complete";
            case "communication" -> "Client communication";
            default -> key;
        };
    }
}
