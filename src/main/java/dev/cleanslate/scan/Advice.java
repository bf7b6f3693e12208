package dev.cleanslate.scan;

import dev.cleanslate.postgres.QualifiedName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statement of a suite that would do away with a finding. */
final class Advice {

    private static final int FEW = 5;
    /** Of a condition: more than this nobody reads, and nobody can say that it is right. */
    private static final int READABLE = 160;

    private Advice() {}

    static String of(Subject subject, List<Bit> bits, boolean every, long rows, List<List<String>> keys) {
        String table = subject.name();
        Bit bit = bits.get(0);
        return switch (bit.detector().mend()) {
            case ROWS -> every ? "wipe: [" + table + "]" : keep(subject, bits, rows, keys);
            case VALUE -> reset(table, bit, "null");
            case ZERO -> reset(table, bit, "0");
            case LOOK ->
                "Look at these rows. If they are not real: "
                        + (every ? "wipe: [" + table + "]" : keep(subject, bits, rows, keys));
        };
    }

    private static String keep(Subject subject, List<Bit> bits, long rows, List<List<String>> keys) {
        String table = subject.name();
        List<String> primary = subject.table().primaryKey();
        Bit bit = bits.get(0);
        String predicate = bits.stream().map(Advice::predicate).distinct().collect(Collectors.joining(" OR "));
        if (primary.size() == 1 && rows <= FEW && keys.size() == rows && !subject.personal(primary.get(0))) {
            return "keep-rows: { %s: \"%s not in (%s)\" }"
                    .formatted(
                            table,
                            name(primary.get(0)),
                            String.join(
                                    ", ",
                                    keys.stream()
                                            .map(k -> Sql.literal(k.get(0)))
                                            .toList()));
        }
        Optional<String> file =
                bits.stream().flatMap(b -> b.detector().file().stream()).findFirst();
        if (file.isPresent()) {
            // The values of the file are people's, and a report goes further than a suite.
            return "keep-rows: { %s: \"...\" }, with a predicate that is true of the rows%s is in none of the lines of %s"
                    .formatted(table, bit.column().map(c -> " whose " + c).orElse(" whose value"), file.get());
        }
        // The stem of a series is the better part of a value.
        boolean telling = bit.detector().id().equals(NumberedSeries.ID)
                && bit.at().filter(on -> on.kind().personal()).isPresent();
        if (telling
                || bit.detector().kinds().contains(Kind.CREATED)
                || predicate.length() > READABLE
                || predicate.contains("\n")) {
            return !primary.isEmpty() && !keys.isEmpty()
                    ? review(table, bit)
                    : "keep-rows: { %s: \"...\" }, with a predicate that is true of the real rows (detector %s%s)"
                            .formatted(
                                    table,
                                    bit.detector().id(),
                                    bit.column().map(c -> " on " + c).orElse(""));
        }
        return "keep-rows: { %s: \"(%s) is not true\" }".formatted(table, predicate);
    }

    /** What no short condition tells apart, a person does, row by row. */
    private static String review(String table, Bit bit) {
        String id = Finding.id(bit.detector().id(), table, bit.column());
        return "have the rows written down with scan --freeze FILE --finding %1$s, review them, and then: keep-rows: { %2$s: { all-but: { finding: %1$s, reviewed: FILE } } }"
                .formatted(id, table);
    }

    private static String reset(String table, Bit bit, String to) {
        String set = bit.column().map(c -> name(c) + ": " + to).orElse("")
                + bit.other().map(o -> ", " + name(o) + ": null").orElse("");
        return "reset: { %s: { %s } }, where the value is made up".formatted(table, set);
    }

    /** Of a detector that is nothing but a list, the list. */
    private static String predicate(Bit bit) {
        Detector detector = bit.detector();
        String sql = detector.exact().equals("true") ? detector.probe().gate(detector.heads()) : detector.exact();
        return sql.replace("{c}", bit.column().map(Advice::plain).orElse(""))
                .replace("pg_catalog.", "")
                .replace("\"", "\\\"");
    }

    /** As it is written within double quotes of YAML. */
    private static String name(String column) {
        return plain(column).replace("\"", "\\\"");
    }

    private static String plain(String column) {
        return column.matches("[a-z_][a-z0-9_]*") && column.equals(column.toLowerCase(Locale.ROOT))
                ? column
                : QualifiedName.quote(column);
    }
}
