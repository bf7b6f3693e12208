package dev.cleanslate.evidence.runbook;

import java.util.ArrayList;
import java.util.List;

/** A sentence or a part of one, its looks apart from its words, so that no value can bring looks of its own. */
record Phrase(List<Span> spans) {

    static final Phrase NONE = new Phrase(List.of());

    enum Look {
        PLAIN,
        STRONG,
        CODE
    }

    /** {@code to}: the place on this page that it leads to, or nothing. */
    record Span(String text, Look look, String to) {}

    Phrase {
        spans = List.copyOf(spans);
    }

    static Phrase of(String text) {
        return of(text, Look.PLAIN);
    }

    static Phrase code(String text) {
        return of(text, Look.CODE);
    }

    static Phrase strong(String text) {
        return of(text, Look.STRONG);
    }

    static Phrase link(String text, String to) {
        return new Phrase(List.of(new Span(text, Look.PLAIN, to)));
    }

    private static Phrase of(String text, Look look) {
        return text.isEmpty() ? NONE : new Phrase(List.of(new Span(text, look, "")));
    }

    Phrase and(Phrase other) {
        List<Span> all = new ArrayList<>(spans);
        all.addAll(other.spans);
        return new Phrase(all);
    }

    Phrase and(String text) {
        return and(of(text));
    }

    static Phrase joined(List<Phrase> parts, String between) {
        Phrase all = NONE;
        for (Phrase part : parts) {
            all = all.spans.isEmpty() ? part : all.and(between).and(part);
        }
        return all;
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    String plain() {
        StringBuilder text = new StringBuilder();
        spans.forEach(span -> text.append(span.text()));
        return text.toString();
    }
}
