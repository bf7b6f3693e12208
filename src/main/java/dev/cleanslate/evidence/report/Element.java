package dev.cleanslate.evidence.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** An element under construction; its parts are added in place. */
public final class Element implements Node {

    private static final Pattern STEP = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    private final Tag tag;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Node> children = new ArrayList<>();

    private Element(Tag tag) {
        this.tag = tag;
    }

    public static Element of(Tag tag) {
        return new Element(tag);
    }

    /** With a class of the stylesheet. */
    public static Element of(Tag tag, String look) {
        return of(tag).is(Attribute.CLASS, look);
    }

    public Element is(Attribute attribute, String value) {
        attributes.put(attribute.word(), value);
        return this;
    }

    public Element is(Attribute attribute, long value) {
        return is(attribute, Long.toString(value));
    }

    /** To a place on this page. */
    public Element linksTo(String id) {
        attributes.put("href", "#" + id);
        return this;
    }

    /** To a file below this page; no step of the way there can lead out, or be taken for anything but a name. */
    Element linksBelow(List<String> steps) {
        if (steps.isEmpty()
                || !steps.stream().allMatch(step -> STEP.matcher(step).matches())) {
            throw new IllegalArgumentException("not the way to a file below a page: " + steps);
        }
        attributes.put("href", String.join("/", steps));
        return this;
    }

    /** As a part of the room there is, in percent. */
    Element wide(double percent) {
        attributes.put("style", String.format(Locale.ROOT, "width:%.1f%%", Math.max(0, Math.min(100, percent))));
        return this;
    }

    public Element with(String text) {
        children.add(new Text(text));
        return this;
    }

    public Element with(Node... nodes) {
        children.addAll(List.of(nodes));
        return this;
    }

    public Element with(List<? extends Node> nodes) {
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
