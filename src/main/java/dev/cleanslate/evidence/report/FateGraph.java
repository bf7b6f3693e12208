package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.PlanRecord;
import dev.cleanslate.evidence.record.RunRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/** The fates drawn over the foreign keys, and the same ways in words for whoever cannot see the picture. */
final class FateGraph implements Section {

    /** More lines than this that change nothing would hide those that do. */
    private static final int PLAIN_KEYS = 120;

    private static final double BEND = 0.12;
    private static final double TIP = 7;
    private static final double TURN = 14;

    @Override
    public String key() {
        return "graph";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        PlanRecord.Proof proof =
                facts.plan().flatMap(PlanRecord::proof).orElse(new PlanRecord.Proof(0, 0, List.of(), List.of()));
        if (facts.tables().isEmpty()
                || (proof.keys().isEmpty() && proof.reaches().isEmpty())) {
            return List.of();
        }
        GraphLayout layout = GraphLayout.of(facts.tables(), proof);
        List<Node> body = new ArrayList<>();
        body.add(Element.of(Tag.P, "note").with(language.say("graph.note")));
        if (layout.left() > 0) {
            body.add(Element.of(Tag.P, "note").with(language.count("graph.left", layout.left())));
        }
        body.add(Element.of(Tag.DIV, "graph")
                .is(Attribute.TABINDEX, 0)
                .is(Attribute.ROLE, "group")
                .is(Attribute.ARIA_LABEL, language.say("section.graph"))
                .with(picture(layout, proof, language)));
        Grid ways = new Grid(language.say("graph.ways"))
                .column(language.say("graph.from"))
                .column(language.say("graph.action"))
                .column(language.say("graph.to"));
        grouped(proof.reaches())
                .forEach((from, to) ->
                        ways.row(Grid.code(from.get(0)), Grid.text(from.get(1)), Grid.text(language.list(to))));
        if (!ways.isEmpty()) {
            body.add(Element.of(Tag.H3).with(language.say("graph.ways")));
            body.add(Element.of(Tag.P)
                    .with(language.say(
                            refused(facts) ? "graph.walk" : "graph.proof",
                            language.number(proof.keysWalked()),
                            language.number(proof.tablesWalked()))));
            body.add(ways.element());
        }
        return body;
    }

    private static boolean refused(RunRecord facts) {
        return facts.plan().filter(plan -> !plan.refusals().isEmpty()).isPresent();
    }

    private static Map<List<String>, List<String>> grouped(List<PlanRecord.Key> reaches) {
        Map<List<String>, List<String>> ways = new LinkedHashMap<>();
        reaches.forEach(reach -> {
            List<String> to = ways.computeIfAbsent(List.of(reach.from(), reach.action()), way -> new ArrayList<>());
            if (!to.contains(reach.to())) {
                to.add(reach.to());
            }
        });
        return ways;
    }

    private static Element picture(GraphLayout layout, PlanRecord.Proof proof, Language language) {
        Element svg = Element.of(Tag.SVG)
                .is(Attribute.XMLNS, "http://www.w3.org/2000/svg")
                .is(Attribute.ROLE, "img")
                .is(Attribute.ARIA_LABELLEDBY, "graph-alt")
                .is(Attribute.WIDTH, GraphLayout.WIDTH)
                .is(Attribute.HEIGHT, layout.height())
                .is(Attribute.VIEWBOX, "0 0 " + GraphLayout.WIDTH + " " + layout.height())
                .with(Element.of(Tag.DESC).is(Attribute.ID, "graph-alt").with(language.say("graph.alt")));
        layout.frames().forEach(frame -> svg.with(frame(frame, language)));
        List<PlanRecord.Key> plain = proof.keys().stream()
                .filter(key -> proof.reaches().stream()
                        .noneMatch(r -> r.constraint().equals(key.constraint())
                                && r.from().equals(key.from())))
                .toList();
        if (plain.size() <= PLAIN_KEYS) {
            plain.forEach(key -> line(layout, key, "key", "tip quiet", svg));
        }
        // Side ways first, so that the main one is drawn over them.
        proof.reaches().stream().sorted(Comparator.comparing(layout::isTrunk)).forEach(key -> {
            String look = key.action().endsWith("CASCADE") ? "cascade" : "setnull";
            String tip = key.action().endsWith("CASCADE") ? "tip" : "tip soft";
            if (layout.isTrunk(key)) {
                trunk(layout, key, look, tip, svg);
            } else {
                line(layout, key, look + " side", tip + " side", svg);
            }
        });
        var names = new BoxNames(layout.boxes().values());
        layout.boxes().values().forEach(box -> svg.with(box(box, names.of(box))));
        return svg;
    }

