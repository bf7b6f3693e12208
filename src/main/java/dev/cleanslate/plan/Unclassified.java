package dev.cleanslate.plan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables that neither a phase nor a list names: an extension's are left alone, any other turns the plan red. */
final class Unclassified {

    /** Holds the marker that tells one database from another. */
    private static final String OWN_SCHEMA = "cleanslate";

    /** What YAML reads as this very text; its words for true, false and null are shorter or have no underscore. */
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9]*_[a-z0-9_.]*|[a-z]{6,}");

    private final Suite suite;
    private final Catalog catalog;
    private final Names names;
    private final Families families;
    private final Findings findings;

    Unclassified(Suite suite, Catalog catalog, Names names, Families families, Findings findings) {
        this.suite = suite;
        this.catalog = catalog;
        this.names = names;
        this.families = families;
        this.findings = findings;
    }

    static boolean own(Table table) {
        return table.name().schema().equals(OWN_SCHEMA);
    }

    void complete(Map<QualifiedName, Decided> decided) {
        Place place = suite.place();
        List<Table> unnamed = new ArrayList<>();
        for (Table table : catalog.tables()) {
            if (!table.holdsRows()
                    || table.isPartition()
                    || !names.inScope(table.name())
                    || decided.containsKey(table.name())) {
                continue;
            }
            String reason =
                    table.extension().map(e -> "belongs to the extension " + e).orElse("no phase and no list names it");
            if (own(table)) {
                reason = "tells which database this is";
            } else if (table.extension().isEmpty()) {
                unnamed.add(table);
            }
            decided.put(table.name(), Decided.ignored(table, place, reason));
        }
        if (!unnamed.isEmpty()) {
            tell(place, unnamed);
        }
    }

    private void tell(Place place, List<Table> unnamed) {
        String each = unnamed.stream()
                .map(t -> "\"" + t.name() + "\" (" + families.size(t.name()).words() + ")")
                .collect(Collectors.joining(", "));
        String subject = "suite \"" + suite.name() + "\" says nothing of " + each + " in "
                + catalog.server().database();
        if (suite.unclassified() == Suite.Unclassified.WARN) {
            findings.warn(subject + ": left as " + (unnamed.size() == 1 ? "it is." : "they are."));
            return;
        }
        String list =
                unnamed.stream().map(t -> yaml(names.written(t.name()))).collect(Collectors.joining(", ", "[", "]"));
        findings.rule(
                place,
                subject + ". Give each exactly one fate, with one of these lines: `wipe: " + list
                        + "` in a phase, `protect: " + list + "`, `ignore: " + list + "`.");
    }

    static String yaml(String name) {
        return PLAIN.matcher(name).matches()
                ? name
                : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
