package dev.cleanslate.evidence.runbook;

import dev.cleanslate.evidence.report.Attribute;
import dev.cleanslate.evidence.report.Element;
import dev.cleanslate.evidence.report.Tag;
import dev.cleanslate.evidence.report.Visible;
import java.util.ArrayList;
import java.util.List;

/** An SVG as narrow as a phone, so that its letters are read there as they stand. */
final class Drawing {

    static final int WIDTH = 340;
    private static final int LINE = 16;

    private final List<Element> parts = new ArrayList<>();

    void text(int x, int y, String look, String text) {
        parts.add((look.isEmpty() ? Element.of(Tag.TEXT) : Element.of(Tag.TEXT, look))
                .is(Attribute.X, x)
                .is(Attribute.Y, y)
                .with(text));
    }

    /** Answers the y of the line after the last. */
    int lines(int x, int y, String look, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            text(x, y + i * LINE, look, lines.get(i));
        }
        return y + lines.size() * LINE;
    }

    void box(int x, int y, int width, int height, String look) {
        parts.add(Element.of(Tag.RECT, look)
                .is(Attribute.X, x)
                .is(Attribute.Y, y)
                .is(Attribute.WIDTH, Math.max(width, 1))
                .is(Attribute.HEIGHT, height));
    }

    void path(String look, String way) {
        parts.add(Element.of(Tag.PATH, look).is(Attribute.D, way));
    }

    void down(int x, int from, int to) {
        path("way", "M" + x + " " + from + " L" + x + " " + (to - 6));
        path("way-tip", "M" + (x - 5) + " " + (to - 7) + " L" + (x + 5) + " " + (to - 7) + " L" + x + " " + to + " Z");
    }

    void right(int y, int from, int to) {
        path("way out", "M" + from + " " + y + " L" + (to - 6) + " " + y);
        path(
                "way-tip out",
                "M" + (to - 7) + " " + (y - 5) + " L" + (to - 7) + " " + (y + 5) + " L" + to + " " + y + " Z");
    }

    Element of(int height, String label) {
        return Element.of(Tag.SVG)
                .is(Attribute.XMLNS, "http://www.w3.org/2000/svg")
                .is(Attribute.VIEWBOX, "0 0 " + WIDTH + " " + height)
                .is(Attribute.ROLE, "img")
                .is(Attribute.ARIA_LABEL, label)
                .with(parts);
    }

    /** At spaces, into lines of at most so many characters; a longer word is cut. */
    static List<String> wrapped(String text, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            String fit = cut(word, most);
            if (!line.isEmpty() && line.length() + 1 + fit.length() > most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(fit);
        }
        lines.add(line.toString());
        return lines;
    }

    static String cut(String text, int most) {
        String shown = Visible.of(text).replace('\n', ' ');
        return shown.codePointCount(0, shown.length()) <= most
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, most - 1)) + "…";
    }
}
