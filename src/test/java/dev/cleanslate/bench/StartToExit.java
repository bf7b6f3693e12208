package dev.cleanslate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A nearly empty database: what is left is the tool's own time. */
final class StartToExit implements Case {

    private static final int TABLES = 60;
    private static final double LIMIT_SECONDS = 2.5;

    private final Size size;

    StartToExit(Size size) {
        this.size = size;
    }

    @Override
    public String name() {
        return "start-to-exit";
    }

    @Override
    public String about() {
        return "a database of " + TABLES + " tables, nearly empty";
    }

    @Override
    public List<Figure> run(Field field, Tool tool) {
        List<String> tables = IntStream.range(0, TABLES).mapToObj(i -> "t_" + i).toList();
        var schema = new StringBuilder();
        for (int i = 0; i < TABLES; i++) {
            schema.append("CREATE TABLE t_" + i + " (id serial PRIMARY KEY, up int"
                    + (i == 0 ? "" : " REFERENCES t_" + i / 2) + ", what text);\n");
            schema.append("CREATE INDEX ON t_" + i + " (up);\n");
            schema.append("INSERT INTO t_" + i + " (what) VALUES ('one');\n");
        }
        String source = field.database("start_to_exit", schema.toString());
        List<String> byHand = IntStream.iterate(TABLES - 1, i -> i >= 0, i -> i - 1)
                .mapToObj(i -> "DELETE FROM t_" + i)
                .collect(Collectors.toList());
        var hand = new ArrayList<Long>();
        var own = new ArrayList<Long>();
        for (int round = 0; round < size.rounds; round++) {
            String clone = field.cloneOf(source);
            OptionalLong millis = Psql.run(field.url(clone), byHand);
            hand.add(
                    millis.isPresent()
                            ? millis.getAsLong()
                            : ByHand.run(field, clone, byHand, 60).orElseThrow());
            field.drop(clone);
            String other = field.cloneOf(source);
            own.add(tool.reset(
                            field.url(other),
                            other,
                            "suite: bench\nphases:\n  - name: All\n    wipe: [" + String.join(", ", tables) + "]\n")
                    .process());
            field.drop(other);
        }
        field.drop(source);
        return List.of(
                Figure.seconds(
                        "the same SQL by hand" + (Psql.isThere() ? ", psql" : ", no psql here"), Timing.median(hand)),
                Figure.seconds("the tool, process from start to exit", Timing.median(own)),
                Figure.seconds("the difference", Timing.median(own) - Timing.median(hand), LIMIT_SECONDS));
    }
}
