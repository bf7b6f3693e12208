package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.Rehearsal;
import dev.cleanslate.evidence.record.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The first page: what came of it, of what, when, by whom, in five numbers, and who signs. */
final class FrontPage {

    private static final Set<String> SIGNED = Set.of("reset", "rehearse", "restore", "certify");
    private static final List<String> BY_HAND = List.of("executed", "reviewed", "accepted");

    private final RunRecord facts;
    private final List<Rehearsal.Signed> accepted;
    private final Language language;

    FrontPage(RunRecord facts, List<Rehearsal.Signed> accepted, Language language) {
        this.facts = facts;
        this.accepted = accepted;
        this.language = language;
    }

    Element element() {
        Verdict verdict = Verdict.of(facts, language);
        Element front = Element.of(Tag.HEADER, "front")
                .with(
                        Element.of(Tag.P, "maker").with(language.say("maker")),
                        Element.of(Tag.H1).with(title(facts, language)),
                        Element.of(Tag.DIV, "verdict " + verdict.look())
                                .with(
                                        Element.of(Tag.P, "outcome")
                                                .with(
                                                        Element.of(Tag.SPAN)
                                                                .is(Attribute.ARIA_HIDDEN, "true")
                                                                .with(verdict.sign() + " "),
                                                        new Node.Text(facts.certification()
                                                                .map(c -> language.say("certified." + c.verdict()))
                                                                .orElseGet(() ->
                                                                        language.word("outcome", facts.outcome())))),
                                        Element.of(Tag.P, "sentence").with(verdict.sentence())));
        facts.message()
                .filter(message -> !message.isEmpty())
                .ifPresent(message -> front.with(Element.of(Tag.P, "message").with(Sentences.of(message, language))));
        return front.with(about(), numbers()).with(signatures());
    }

    static String title(RunRecord facts, Language language) {
        return language.say("title", language.word("command", facts.command()), facts.suite(), facts.target());
    }

    private Element about() {
        Element list = Element.of(Tag.DL, "about");
        facts.database().ifPresent(database -> {
            pair(list, "about.database", database.name());
            pair(
                    list,
                    "about.server",
                    language.say("about.server.value", database.serverVersion(), database.address()));
            pair(list, "about.identity", database.systemIdentifier());
        });
        pair(list, "about.when", when());
        pair(list, "about.by", by());
        pair(list, "about.run", facts.run());
        facts.rehearsal()
                .ifPresent(rehearsal -> pair(
                        list,
                        "about.rehearsal",
                        language.say("about.rehearsal.value", rehearsal.run(), language.moment(rehearsal.issuedAt()))));
        return list;
    }

    private String when() {
        String since = language.moment(facts.startedAt());
        return facts.finishedAt()
                .map(end -> language.say("about.when.value", since, language.moment(end)))
                .orElseGet(() -> language.say("about.when.open", since));
    }

    private String by() {
        return facts.database()
                .map(database -> language.say("about.by.value", database.role(), facts.tool()))
                .orElseGet(() -> language.say("about.by.tool", facts.tool()));
    }

    private void pair(Element list, String key, String value) {
        list.with(Element.of(Tag.DIV)
                .with(
                        Element.of(Tag.DT).with(language.say(key)),
                        Element.of(Tag.DD).with(value)));
    }

    private Element numbers() {
        Element list = Element.of(Tag.UL, "figures").is(Attribute.ROLE, "list");
        for (KeyFigures.Figure figure : KeyFigures.of(facts, language)) {
            list.with(Element.of(Tag.LI, figure.good() ? "figure" : "figure bad")
                    .with(
                            Element.of(Tag.SPAN, "number").with(figure.number()),
                            new Node.Text(" "),
                            Element.of(Tag.SPAN, "words").with(figure.words())));
        }
        return list;
    }

    private List<Node> signatures() {
        if (!SIGNED.contains(facts.command())) {
            return List.of();
        }
        Grid grid = new Grid(language.say("sign.title"))
                .column(language.say("sign.role"))
                .column(language.say("sign.name"))
                .column(language.say("sign.date"))
                .column(language.say("sign.signature"));
        facts.rehearsal()
                .map(Rehearsal::signOffs)
                .orElse(List.of())
                .forEach(signed -> signature(grid, signed, "sign.key"));
        // No more is known from files alone than that the signature holds.
        accepted.forEach(signed -> signature(grid, signed, "sign.unchecked"));
        BY_HAND.forEach(role -> grid.row(
                "byhand", Grid.text(language.say("sign." + role)), Grid.text(""), Grid.text(""), Grid.text("")));
        List<Node> all = new ArrayList<>();
        all.add(Element.of(Tag.H2).is(Attribute.ID, "sign").with(language.say("sign.title")));
        all.add(grid.element());
        return all;
    }

    private void signature(Grid grid, Rehearsal.Signed signed, String how) {
        grid.row(
                Grid.text(signed.role()),
                Grid.text(signed.name()),
                Grid.text(language.moment(signed.signedAt())),
                Grid.text(language.say(how, signed.key())));
    }
}
