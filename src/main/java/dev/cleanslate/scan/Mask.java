package dev.cleanslate.scan;

import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The bits of a table as one expression over a row {@code t}: each column is looked at once per probe. */
final class Mask {

    private final String tomorrow;
    private final Map<String, List<String>> usualDomains;

    /** {@code tomorrow}: a time of the server from which on a row is of the future. */
    Mask(String tomorrow, Map<String, List<String>> usualDomains) {
        this.tomorrow = tomorrow;
        this.usualDomains = usualDomains;
    }

    String sql(List<Bit> bits) {
        Map<Gate, List<Bit>> gates = new LinkedHashMap<>();
        bits.forEach(bit ->
                gates.computeIfAbsent(Gate.of(bit), gate -> new ArrayList<>()).add(bit));
        Map<String, List<String>> parts = new LinkedHashMap<>();
        gates.forEach((gate, together) ->
                parts.computeIfAbsent(spared(gate), any -> new ArrayList<>()).add(gated(gate, together)));
        return parts.isEmpty()
                ? "0::bigint"
                : parts.entrySet().stream()
                        .map(part -> sparing(part.getKey(), String.join("\n | ", part.getValue())))
                        .collect(Collectors.joining("\n | "));
    }

    private String spared(Gate gate) {
        return gate.probe()
                .spared(gate.on()
                        .flatMap(on ->
                                Optional.ofNullable(usualDomains.get(on.column().name())))
                        .orElse(List.of()))
                .map(s -> s.replace("{c}", column(gate.on().orElseThrow())))
                .orElse("");
    }

    private static String sparing(String spared, String sql) {
        return spared.isEmpty() ? sql : "CASE WHEN " + spared + " THEN 0 ELSE " + sql + " END";
    }

    private record Gate(Optional<Recognised> on, Probe probe, List<String> patterns) {

        static Gate of(Bit bit) {
            Probe probe = bit.detector().probe();
            return new Gate(
                    bit.at(), probe, probe.shared() ? List.of() : bit.detector().heads());
        }
    }

    private String gated(Gate gate, List<Bit> bits) {
        List<String> each = bits.stream()
                .map(bit -> "CASE WHEN " + exact(bit) + " THEN " + bit.mask() + "::bigint ELSE 0 END")
                .toList();
        String all = String.join(" | ", each);
        if (gate.probe().asksAtOnce()) {
            return all;
        }
        Set<String> heads = new LinkedHashSet<>();
        bits.forEach(bit -> heads.addAll(bit.detector().heads()));
        String asked = gate.probe().gate(heads).replace("{c}", column(gate.on().orElseThrow()));
        return "CASE WHEN " + asked + " THEN " + all + " ELSE 0 END";
    }

    private String exact(Bit bit) {
        if (bit.given()) {
            // It may end in a comment.
            return "(" + bit.detector().exact() + "\n)";
        }
        return bit.detector()
                .exact(column(bit.at().orElseThrow()))
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
