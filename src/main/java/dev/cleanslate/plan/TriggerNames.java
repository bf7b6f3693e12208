package dev.cleanslate.plan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Trigger;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a suite means by a trigger's name, or by {@code table.trigger}; several tables may have one of the same name. */
final class TriggerNames {

    private final Names names;
    private final String database;
    private final Findings findings;
    private final Map<String, List<Trigger>> byName;

    TriggerNames(Catalog catalog, Names names, Findings findings) {
        this.names = names;
        this.database = catalog.server().database();
        this.findings = findings;
        this.byName = catalog.triggers().stream()
                .filter(t -> names.inScope(t.table()))
                .collect(Collectors.groupingBy(Trigger::name, TreeMap::new, Collectors.toList()));
    }

    List<Trigger> find(String who, Mention mention) {
        List<Trigger> found = byName.getOrDefault(mention.name(), List.of());
        if (found.isEmpty()) {
            found = ofTable(mention.name()).toList();
        }
        if (found.isEmpty()) {
            Collection<String> known = mention.name().contains(".")
                    ? byName.values().stream()
                            .flatMap(List::stream)
                            .map(t -> t.table() + "." + t.name())
                            .toList()
                    : byName.keySet();
            findings.usage(
                    mention.place(),
                    who + " \"" + mention.name() + "\", but " + database
                            + " has no such trigger on a table of this suite's schemas."
                            + Nearest.question(mention.name(), known));
        }
        return found;
    }

    private Stream<Trigger> ofTable(String written) {
        return IntStream.range(1, Math.max(1, written.length() - 1))
                .filter(i -> written.charAt(i) == '.')
                .boxed()
                .flatMap(i -> byName.getOrDefault(written.substring(i + 1), List.of()).stream()
                        .filter(t -> isCalled(t.table(), written.substring(0, i))));
    }

    private boolean isCalled(QualifiedName table, String written) {
        return Names.full(table).equals(written) || names.written(table).equals(written);
    }
}
