package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.CertificationResult;
import dev.cleanslate.evidence.record.Rehearsal;
import dev.cleanslate.evidence.record.RunRecord;
import java.util.ArrayList;
import java.util.List;

/** The verdict of a certification: what stands in the way, and the five groups of the hand-over with what they rest on. */
final class HandOver implements Section {

    private final List<Ticked> ticked;

    HandOver(List<Ticked> ticked) {
        this.ticked = List.copyOf(ticked);
    }

    /** What one person ticked since the page was drawn first. */
    record Ticked(Rehearsal.Signed by, List<String> items) {}

    @Override
    public String key() {
        return "hand-over";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        List<Node> body = new ArrayList<>();
        facts.certification().ifPresent(certification -> {
            body.add(Element.of(Tag.P)
                    .with(Element.of(Tag.STRONG).with(language.say("certified." + certification.verdict()))));
            if (!certification.inTheWay().isEmpty()) {
                body.add(inTheWay(certification, facts, language));
            }
            certification.groups().forEach(group -> {
                body.add(Element.of(Tag.H3).with(language.say("hand-over." + group.key())));
                body.add(items(group, facts, language));
            });
        });
        return body;
    }

    private static Element inTheWay(CertificationResult certification, RunRecord facts, Language language) {
        Grid grid = new Grid(language.say("hand-over.in-the-way")).column(language.say("hand-over.in-the-way"));
        certification.inTheWay().forEach(what -> grid.row(Grid.lines(StepNames.inTheWay(what, facts, language))));
        return grid.element();
    }

    private Element items(CertificationResult.Group group, RunRecord facts, Language language) {
        Grid grid = new Grid(language.say("hand-over." + group.key()), "items")
                .column(language.say("hand-over.what"))
                .column(language.say("hand-over.state"))
                .column(language.say("hand-over.rests"));
        group.items().forEach(item -> {
            List<String> by = by(item, language);
            String state = by.isEmpty() ? item.state() : "ticked";
            grid.row(
                    Grid.text(StepNames.ofItem(item.what(), facts, language)),
                    Grid.text(sign(state) + "\u00a0" + language.word("hand-over.state", state)),
                    Grid.lines(by.isEmpty() ? rests(item, language) : String.join("\n", by)));
        });
        return grid.element();
    }

    private static String rests(CertificationResult.Item item, Language language) {
        return item.open() && item.role().isPresent()
                ? language.say("hand-over.byrole", item.role().get())
                : StepNames.said(item.rests(), language);
    }

    private List<String> by(CertificationResult.Item item, Language language) {
        return ticked.stream()
                .filter(one -> item.open()
                        && item.role().filter(one.by().role()::equals).isPresent()
                        && one.items().contains(item.what()))
                .map(one -> language.say(
                                "hand-over.ticked",
                                one.by().role(),
                                one.by().name(),
                                language.moment(one.by().signedAt()))
                        + "\n" + language.say("sign.unchecked", one.by().key()))
                .toList();
    }

    /** Told by a sign and a word, and never by a colour. */
    private static String sign(String state) {
        return switch (state) {
            case "done", "ticked" -> "✓";
            case "waived" -> "⊘";
            case "failed" -> "✗";
            case "open" -> "□";
            default -> "–";
        };
    }
}
