package dev.cleanslate.evidence.runbook;

import dev.cleanslate.evidence.report.Attribute;
import dev.cleanslate.evidence.report.Element;
import dev.cleanslate.evidence.report.Grid;
import dev.cleanslate.evidence.report.Markup;
import dev.cleanslate.evidence.report.Node;
import dev.cleanslate.evidence.report.Page;
import dev.cleanslate.evidence.report.Tag;
import java.util.ArrayList;
import java.util.List;

/** The runbook as one static file. */
final class HtmlForm {

    /** A text is cut beyond this many characters, and a command that is cut is another command. */
    private static final int UNCUT = 1_000;

    private final Wording words;

    HtmlForm(Wording words) {
        this.words = words;
    }

    String of(String title, String subtitle, List<Chapter> chapters, Phrase source) {
        Element contents = Element.of(Tag.UL);
        chapters.forEach(chapter -> contents.with(
                Element.of(Tag.LI).with(Element.of(Tag.A).linksTo(chapter.id()).with(chapter.title()))));
        Element main = Element.of(Tag.MAIN)
                .with(Element.of(Tag.HEADER)
                        .with(
                                Element.of(Tag.P, "maker").with(subtitle),
                                Element.of(Tag.H1).with(title)))
                .with(Element.of(Tag.NAV, "contents")
                        .is(Attribute.ARIA_LABEL, words.text("contents"))
                        .with(contents));
        chapters.forEach(chapter -> main.with(section(chapter, title)));
        return Markup.of(Element.of(Tag.HTML)
                .is(Attribute.XMLNS, "http://www.w3.org/1999/xhtml")
                .is(Attribute.LANG, words.language().code())
                .with(
                        Page.head(title, "screen.css")
                                .with(new Node.Stylesheet("/dev/cleanslate/evidence/runbook/runbook.css")),
                        Element.of(Tag.BODY, "runbook")
                                .with(main, Element.of(Tag.FOOTER).with(phrase(source)))));
    }

    /** On paper each chapter may hang by itself, and says of what it is. */
    private Element section(Chapter chapter, String title) {
        Element section = Element.of(Tag.SECTION, "chapter " + chapter.id())
                .is(Attribute.ID, chapter.id())
                .is(Attribute.ARIA_LABELLEDBY, chapter.id() + "-title")
                .with(
                        Element.of(Tag.P, "running").with(title),
                        Element.of(Tag.H2)
                                .is(Attribute.ID, chapter.id() + "-title")
                                .with(chapter.title()));
        chapter.blocks().forEach(block -> section.with(block(block)));
        return section;
    }

    private Element block(Block block) {
        if (block instanceof Block.Heading heading) {
            Element element = Element.of(heading.level() == 2 ? Tag.H2 : Tag.H3).with(phrase(heading.words()));
            return heading.id().isEmpty() ? element : element.is(Attribute.ID, heading.id());
        }
        if (block instanceof Block.Paragraph paragraph) {
            return Element.of(Tag.P).with(phrase(paragraph.words()));
        }
        if (block instanceof Block.Notice notice) {
            return notice(notice);
        }
        if (block instanceof Block.Points points) {
            Element list = Element.of(Tag.UL, points.tick() ? "tick" : "points");
            points.items().forEach(item -> {
                Element one = Element.of(Tag.LI);
                if (points.tick()) {
                    one.with(Element.of(Tag.SPAN, "box")
                            .is(Attribute.ARIA_HIDDEN, "true")
                            .with("☐ "));
                }
                list.with(one.with(phrase(item)));
            });
            return list;
        }
        if (block instanceof Block.Table table) {
            return grid(table);
        }
        if (block instanceof Block.Command command) {
            Element pre = Element.of(Tag.PRE, "command");
            for (int at = 0; at < command.line().length(); at += UNCUT) {
                pre.with(command.line()
                        .substring(at, Math.min(at + UNCUT, command.line().length())));
            }
            return command.label().isEmpty()
                    ? pre
                    : Element.of(Tag.DIV, "paste")
                            .with(Element.of(Tag.P, "label").with(phrase(command.label())), pre);
        }
        if (block instanceof Block.Sql sql) {
            return Element.of(Tag.PRE).with(sql.line());
        }
        if (block instanceof Block.Figures figures) {
            Element list = Element.of(Tag.UL, "figures").is(Attribute.ROLE, "list");
            figures.all()
                    .forEach(figure -> list.with(Element.of(Tag.LI, "figure")
                            .with(
                                    Element.of(Tag.SPAN, "number").with(figure.number()),
                                    new Node.Text(" "),
                                    Element.of(Tag.SPAN, "words").with(figure.words()))));
            return list;
        }
        Block.Picture picture = (Block.Picture) block;
        return Element.of(Tag.FIGURE, "drawing")
                .with(Element.of(Tag.FIGCAPTION).with(picture.caption()), picture.svg());
    }

    private Element notice(Block.Notice notice) {
        Element box = Element.of(Tag.DIV, "verdict " + notice.tone().look())
                .with(Element.of(Tag.P, "head")
                        .with(Element.of(Tag.SPAN)
                                .is(Attribute.ARIA_HIDDEN, "true")
                                .with(notice.tone().sign() + " "))
                        .with(phrase(notice.head())));
        notice.lines().forEach(line -> box.with(Element.of(Tag.P).with(phrase(line))));
        return box;
    }

    private Element grid(Block.Table table) {
        Grid grid = new Grid(table.caption());
        for (int i = 0; i < table.heads().size(); i++) {
            if (table.numbers().contains(i)) {
                grid.figures(table.heads().get(i));
            } else {
                grid.column(table.heads().get(i));
            }
        }
        table.rows()
                .forEach(row -> grid.row(row.stream()
                        .map(cell -> Element.of(Tag.SPAN).with(phrase(cell)))
                        .toArray(Node[]::new)));
        return grid.element();
    }

    private static List<Node> phrase(Phrase phrase) {
        List<Node> nodes = new ArrayList<>();
        for (Phrase.Span span : phrase.spans()) {
            Node node = switch (span.look()) {
                case PLAIN -> Grid.text(span.text());
                case STRONG -> Element.of(Tag.STRONG).with(span.text());
                case CODE -> Grid.code(span.text());
            };
            nodes.add(
                    span.to().isEmpty()
                            ? node
                            : Element.of(Tag.A).linksTo(span.to()).with(node));
        }
        return nodes;
    }
}
