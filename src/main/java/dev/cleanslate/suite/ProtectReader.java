package dev.cleanslate.suite;

import dev.cleanslate.suite.Suite.Fingerprinting;
import dev.cleanslate.suite.Suite.Protection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code protect}: a table's name, or the name with how it is protected. */
final class ProtectReader {

    private static final List<String> KEYS = List.of("allow-empty", "fingerprint");
    private static final Map<String, Fingerprinting> FINGERPRINTS = new LinkedHashMap<>();

    static {
        FINGERPRINTS.put("full", Fingerprinting.FULL);
        FINGERPRINTS.put("sampled", Fingerprinting.SAMPLED);
        FINGERPRINTS.put("off", Fingerprinting.OFF);
    }

    private final Values values;
    private final Names names;
    private final TableFates fates;

    ProtectReader(Values values, TableFates fates) {
        this.values = values;
        this.names = new Names(values);
        this.fates = fates;
    }

    List<Protection> read(Node node) {
        List<Protection> protections = new ArrayList<>();
        for (Node item : values.list(node, "\"protect\"").orElse(List.of())) {
            Optional<Protection> protection = item instanceof Node.Mapping ? withOptions(item) : plain(item);
            protection.ifPresent(p -> {
                fates.protect(p.table());
                protections.add(p);
            });
        }
        return protections;
    }

    private Optional<Protection> plain(Node item) {
        return names.one(item, "a table in \"protect\"")
                .map(table -> new Protection(table, false, Fingerprinting.FULL));
    }

    private Optional<Protection> withOptions(Node item) {
        List<Names.Named> tables = names.keys(item, "an item of \"protect\"", "table");
        if (tables.size() > 1) {
            values.faults()
                    .add(
                            tables.get(1).mention().place(),
                            "an item of \"protect\" names two tables. Begin each with a dash of its own.");
        }
        return tables.stream().findFirst().flatMap(table -> {
            String owner = "the protection of " + values.faults().quote(table.name());
            return Entries.of(table.value(), owner, KEYS, values)
                    .map(entries -> new Protection(
                            table.mention(),
                            entries.bool("allow-empty").orElse(false),
                            entries.word("fingerprint", FINGERPRINTS).orElse(Fingerprinting.FULL)));
        });
    }
}
