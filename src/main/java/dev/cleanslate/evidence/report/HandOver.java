package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.CertificationResult;
import dev.cleanslate.evidence.record.RunRecord;
import java.util.ArrayList;
import java.util.List;

/** The verdict of a certification: what stands in the way, and the five groups of the hand-over with what they rest on. */
final class HandOver implements Section {

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
                body.add(inTheWay(certification, language));
            }
            certification.groups().forEach(group -> {
                body.add(Element.of(Tag.H3).with(language.say("hand-over." + group.key())));
                body.add(items(group, language));
            });
        });
        return body;
    }

    private static Element inTheWay(CertificationResult certification, Language language) {
        Grid grid = new Grid(language.say("hand-over.in-the-way")).column(language.say("hand-over.in-the-way"));
        certification.inTheWay().forEach(what -> grid.row(Grid.lines(what)));
        return grid.element();
    }

    private static Element items(CertificationResult.Group group, Language language) {
        Grid grid = new Grid(language.say("hand-over." + group.key()))
                .column(language.say("hand-over.what"))
                .column(language.say("hand-over.state"))
                .column(language.say("hand-over.rests"));
        group.items()
                .forEach(item -> grid.row(
                        Grid.text(item.what()),
                        Grid.text(sign(item.state()) + "\u00a0" + language.word("hand-over.state", item.state())),
                        Grid.lines(item.rests())));
        return grid.element();
    }

    /** Told by a sign and a word, and never by a colour. */
    private static String sign(String state) {
        return switch (state) {
            case "done" -> "✓";
            case "waived" -> "⊘";
            case "failed" -> "✗";
            case "open" -> "□";
            default -> "–";
        };
    }
}
