package dev.cleanslate.evidence.report;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The one font of a PDF: Liberation Sans, which PDFBox carries along, so that a page looks the same on a machine without
 * fonts. It has Latin, Greek and Cyrillic; any other character is written as its code, since a box would hide which it is.
 */
final class PaperFont {

    static final String NAME = "Liberation Sans";

    private static final String RESOURCE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** Signs of the pages that it lacks, and what stands for them. */
    private static final Map<Integer, String> SIGNS = Map.of(
            (int) '✓', "√",
            (int) '✗', "×",
            (int) '⊘', "Ø",
            (int) '▽', "▼",
            (int) '◨', "◘",
            (int) ' ', " ");

    private static final TrueTypeFont FONT = load();

    private PaperFont() {}

    static InputStream open() {
        return Objects.requireNonNull(PDDocument.class.getResourceAsStream(RESOURCE), RESOURCE);
    }

    private static TrueTypeFont load() {
        try (InputStream in = open()) {
            return new TTFParser().parse(new RandomAccessReadBuffer(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CmapLookup characters() {
        try {
            return FONT.getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As far as the font goes. */
    static String written(String text) {
        CmapLookup characters = characters();
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            String sign = SIGNS.get(c);
            if (sign != null) {
                out.append(sign);
            } else if (c == '\n' || characters.getGlyphId(c) != 0) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format(Locale.ROOT, "\\u{%x}", c));
            }
        });
        return out.toString();
    }

    /** A line of text as a shape; drawing text would ask this machine for fonts of its own. */
    static Shape outline(String text, double size, double x, double y) {
        try {
            CmapLookup characters = characters();
            double scale = size / FONT.getUnitsPerEm();
            Path2D line = new Path2D.Double();
            double at = x;
            for (int c : text.codePoints().toArray()) {
                int glyph = characters.getGlyphId(c);
                GlyphData outline = FONT.getGlyph().getGlyph(glyph);
                if (outline != null) {
                    line.append(
                            new AffineTransform(scale, 0, 0, -scale, at, y).createTransformedShape(outline.getPath()),
                            false);
                }
                at += FONT.getAdvanceWidth(glyph) * scale;
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
