package dev.cleanslate.evidence.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A page as text that is well-formed XML and good HTML at once, so that both forms are drawn from the same markup. */
public final class Markup {

    private static final Set<Tag> LINES = Set.of(
            Tag.HEAD,
            Tag.BODY,
            Tag.HEADER,
            Tag.MAIN,
            Tag.NAV,
            Tag.SECTION,
            Tag.FOOTER,
            Tag.TABLE,
            Tag.TR,
            Tag.H1,
            Tag.H2,
            Tag.H3,
            Tag.P,
            Tag.LI,
            Tag.UL,
            Tag.DL,
            Tag.DT,
            Tag.SVG,
            Tag.G,
            Tag.FIGURE,
            Tag.TITLE,
            Tag.META);

    private static final Set<Tag> EMPTY = Set.of(Tag.META, Tag.BR, Tag.RECT, Tag.PATH);

    private final StringBuilder out = new StringBuilder();

    private final UnaryOperator<String> written;

    private Markup(UnaryOperator<String> written) {
        this.written = written;
    }

    public static String of(Element page) {
        return of(page, UnaryOperator.identity());
    }

    /** With texts as {@code written} spells them, for a medium that cannot show every character. */
    static String of(Element page, UnaryOperator<String> written) {
        Markup markup = new Markup(written);
        markup.out.append("<!DOCTYPE html>");
        markup.element(page);
        return markup.out.append('\n').toString();
    }

    private void node(Node node) {
        if (node instanceof Element element) {
            element(element);
        } else if (node instanceof Node.Text text) {
            escaped(written.apply(Visible.of(text.text())));
        } else if (node instanceof Node.Stylesheet sheet) {
            out.append("<style>\n");
            out.append(resource(sheet.resource()));
            out.append("</style>");
        }
    }

    private void element(Element element) {
        String word = element.tag().word();
        if (LINES.contains(element.tag())) {
            out.append('\n');
        }
        out.append('<').append(word);
        element.attributes().forEach((name, value) -> {
            out.append(' ').append(name).append("=\"");
            escaped(Visible.of(value, Integer.MAX_VALUE));
            out.append('"');
        });
        if (EMPTY.contains(element.tag())) {
            out.append("/>");
            return;
        }
        out.append('>');
        element.children().forEach(this::node);
        out.append("</").append(word).append('>');
    }

    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    private static String resource(String name) {
        try (InputStream in = Markup.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The stylesheet " + name + " is not in this jar.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
