package dev.cleanslate.evidence.report;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Draws on paper what {@link FateGraph} draws on the screen: rectangles, paths of lines and curves, text, each looking as
 * its class says. A library for all of SVG would be as large as all the rest of this program.
 */
final class SvgOnPaper implements SVGDrawer {

    private static final float[] DASHES = {5, 3};

    /** The drawing is a little wider than what the margins of a sheet leave. */
    private static final double SCALE = 0.97;

    private static final Map<String, Color> INKS = Map.of(
            "fate-wipe", new Color(0xa23a0c),
            "fate-keep-rows", new Color(0x6b4e00),
            "fate-reset", new Color(0x0b4f96),
            "fate-protect", new Color(0x00573f),
            "fate-ignore", new Color(0x505a65),
            "key", new Color(0xb8bfc6),
            "cascade", new Color(0xa23a0c),
            "setnull", new Color(0x6b4e00));

    private static final Color FRAME = new Color(0xc9d0d7);
    private static final Color RAISED = new Color(0xf4f6f8);

    @Override
    public SVGImage buildSVGImage(
            Element svg, Box box, CssContext context, double cssWidth, double cssHeight, double dotsPerPixel) {
        return new Picture(svg, dotsPerPixel);
    }

    @Override
    public void importFontFaceRules(List<FontFaceRule> rules, SharedContext context) {}

    @Override
    public void addFontFile(File file, String family, Integer weight, FontStyle style) {}

    @Override
    public void close() {}

    private record Picture(Element svg, double dots) implements SVGImage {

        private double number(String attribute) {
            return Double.parseDouble(svg.getAttribute(attribute));
        }

        @Override
        public int getIntrinsicWidth() {
            return (int) (number("width") * SCALE * dots);
        }

        @Override
        public int getIntrinsicHeight() {
            return (int) (number("height") * SCALE * dots);
        }

        @Override
        public void drawSVG(OutputDevice device, RenderingContext context, double x, double y) {
            device.drawWithGraphics(
                    (float) x, (float) y, (float) number("width"), (float) number("height"), graphics -> {
                        graphics.scale(SCALE, SCALE);
                        draw(svg, Color.BLACK, graphics);
                    });
        }
    }

    private static void draw(Element parent, Color inherited, Graphics2D on) {
        for (Element element : children(parent)) {
            String look = element.getAttribute("class");
            Color ink = INKS.getOrDefault(look.replaceFirst(" .*", ""), inherited);
            switch (element.getTagName()) {
                case "g" -> draw(element, ink, on);
                case "rect" -> rect(element, look, ink, on);
                case "path" -> path(element, look, ink, on);
                case "text" -> text(element, look, on);
                default -> {
                    // Titles and descriptions are for who hovers or listens.
                }
            }
        }
    }

    private static void rect(Element element, String look, Color ink, Graphics2D on) {
        Shape shape = new Rectangle2D.Double(
                number(element, "x"), number(element, "y"), number(element, "width"), number(element, "height"));
        on.setColor(look.equals("set") ? RAISED : Color.WHITE);
        on.fill(shape);
        on.setColor(look.equals("set") ? FRAME : ink);
        on.setStroke(new BasicStroke(look.equals("set") ? 1 : 1.5f));
        on.draw(shape);
    }

    private static void path(Element element, String look, Color ink, Graphics2D on) {
        Shape shape = shape(element.getAttribute("d"));
        if (look.startsWith("tip")) {
            on.setColor(INKS.getOrDefault(
                    look.contains("quiet") ? "key" : look.contains("soft") ? "setnull" : "cascade", ink));
            on.fill(shape);
            return;
        }
        on.setColor(ink);
        float width = look.endsWith("side") ? 0.6f : look.equals("key") ? 1 : 1.5f;
        on.setStroke(
                look.startsWith("setnull")
                        ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASHES, 0)
                        : new BasicStroke(width));
        on.draw(shape);
    }

    private static void text(Element element, String look, Graphics2D on) {
        on.setColor(Color.BLACK);
        on.fill(PaperFont.outline(
                element.getTextContent(), look.equals("head") ? 13 : 12, number(element, "x"), number(element, "y")));
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    /** Of the letters M, L, Q and Z, as they are written here. */
    private static Shape shape(String d) {
        String[] words = d.split(" ");
        Path2D path = new Path2D.Double();
        int at = 0;
        while (at < words.length) {
            switch (words[at]) {
                case "M" -> path.moveTo(parse(words, at + 1), parse(words, at + 2));
                case "L" -> path.lineTo(parse(words, at + 1), parse(words, at + 2));
                case "Q" ->
                    path.quadTo(parse(words, at + 1), parse(words, at + 2), parse(words, at + 3), parse(words, at + 4));
                default -> path.closePath();
            }
            at += words[at].equals("Q") ? 5 : words[at].equals("Z") ? 1 : 3;
        }
        return path;
    }

    private static double parse(String[] words, int at) {
        return Double.parseDouble(words[at]);
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
