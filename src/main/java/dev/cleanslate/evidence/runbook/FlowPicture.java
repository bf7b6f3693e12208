package dev.cleanslate.evidence.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The course from top to bottom, and beside each part of it how one leaves it. */
final class FlowPicture {

    private static final int BOX = 196;
    private static final int OUT = 222;
    private static final int IN_BOX = 28;
    private static final int BESIDE = 18;
    private static final int GAP = 22;

    private final Desk desk;
    private final Wording words;

    FlowPicture(Desk desk) {
        this.desk = desk;
        this.words = desk.words();
    }

    /** {@code out}: what becomes of it when it does not go well. {@code last}: after the point of no return. */
    private record Part(String title, String detail, String out, boolean after) {}

    private List<Part> parts() {
        Optional<Measured> measured = desk.measured();
        long phases = desk.suite().phases().size();
        List<Part> parts = new ArrayList<>();
        parts.add(part("rehearse", words.took(measured.map(Measured::whole)), false));
        parts.add(part("decide", desk.schedule().at(Schedule.minutes(-10)).label(), false));
        parts.add(part("backup", words.took(measured.flatMap(Measured::backup)), false));
        parts.add(part(
                "change",
                words.count("flow.phases", phases).plain() + ", " + words.took(measured.map(Measured::locked)),
                false));
        parts.add(part("check", words.text("flow.check.detail"), true));
        parts.add(part("open", "", true));
        return parts;
    }

    private Part part(String key, String detail, boolean after) {
        return new Part(words.text("flow." + key), detail, words.text("flow." + key + ".out"), after);
    }

    Block picture() {
        Drawing drawing = new Drawing();
        List<Phrase> said = new ArrayList<>();
        int y = 2;
        boolean before = true;
        for (Part part : parts()) {
            if (before && part.after()) {
                before = false;
                y = noReturn(drawing, y);
                said.add(Phrase.strong(words.text("flow.noreturn")));
            }
            y = box(drawing, part, y);
            said.add(Phrase.strong(part.title())
                    .and(part.detail().isEmpty() ? "" : ", " + part.detail())
                    .and(part.out().isEmpty() ? "" : ". " + words.text("flow.else", part.out())));
        }
        String caption = words.text("flow.caption");
        return new Block.Picture(
                caption, drawing.of(y - GAP + 4, words.text("flow.alt")), List.of(new Block.Points(false, said)));
    }

    private int box(Drawing drawing, Part part, int y) {
        List<String> title = Drawing.wrapped(part.title(), IN_BOX - 4);
        List<String> detail = part.detail().isEmpty() ? List.of() : Drawing.wrapped(part.detail(), IN_BOX);
        List<String> out = part.out().isEmpty() ? List.of() : Drawing.wrapped(part.out(), BESIDE);
        int height = Math.max(title.size() + detail.size(), out.size()) * 16 + 16;
        drawing.box(2, y, BOX, height, part.after() ? "stage-after" : "stage-before");
        int next = drawing.lines(14, y + 22, "head", title);
        drawing.lines(14, next, "", detail);
        if (!out.isEmpty()) {
            drawing.right(y + height / 2, BOX + 4, OUT - 2);
            drawing.lines(OUT + 2, y + height / 2 + 4 - (out.size() - 1) * 8, "", out);
        }
        if (!part.title().equals(words.text("flow.open"))) {
            drawing.down(BOX / 2, y + height + 2, y + height + GAP - 2);
        }
        return y + height + GAP;
    }

    private int noReturn(Drawing drawing, int y) {
        drawing.box(2, y, Drawing.WIDTH - 4, 30, "noreturn");
        drawing.text(14, y + 20, "head onbar", words.text("flow.noreturn"));
        drawing.down(BOX / 2, y + 32, y + 30 + GAP - 2);
        return y + 30 + GAP;
    }
}
