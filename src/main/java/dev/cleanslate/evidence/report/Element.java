package dev.cleanslate.evidence.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An element under construction; its parts are added in place. */
final class Element implements Node {

    private final Tag tag;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Node> children = new ArrayList<>();

    private Element(Tag tag) {
        this.tag = tag;
    }

    static Element of(Tag tag) {
        return new Element(tag);
    }

    /** With a class of the stylesheet. */
    static Element of(Tag tag, String look) {
        return of(tag).is(Attribute.CLASS, look);
    }

    Element is(Attribute attribute, String value) {
        attributes.put(attribute.word(), value);
        return this;
    }

    Element is(Attribute attribute, long value) {
        return is(attribute, Long.toString(value));
    }

    /** To a place on this page; a link to anywhere else cannot be made. */
    Element linksTo(String id) {
        attributes.put("href", "#" + id);
        return this;
    }

    /** As a part of the room there is, in percent. */
    Element wide(double percent) {
        attributes.put("style", String.format(Locale.ROOT, "width:%.1f%%", Math.max(0, Math.min(100, percent))));
        return this;
    }

    Element with(String text) {
        children.add(new Text(text));
        return this;
    }

    Element with(Node... nodes) {
        children.addAll(List.of(nodes));
        return this;
    }

    Element with(List<? extends Node> nodes) {
        children.addAll(nodes);
        return this;
    }

    Tag tag() {
        return tag;
    }

    Map<String, String> attributes() {
        return attributes;
    }

    List<Node> children() {
        return children;
    }
}
