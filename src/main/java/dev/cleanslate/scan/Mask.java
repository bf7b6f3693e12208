package dev.cleanslate.scan;

import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
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

    /**
     * Asks first whether there is anything to ask about a row at all: of most there is not, and a chain of OR costs a
     * fraction of what putting the bits together does.
     */
    String sql(List<Bit> bits) {
        Map<Gate, List<Bit>> gates = new LinkedHashMap<>();
        bits.forEach(bit ->
                gates.computeIfAbsent(Gate.of(bit), gate -> new ArrayList<>()).add(bit));
        if (gates.isEmpty()) {
            return "0::bigint";
        }
        Map<String, List<Map.Entry<Gate, List<Bit>>>> sparing = gates.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> spared(entry.getKey()), LinkedHashMap::new, Collectors.toList()));
        return "CASE WHEN "
                + each(sparing, "false", "\n OR ", this::asked)
                + " THEN "
                + each(sparing, "0", "\n | ", this::gated)
                + " ELSE 0::bigint END";
    }

    private static String each(
            Map<String, List<Map.Entry<Gate, List<Bit>>>> sparing,
            String nothing,
            String between,
            BiFunction<Gate, List<Bit>, String> sql) {
        return sparing.entrySet().stream()
                .map(part -> {
                    String all = part.getValue().stream()
                            .map(entry -> sql.apply(entry.getKey(), entry.getValue()))
                            .collect(Collectors.joining(between));
                    return part.getKey().isEmpty()
                            ? all
                            : "CASE WHEN " + part.getKey() + " THEN " + nothing + " ELSE " + all + " END";
                })
                .collect(Collectors.joining(between));
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

    private record Gate(Optional<Recognised> on, Probe probe, List<String> patterns) {

        static Gate of(Bit bit) {
            Probe probe = bit.detector().probe();
            return new Gate(
                    bit.at(), probe, probe.shared() ? List.of() : bit.detector().heads());
        }
    }

    private String asked(Gate gate, List<Bit> bits) {
        String any = bits.stream().map(this::exact).collect(Collectors.joining(" OR "));
        return gate.probe().asksAtOnce() ? any : "(" + probed(gate, bits) + " AND (" + any + "))";
    }

    private String gated(Gate gate, List<Bit> bits) {
        String all = bits.stream()
                .map(bit -> "CASE WHEN " + exact(bit) + " THEN " + bit.mask() + "::bigint ELSE 0 END")
                .collect(Collectors.joining(" | "));
        return gate.probe().asksAtOnce() ? all : "CASE WHEN " + probed(gate, bits) + " THEN " + all + " ELSE 0 END";
    }

    private static String probed(Gate gate, List<Bit> bits) {
        Set<String> heads = new LinkedHashSet<>();
        bits.forEach(bit -> heads.addAll(bit.detector().heads()));
        return gate.probe().gate(heads).replace("{c}", column(gate.on().orElseThrow()));
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
