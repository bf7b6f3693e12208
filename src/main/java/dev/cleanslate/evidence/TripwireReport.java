package dev.cleanslate.evidence;

import java.util.List;
import java.util.stream.Collectors;

/** What a tripwire is or would be, as a script: what is said of it are comments. {@code armed}:
 * there was one before; {@code sql} may be empty. */
public record TripwireReport(String target, String address, boolean armed, List<String> said, String sql) {

    public TripwireReport {
        said = List.copyOf(said);
    }

    public String text() {
        String head = said.stream().map(line -> comment(line) + "\n").collect(Collectors.joining());
        return sql.isEmpty() ? head : head + "\nBEGIN;\n" + sql + "\nCOMMIT;\n";
    }

    /** A name with a line break in it must not end the comment it stands in. */
    public static String comment(String line) {
        return "-- " + Printable.of(line);
    }

    public String json() {
        return RecordFile.pretty(new Entry("cleanslate.tripwire/1", target, address, armed, said, sql));
    }

    private record Entry(String schema, String target, String address, boolean armed, List<String> said, String sql) {}
}
