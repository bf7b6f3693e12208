package dev.cleanslate.bench;

import java.util.List;
import java.util.OptionalLong;

/** One parent in a hundred stays; the key of the children has no index. */
final class KeepFew implements Case {

    private static final double LIMIT_SECONDS = 30;

    private final Size size;

    KeepFew(Size size) {
        this.size = size;
    }

    @Override
    public String name() {
        return "keep-few";
    }

    @Override
    public String about() {
        return "1 % of " + size.parents + " parents stays, " + 2 * size.parents
                + " children behind a key without an index";
    }

    @Override
    public List<Figure> run(Field field, Tool tool) {
        String source = field.database("keep_few", """
                CREATE TABLE parents (id bigint PRIMARY KEY, keep boolean NOT NULL, what text);
                CREATE TABLE children (id bigint PRIMARY KEY, parent_id bigint REFERENCES parents ON DELETE CASCADE, what text);
                INSERT INTO parents SELECT g, g %% 100 = 0, 'parent ' || g FROM generate_series(1, %1$d) g;
                INSERT INTO children SELECT g, 1 + g %% %1$d, 'child ' || g FROM generate_series(1, 2 * %1$d) g;
                """.formatted(size.parents));
        String clone = field.cloneOf(source);
        long patience = 60;
        OptionalLong byHand = ByHand.run(field, clone, List.of("DELETE FROM parents WHERE NOT keep"), patience);
        field.drop(clone);
        String other = field.cloneOf(source);
        Timing timing = tool.reset(field.url(other), other, """
                suite: bench
                phases:
                  - name: Few stay
                    keep-rows: { parents: "keep" }
                    cascades: [children]
                """);
        field.drop(other);
        field.drop(source);
        return List.of(
                Figure.seconds(
                        byHand.isPresent()
                                ? "by hand, DELETE"
                                : "by hand, DELETE: not finished when it was cancelled after",
                        byHand.orElse(patience * 1000)),
                Figure.seconds("the tool, BEGIN to COMMIT without counting", timing.wipe()),
                Figure.seconds("the tool, counting and fingerprinting", timing.counting()),
                Figure.seconds("the tool, process from start to exit", timing.process(), LIMIT_SECONDS));
    }
}
