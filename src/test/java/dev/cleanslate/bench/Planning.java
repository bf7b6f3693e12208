package dev.cleanslate.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many tables and keys: from the connection to the plan. */
final class Planning implements Case {

    private static final double LIMIT_SECONDS = 3;

    private final int tables;

    Planning(Size size) {
        this.tables = size == Size.FULL ? 1_000 : 12;
    }

    @Override
    public String name() {
        return "planning";
    }

    @Override
    public String about() {
        return tables + " tables with two keys each";
    }

    @Override
    public List<Figure> run(Field field, Tool tool) {
        var schema = new StringBuilder();
        for (int i = 0; i < tables; i++) {
            schema.append("CREATE TABLE p_" + i + " (id int PRIMARY KEY, a int"
                    + (i == 0 ? "" : " REFERENCES p_" + i / 2) + ", b int"
                    + (i == 0 ? "" : " REFERENCES p_" + i / 3 + " ON DELETE CASCADE") + ");\n");
        }
        String source = field.database("planning", schema.toString());
        String all = IntStream.range(0, tables).mapToObj(i -> "p_" + i).collect(Collectors.joining(", "));
        Timing timing = tool.reset(
                field.url(source), source, "suite: bench\nphases:\n  - name: All\n    wipe: [" + all + "]\n");
        field.drop(source);
        Map<String, Long> steps = timing.steps();
        long planning = steps.getOrDefault("catalog", 0L) + steps.getOrDefault("plan", 0L);
        return List.of(
                Figure.seconds("reading the catalog", steps.getOrDefault("catalog", 0L)),
                Figure.seconds("planning", steps.getOrDefault("plan", 0L)),
                Figure.seconds("both", planning, LIMIT_SECONDS),
                Figure.seconds("the whole reset, process from start to exit", timing.process()));
    }
}
