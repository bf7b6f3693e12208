package dev.cleanslate.evidence.report;

/**
 * A part of a page. There is no node that holds markup, so nothing that comes out of a record can become any: a string is
 * a {@link Text}, and the stylesheet is a resource of this program.
 */
public sealed interface Node permits Element, Node.Text, Node.Stylesheet {

    /** Any text at all, from anywhere. */
    record Text(String text) implements Node {}

    /** The stylesheet of that name, a resource of this program. */
    record Stylesheet(String resource) implements Node {}
}
