package dev.cleanslate.evidence.report;

import java.util.ArrayList;
import java.util.List;

/** A table of data: a caption, a head, and in each row a first cell that names it. */
public final class Grid {

    private static final int LONGEST_WORD = 40;

    private final String caption;
    private final String look;
    private final List<Element> head = new ArrayList<>();
    private final List<Element> rows = new ArrayList<>();
    private final List<Boolean> figures = new ArrayList<>();

    /** {@code caption} is read aloud and not shown. */
    public Grid(String caption) {
        this(caption, "");
    }

    /** {@code look} is a class of the stylesheet. */
    Grid(String caption, String look) {
        this.caption = caption;
        this.look = look;
    }

    public Grid column(String title) {
        return column(title, false);
    }

    /** A column of numbers, aligned to the right. */
    public Grid figures(String title) {
        return column(title, true);
    }

    private Grid column(String title, boolean number) {
        figures.add(number);
        Element cell = number ? Element.of(Tag.TH, "n") : Element.of(Tag.TH);
        head.add(cell.is(Attribute.SCOPE, "col").with(title));
        return this;
    }

    public Grid row(Node... cells) {
        return row("", cells);
    }

    Grid row(String look, Node... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + head.size() + " columns");
        }
        Element row = look.isEmpty() ? Element.of(Tag.TR) : Element.of(Tag.TR, look);
        for (int i = 0; i < cells.length; i++) {
            Tag tag = i == 0 ? Tag.TH : Tag.TD;
            Element cell = figures.get(i) ? Element.of(tag, "n") : Element.of(tag);
            row.with((i == 0 ? cell.is(Attribute.SCOPE, "row") : cell).with(cells[i]));
        }
        rows.add(row);
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** In a frame that scrolls by itself where the page is narrow. */
    public Element element() {
        return Element.of(Tag.DIV, "wide")
                .is(Attribute.TABINDEX, 0)
                .is(Attribute.ROLE, "group")
                .is(Attribute.ARIA_LABEL, caption)
                .with((look.isEmpty() ? Element.of(Tag.TABLE) : Element.of(Tag.TABLE, look))
                        .with(
                                Element.of(Tag.CAPTION, "aside").with(caption),
                                Element.of(Tag.THEAD).with(Element.of(Tag.TR).with(head)),
                                Element.of(Tag.TBODY).with(rows)));
    }

    public static Node text(String text) {
        return isLong(text) ? Element.of(Tag.SPAN, "long").with(text) : new Node.Text(text);
    }

    public static Element code(String text) {
        return (isLong(text) ? Element.of(Tag.CODE, "long") : Element.of(Tag.CODE))
                .with(text.indexOf('\n') < 0 ? text : Visible.name(text, text.length()));
    }

    /** With the line ends that the text has. */
    static Node lines(String text) {
        if (text.indexOf('\n') < 0) {
            return text(text);
        }
        return Element.of(Tag.SPAN, isLong(text) ? "lines long" : "lines").with(text);
    }

    /** A word that a column should not be as wide as; it may be broken anywhere, and only it. */
    private static boolean isLong(String text) {
        int since = 0;
        for (int i = 0; i < text.length(); i++) {
            since = Character.isWhitespace(text.charAt(i)) ? 0 : since + 1;
            if (since > LONGEST_WORD) {
                return true;
            }
        }
        return false;
    }
}
