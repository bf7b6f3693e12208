package dev.cleanslate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Everything goes: the tool beside the faster of one TRUNCATE and of DELETEs in the right order. */
final class Wipes implements Case {

    /** What the tool may take at most, as a multiple of the faster way by hand. */
    private static final double LIMIT = 1.25;

    private final String name;
    private final String about;
    private final String schema;
    private final List<String> childrenFirst;
    private final List<String> sequences;
    private final int rounds;

    private Wipes(
            String name, String about, String schema, List<String> childrenFirst, List<String> sequences, int rounds) {
        this.name = name;
        this.about = about;
        this.schema = schema;
        this.childrenFirst = childrenFirst;
        this.sequences = sequences;
        this.rounds = rounds;
    }

    static Wipes manySmall(Size size) {
        return small("many-small", "int", false, size);
    }

    /** By hand the sequences are restarted too. */
    static Wipes manySerial(Size size) {
        return small("many-serial", "serial", true, size);
    }

    private static Wipes small(String name, String type, boolean restarted, Size size) {
        List<String> tables =
                IntStream.range(0, size.smallTables).mapToObj(i -> "small_" + i).toList();
        String schema = tables.stream()
                .map(table -> "CREATE TABLE " + table + " (id " + type + " PRIMARY KEY, what text);\n" + "INSERT INTO "
                        + table + " SELECT g, 'row ' || g FROM generate_series(1, 10) g;\n")
                .collect(Collectors.joining());
        return new Wipes(
                name,
                size.smallTables + " tables of 10 rows" + (restarted ? ", each with a sequence to start again" : ""),
                schema,
                tables,
                restarted ? tables.stream().map(table -> table + "_id_seq").toList() : List.of(),
                size.rounds);
    }

    static Wipes fewLarge(Size size) {
        List<String> tables = List.of("large_4", "large_3", "large_2", "large_1", "large_0");
        var schema = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            schema.append("CREATE TABLE large_" + i + " (id bigint PRIMARY KEY, parent bigint, what text);\n")
                    .append("INSERT INTO large_" + i + " SELECT g, " + (i == 0 ? "NULL" : "g") + ", 'row ' || g"
                            + " FROM generate_series(1, " + size.largeRows + ") g;\n");
            if (i > 0) {
                schema.append("CREATE INDEX ON large_" + i + " (parent);\n")
                        .append("ALTER TABLE large_" + i + " ADD FOREIGN KEY (parent) REFERENCES large_" + (i - 1)
                                + ";\n");
            }
        }
        return new Wipes(
                "few-large",
                "5 tables of " + size.largeRows + " rows with keys between them",
                schema.toString(),
                tables,
                List.of(),
                size.rounds);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String about() {
        return about + ", wiped";
    }

    @Override
    public List<Figure> run(Field field, Tool tool) {
        String source = field.database(name.replace('-', '_'), schema);
        String suite = "suite: bench\nphases:\n  - name: All\n    wipe: [" + String.join(", ", childrenFirst) + "]\n";
        var truncate = new ArrayList<Long>();
        var delete = new ArrayList<Long>();
        var timings = new ArrayList<Timing>();
        long patience = 30;
        for (int round = 0; round < rounds; round++) {
            truncate.add(byHand(
                    field,
                    source,
                    List.of("TRUNCATE " + String.join(", ", childrenFirst)
                            + (sequences.isEmpty() ? "" : " RESTART IDENTITY")),
                    patience));
            if (delete.isEmpty() || delete.get(0) < 10 * truncate.get(0)) {
                // What is far slower is not the one to be held against, and once is enough to know it.
                delete.add(byHand(
                        field,
                        source,
                        Stream.concat(
                                        childrenFirst.stream().map(t -> "DELETE FROM " + t),
                                        sequences.stream().map(s -> "ALTER SEQUENCE " + s + " RESTART"))
                                .toList(),
                        patience));
            }
            String clone = field.cloneOf(source);
            timings.add(tool.reset(field.url(clone), clone, suite));
            field.drop(clone);
        }
        field.drop(source);
        // A clock of whole milliseconds can say 0, and nothing is a multiple of that.
        long faster = Math.max(1, Math.min(Timing.median(truncate), Timing.median(delete)));
        long wipe = Timing.median(timings.stream().map(Timing::wipe).toList());
        return List.of(
                Figure.seconds("by hand, one TRUNCATE of all", Timing.median(truncate)),
                Figure.seconds("by hand, DELETE of each, children first", Timing.median(delete)),
                Figure.seconds("the tool, BEGIN to COMMIT without counting", wipe),
                Figure.seconds(
                        "the tool, counting and fingerprinting",
                        Timing.median(timings.stream().map(Timing::counting).toList())),
                Figure.seconds(
                        "the tool, process from start to exit",
                        Timing.median(timings.stream().map(Timing::process).toList())),
                Figure.ratio("the tool, as a multiple of the faster way by hand", (double) wipe / faster, LIMIT));
    }

    /** What did not end in time took at least that long. */
    private static long byHand(Field field, String source, List<String> statements, long patience) {
        String clone = field.cloneOf(source);
        OptionalLong millis = ByHand.run(field, clone, statements, patience);
        field.drop(clone);
        return millis.orElse(patience * 1000);
    }
}
