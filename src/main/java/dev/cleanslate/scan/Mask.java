package dev.cleanslate.scan;

import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The bits of a table as one expression over a row {@code t}: each column is looked at once per probe. */
final class Mask {

    private final String tomorrow;

    /** {@code tomorrow}: a time of the server from which on a row is of the future. */
    Mask(String tomorrow) {
        this.tomorrow = tomorrow;
    }

    String sql(List<Bit> bits) {
        Map<Gate, List<Bit>> gates = new LinkedHashMap<>();
        bits.forEach(
                bit -> gates.computeIfAbsent(new Gate(bit.on(), bit.detector().probe()), gate -> new ArrayList<>())
                        .add(bit));
        Map<String, List<String>> parts = new LinkedHashMap<>();
        gates.forEach((gate, together) ->
                parts.computeIfAbsent(spared(gate), any -> new ArrayList<>()).add(gated(gate, together)));
        return parts.isEmpty()
                ? "0::bigint"
                : parts.entrySet().stream()
                        .map(part -> sparing(part.getKey(), String.join("\n | ", part.getValue())))
                        .collect(Collectors.joining("\n | "));
    }

    private static String spared(Gate gate) {
        return gate.probe()
                .spared()
                .map(s -> s.replace("{c}", column(gate.on())))
                .orElse("");
    }

    private static String sparing(String spared, String sql) {
        return spared.isEmpty() ? sql : "CASE WHEN " + spared + " THEN 0 ELSE " + sql + " END";
    }

    private record Gate(Recognised on, Probe probe) {}

    private String gated(Gate gate, List<Bit> bits) {
        List<String> each = bits.stream()
                .map(bit -> "CASE WHEN " + exact(bit) + " THEN " + bit.mask() + "::bigint ELSE 0 END")
                .toList();
        String all = String.join(" | ", each);
        if (gate.probe() == Probe.NONE) {
            return all;
        }
        Set<String> heads = new LinkedHashSet<>();
        bits.forEach(bit -> heads.addAll(bit.detector().heads()));
        String asked = gate.probe().gate(heads).replace("{c}", column(gate.on()));
        return "CASE WHEN " + asked + " THEN " + all + " ELSE 0 END";
    }

    private String exact(Bit bit) {
        return bit.detector()
                .exact(column(bit.on()))
                .replace(
                        "{o}",
                        bit.other().map(o -> "t." + QualifiedName.quote(o)).orElse("NULL"))
                .replace("{tomorrow}", Sql.literal(tomorrow));
    }

    /** Text is compared byte by byte: any other collation costs several times as much, and some are not deterministic. */
    static String column(Recognised on) {
        String name = "t." + QualifiedName.quote(on.column().name());
        return Recognition.texts(on.column()) ? "(" + name + "::pg_catalog.text COLLATE \"C\")" : name;
    }
}