    private static Element frame(GraphLayout.Frame frame, Language language) {
        return Element.of(Tag.G)
                .with(
                        rect("set", 1, frame.y(), GraphLayout.WIDTH - 2, frame.height()),
                        Element.of(Tag.TEXT, "head")
                                .is(Attribute.X, 15)
                                .is(Attribute.Y, frame.y() + 20)
                                .with(language.say(
                                        "graph.frame",
                                        language.word("fate", frame.fate()),
                                        language.count("graph.tables", frame.tables()))));
    }

    private static Element box(GraphLayout.Box box, String name) {
        return Element.of(Tag.G, "fate-" + box.fate())
                .with(
                        Element.of(Tag.TITLE).with(box.name()),
                        rect("box", box.x(), box.y(), box.width(), GraphLayout.BOX_HEIGHT),
                        Element.of(Tag.TEXT)
                                .is(Attribute.X, box.x() + 7)
                                .is(Attribute.Y, box.y() + 15)
                                .with(name));
    }

    private static Element rect(String look, int x, int y, int width, int height) {
        return Element.of(Tag.RECT, look)
                .is(Attribute.X, x)
                .is(Attribute.Y, y)
                .is(Attribute.WIDTH, width)
                .is(Attribute.HEIGHT, height);
    }

    /** From the side of a parent into the side of its child; in the last column from above. */
    private static void trunk(GraphLayout layout, PlanRecord.Key key, String look, String tip, Element into) {
        GraphLayout.Box from = Objects.requireNonNull(layout.boxes().get(key.from()));
        GraphLayout.Box to = Objects.requireNonNull(layout.boxes().get(key.to()));
        boolean beside = to.x() > from.x();
        double startX = beside ? from.x() + from.width() : from.x();
        double endX = to.x();
        double turnX = beside ? endX - TURN : endX - TURN / 2.0;
        OptionalDouble shelf = layout.shelf(key);
        // Behind the boxes between the two it would look as if it came from the last of them.
        String way = shelf.isPresent()
                ? path(
                        "L %.1f %.1f L %.1f %.1f L %.1f %.1f",
                        startX + GraphLayout.GAP_X - TURN,
                        from.middleY(),
                        startX + GraphLayout.GAP_X - TURN,
                        shelf.getAsDouble(),
                        turnX,
                        shelf.getAsDouble())
                : path("L %.1f %.1f", turnX, from.middleY());
        into.with(Element.of(Tag.PATH, look)
                .is(
                        Attribute.D,
                        path("M %.1f %.1f ", startX, from.middleY())
                                + way
                                + path(" L %.1f %.1f L %.1f %.1f", turnX, to.middleY(), endX, to.middleY())));
        into.with(Element.of(Tag.PATH, tip)
                .is(
                        Attribute.D,
                        path(
                                "M %.1f %.1f L %.1f %.1f L %.1f %.1f Z",
                                endX,
                                to.middleY(),
                                endX - TIP,
                                to.middleY() - TIP * 0.45,
                                endX - TIP,
                                to.middleY() + TIP * 0.45)));
    }

    /** From parent to child, below the boxes, bent a little so that it does not hide behind those of its own column. */
    private static void line(GraphLayout layout, PlanRecord.Key key, String look, String tip, Element into) {
        GraphLayout.Box from = layout.boxes().get(key.from());
        GraphLayout.Box to = layout.boxes().get(key.to());
        if (from == null || to == null || Objects.equals(key.from(), key.to())) {
            return;
        }
        double x = to.middleX() - from.middleX();
        double y = to.middleY() - from.middleY();
        double bendX = from.middleX() + x / 2 - y * BEND;
        double bendY = from.middleY() + y / 2 + x * BEND;
        double backX = bendX - to.middleX();
        double backY = bendY - to.middleY();
        double edge = Math.min(
                to.width() / 2.0 / Math.max(0.01, Math.abs(backX)),
                GraphLayout.BOX_HEIGHT / 2.0 / Math.max(0.01, Math.abs(backY)));
        double endX = to.middleX() + backX * Math.min(1, edge);
        double endY = to.middleY() + backY * Math.min(1, edge);
        double length = Math.max(0.01, Math.hypot(bendX - endX, bendY - endY));
        double awayX = (bendX - endX) / length * TIP;
        double awayY = (bendY - endY) / length * TIP;
        into.with(Element.of(Tag.PATH, look)
                .is(
                        Attribute.D,
                        path(
                                "M %.1f %.1f Q %.1f %.1f %.1f %.1f",
                                from.middleX(), from.middleY(), bendX, bendY, endX, endY)));
        into.with(Element.of(Tag.PATH, tip)
                .is(
                        Attribute.D,
                        path(
                                "M %.1f %.1f L %.1f %.1f L %.1f %.1f Z",
                                endX,
                                endY,
                                endX + awayX - awayY * 0.45,
                                endY + awayY + awayX * 0.45,
                                endX + awayX + awayY * 0.45,
                                endY + awayY - awayX * 0.45)));
    }

    private static String path(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}
