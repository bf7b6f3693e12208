package dev.cleanslate.evidence.report;

import java.util.ArrayList;
import java.util.List;

/** A table of data: a caption, a head, and in each row a first cell that names it. */
final class Grid {

    private final String caption;
    private final List<Element> head = new ArrayList<>();
    private final List<Element> rows = new ArrayList<>();
    private final List<Boolean> figures = new ArrayList<>();

    /** {@code caption} is read aloud and not shown. */
    Grid(String caption) {
        this.caption = caption;
    }

    Grid column(String title) {
        return column(title, false);
    }

    /** A column of numbers, aligned to the right. */
    Grid figures(String title) {
        return column(title, true);
    }

    private Grid column(String title, boolean number) {
        figures.add(number);
        Element cell = number ? Element.of(Tag.TH, "n") : Element.of(Tag.TH);
        head.add(cell.is(Attribute.SCOPE, "col").with(title));
        return this;
    }

    Grid row(Node... cells) {
        return row("", cells);
    }

    Grid row(String look, Node... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + head.size() + " columns");
        }
        Element row = look.isEmpty() ? Element.of(Tag.TR) : Element.of(Tag.TR, look);
        for (int i = 0; i < cells.length; i++) {
            Element cell = figures.get(i) ? Element.of(Tag.TD, "n") : Element.of(i == 0 ? Tag.TH : Tag.TD);
            rowHead(i, cell);
            row.with(cell.with(cells[i]));
        }
        rows.add(row);
        return this;
    }

    private static void rowHead(int column, Element cell) {
        if (column == 0) {
            cell.is(Attribute.SCOPE, "row");
        }
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** In a frame that scrolls by itself where the page is narrow. */
    Element element() {
        return Element.of(Tag.DIV, "wide")
                .is(Attribute.TABINDEX, 0)
                .is(Attribute.ROLE, "region")
                .is(Attribute.ARIA_LABEL, caption)
                .with(Element.of(Tag.TABLE)
                        .with(
                                Element.of(Tag.CAPTION, "aside").with(caption),
                                Element.of(Tag.THEAD).with(Element.of(Tag.TR).with(head)),
                                Element.of(Tag.TBODY).with(rows)));
    }

    static Node text(String text) {
        return new Node.Text(text);
    }

    static Element code(String text) {
        return Element.of(Tag.CODE).with(text);
    }
}
