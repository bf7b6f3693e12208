package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.Rehearsal;
import dev.cleanslate.evidence.record.RunRecord;
import java.util.ArrayList;
import java.util.List;

/** The whole page: front page, contents, the sections that have something to say. */
public final class Page {

    /** On paper ten thousand rows are hundreds of sheets that nobody turns. */
    private static final int FINDINGS_ON_PAPER = 300;

    private static final List<Section> FIRST = List.of(
            new Trouble(),
            new BeforeAfter(),
            new FateGraph(),
            new Bucket(),
            new Timeline(),
            new Beside(),
            new Checks());

    private static final List<Section> LAST = List.of(
            new Waivers(),
            new Gates(),
            new Outputs(),
            new Planned(),
            new Remarks(),
            new Undo(),
            new ChainOfRuns(),
            new Verifying());

    private Page() {}

    static Element of(
            RunRecord facts,
            List<Rehearsal.Signed> accepted,
            List<HandOver.Ticked> ticked,
            Language language,
            boolean paper) {
        List<Element> sections = new ArrayList<>();
        Element contents = Element.of(Tag.UL);
        for (Section section : sections(ticked, paper)) {
            List<Node> body = section.body(facts, language);
            if (!body.isEmpty()) {
                String title = language.say("section." + section.key());
                String heading = section.key() + "-title";
                contents.with(Element.of(Tag.LI)
                        .with(Element.of(Tag.A).linksTo(section.key()).with(title)));
                sections.add(Element.of(Tag.SECTION)
                        .is(Attribute.ID, section.key())
                        .is(Attribute.ARIA_LABELLEDBY, heading)
                        .with(Element.of(Tag.H2).is(Attribute.ID, heading).with(title))
                        .with(body));
            }
        }
        return Element.of(Tag.HTML)
                .is(Attribute.XMLNS, "http://www.w3.org/1999/xhtml")
                .is(Attribute.LANG, language.code())
                .with(
                        head(
                                language.word("outcome", facts.outcome()) + " · " + FrontPage.title(facts, language),
                                paper ? "paper.css" : "screen.css"),
                        Element.of(Tag.BODY)
                                .with(
                                        Element.of(Tag.MAIN)
                                                .with(
                                                        new FrontPage(facts, accepted, language).element(),
                                                        Element.of(Tag.NAV, "contents")
                                                                .is(Attribute.ARIA_LABEL, language.say("contents"))
                                                                .with(contents))
                                                .with(sections),
                                        Element.of(Tag.FOOTER)
                                                .with(language.say("footer", facts.run(), facts.tool()))));
    }

    private static List<Section> sections(List<HandOver.Ticked> ticked, boolean paper) {
        List<Section> sections = new ArrayList<>();
        sections.add(new HandOver(ticked));
        sections.addAll(FIRST);
        sections.add(new Findings(paper ? FINDINGS_ON_PAPER : Integer.MAX_VALUE));
        sections.addAll(LAST);
        return sections;
    }

    public static Element head(String title, String stylesheet) {
        return Element.of(Tag.HEAD)
                .with(
                        Element.of(Tag.META).is(Attribute.CHARSET, "utf-8"),
                        Element.of(Tag.META)
                                .is(Attribute.NAME, "viewport")
                                .is(Attribute.CONTENT, "width=device-width, initial-scale=1"),
                        Element.of(Tag.META).is(Attribute.NAME, "color-scheme").is(Attribute.CONTENT, "light dark"),
                        Element.of(Tag.META).is(Attribute.NAME, "referrer").is(Attribute.CONTENT, "no-referrer"),
                        Element.of(Tag.TITLE).with(title),
                        new Node.Stylesheet(stylesheet));
    }
}
