package dev.cleanslate.plan;

import dev.cleanslate.plan.RightsNeeded.Right;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Surroundings;
import dev.cleanslate.postgres.Surroundings.Ownership;
import dev.cleanslate.postgres.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The statements that give a role what a plan needs, each to be pasted as it is; no more than that is given. */
final class Grants {

    private static final int NAMES_IN_A_LINE = 6;
    private static final int GRANT_INHERITS = 16;

    private final Catalog catalog;
    private final Surroundings surroundings;
    private final Families families;
    private final Map<QualifiedName, Ownership> ownerships;
    private final String role;
    private final Set<String> statements = new java.util.LinkedHashSet<>();
    private final Set<String> joined = new TreeSet<>();
    private final Set<QualifiedName> taken = new TreeSet<>();

    Grants(Catalog catalog, Surroundings surroundings) {
        this.catalog = catalog;
        this.surroundings = surroundings;
        this.families = new Families(catalog);
        this.role = QualifiedName.quote(catalog.server().role());
        this.ownerships =
                surroundings.ownerships().stream().collect(Collectors.toMap(Ownership::name, o -> o, (a, b) -> a));
    }

    List<String> of(RightsNeeded needed) {
        needed.owned().forEach(this::own);
        needed.unblinded().forEach(this::see);
        Map<String, List<QualifiedName>> byRights = new LinkedHashMap<>();
        Set<String> schemas = new TreeSet<>();
        Map<QualifiedName, Set<Right>> rights = new TreeMap<>(needed.rights());
        rights.forEach((name, wanted) -> {
            Optional<Ownership> ownership = Optional.ofNullable(ownerships.get(name));
            if (ownership.map(o -> !o.schemaUsage()).orElse(false)) {
                schemas.add(name.schema());
            }
            if (!taken.contains(name)
                    && !ownership.map(o -> joined.contains(o.owner())).orElse(false)) {
                byRights.computeIfAbsent(words(wanted), any -> new ArrayList<>())
                        .add(name);
            }
        });
        schemas.forEach(
                schema -> statements.add("GRANT USAGE ON SCHEMA " + QualifiedName.quote(schema) + " TO " + role + ";"));
        byRights.forEach((words, names) -> {
            for (int i = 0; i < names.size(); i += NAMES_IN_A_LINE) {
                statements.add("GRANT " + words + " ON "
                        + names.subList(i, Math.min(names.size(), i + NAMES_IN_A_LINE)).stream()
                                .map(QualifiedName::sql)
                                .collect(Collectors.joining(", "))
                        + " TO " + role + ";");
            }
        });
        return List.copyOf(statements);
    }

    static String words(Set<Right> rights) {
        return rights.stream().map(Right::name).collect(Collectors.joining(", "));
    }

    /** Whose the relation is, for a sentence. */
    String owner(QualifiedName name) {
        return Optional.ofNullable(ownerships.get(name)).map(Ownership::owner).orElse("unknown");
    }

    private void own(QualifiedName name) {
        Ownership ownership = ownerships.get(name);
        if (ownership == null) {
            return;
        }
        if (!ownership.superuser()) {
            join(ownership);
            return;
        }
        // To be in a superuser's role is to be able to become it; the relation alone is given away instead.
        List<QualifiedName> all = families.members(name).isEmpty()
                ? List.of(name)
                : families.members(name).stream().map(Table::name).sorted().toList();
        for (QualifiedName each : all) {
            Ownership its = ownerships.getOrDefault(each, ownership);
            String kind = its.view() ? "MATERIALIZED VIEW" : its.sequence() ? "SEQUENCE" : "TABLE";
            statements.add("ALTER " + kind + " " + each.sql() + " OWNER TO " + role + ";");
            taken.add(each);
        }
    }

    private void see(QualifiedName name) {
        Ownership ownership = ownerships.get(name);
        boolean forced = catalog.table(name).map(t -> t.rowSecurity().forced()).orElse(true);
        if (taken.contains(name) && !forced) {
            return;
        }
        if (forced || ownership == null || ownership.superuser()) {
            statements.add("ALTER ROLE " + role + " BYPASSRLS;");
        } else {
            join(ownership);
        }
    }

    private void join(Ownership ownership) {
        joined.add(ownership.owner());
        String owner = QualifiedName.quote(ownership.owner());
        boolean modern = catalog.server().major() >= GRANT_INHERITS;
        if (modern && (ownership.member() || !surroundings.role().inherits())) {
            statements.add("GRANT " + owner + " TO " + role + " WITH INHERIT TRUE;");
            return;
        }
        if (!ownership.member()) {
            statements.add("GRANT " + owner + " TO " + role + ";");
        }
        if (!surroundings.role().inherits()) {
            statements.add("ALTER ROLE " + role + " INHERIT;");
        }
    }
}
