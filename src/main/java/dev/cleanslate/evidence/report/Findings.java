package dev.cleanslate.evidence.report;

import dev.cleanslate.api.Masked;
import dev.cleanslate.evidence.record.FindingResult;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.Scanned;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a scan found, worst first and by detector, with examples as the record masks them. */
final class Findings implements Section {

    private static final List<String> WORST_FIRST = List.of("critical", "warning", "note");
    private static final int KEYS = 5;

    private final int most;

    /** At most so many of them, the worst; how many more there are is said. */
    Findings(int most) {
        this.most = most;
    }

    private record Kind(String severity, String detector, String explanation) {}

    @Override
    public String key() {
        return "findings";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        List<Node> body = new ArrayList<>();
        if (facts.scan().isPresent() && facts.open().isEmpty()) {
            body.add(Element.of(Tag.P)
                    .with(language.say(facts.findings().isEmpty() ? "findings.none" : "findings.waived")));
        }
        Map<Kind, List<FindingResult>> kinds = new LinkedHashMap<>();
        facts.open().stream()
                .sorted(Comparator.comparing(f -> rank(f.severity())))
                .limit(most)
                .forEach(f -> kinds.computeIfAbsent(
                                new Kind(f.severity(), f.detector(), f.explanation()), k -> new ArrayList<>())
                        .add(f));
        kinds.forEach((kind, findings) -> {
            body.add(Element.of(Tag.H3)
                    .with(Badge.severity(kind.severity(), language), new Node.Text(" "), Grid.code(kind.detector())));
            body.add(Element.of(Tag.P, "lines").with(kind.explanation()));
            body.add(grid(kind, findings, language));
        });
        if (facts.open().size() > most) {
            body.add(Element.of(Tag.P)
                    .with(language.count("findings.more", facts.open().size() - most)));
        }
        facts.scan().ifPresent(scan -> unread(scan, body, language));
        return body;
    }

    private static int rank(String severity) {
        int rank = WORST_FIRST.indexOf(severity);
        return rank < 0 ? WORST_FIRST.size() : rank;
    }

    private static Element grid(Kind kind, List<FindingResult> findings, Language language) {
        Grid grid = new Grid(language.say("findings.of", kind.detector()))
                .column(language.say("findings.where"))
                .figures(language.say("findings.rows"))
                .figures(language.say("findings.share"))
                .column(language.say("findings.examples"))
                .column(language.say("findings.keys"))
                .column(language.say("findings.when"))
                .column(language.say("findings.advice"));
        findings.forEach(f -> grid.row(
                Grid.code(f.table() + f.column().map(c -> "." + c).orElse("")),
                Grid.text(language.number(f.rows())),
                Grid.text(language.percent(f.share())),
                Grid.text(f.sample().orElse("")),
                Grid.text(keys(f)),
                Grid.text(when(f)),
                Grid.lines(f.advice())));
        return grid.element();
    }

    private static String when(FindingResult finding) {
        String first = finding.first().orElse("");
        return finding.last()
                .filter(last -> !last.equals(first))
                .map(last -> first + " – " + last)
                .orElse(first);
    }

    /** A key may be an address or a name; who has to act on it has the record. */
    private static String keys(FindingResult finding) {
        List<String> keys = finding.keys().stream()
                .limit(KEYS)
                .map(key -> key.stream().map(Masked::value).collect(Collectors.joining("/")))
                .toList();
        return String.join(", ", keys) + (finding.rows() > keys.size() && !keys.isEmpty() ? ", …" : "");
    }

    private static void unread(Scanned scan, List<Node> body, Language language) {
        if (!scan.unread().isEmpty()) {
            Grid grid = new Grid(language.say("findings.unread"))
                    .column(language.say("findings.where"))
                    .column(language.say("findings.why"));
            scan.unread()
                    .forEach(u -> grid.row(
                            Grid.code(u.table() + u.column().map(c -> "." + c).orElse("")), Grid.text(u.why())));
            body.add(Element.of(Tag.H3).with(language.say("findings.unread")));
            body.add(grid.element());
        }
    }
}
