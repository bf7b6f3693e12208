package dev.cleanslate.plan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.suite.Suite;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Gives every table exactly one fate: what the suite says, and what it leaves unsaid is no fate at all. */
final class Classifier {

    private final Suite suite;
    private final Catalog catalog;
    private final Names names;
    private final Families families;
    private final Findings findings;
    private final Map<QualifiedName, Decided> decided = new LinkedHashMap<>();
    private final Map<Claim, Table> partitions = new LinkedHashMap<>();

    Classifier(Suite suite, Catalog catalog, Names names, Families families, Findings findings) {
        this.suite = suite;
        this.catalog = catalog;
        this.names = names;
        this.families = families;
        this.findings = findings;
    }

    Fates fates() {
        Map<Claim, Table> guesses = new LinkedHashMap<>();
        for (Claim claim : Claim.of(suite)) {
            names.table(claim.who(), claim.mention()).ifPresent(named -> {
                if (named.exact()) {
                    take(claim, named.item());
                } else {
                    guesses.put(claim, named.item());
                }
            });
        }
        Claim.cascades(suite)
                .forEach(claim -> names.table(claim.who(), claim.mention())
                        .filter(Names.Named::exact)
                        .ifPresent(named -> mayLoseRows(claim, named.item())));
        partitions.forEach(this::sharesItsRootsFate);
        guesses.forEach((claim, table) -> decided.putIfAbsent(families.root(table.name()), claim.on(table)));
        new Unclassified(suite, catalog, names, families, findings).complete(decided);
        return new Fates(decided, suite.phases());
    }

    private void take(Claim claim, Table table) {
        if (!table.holdsRows()) {
            if (claim.fate() != Fate.IGNORE) {
                findings.usage(
                        claim.mention().place(),
                        claim.said() + ", which is a view and holds no rows of its own."
                                + " Name the tables it reads from.");
            }
        } else if (table.isPartition()) {
            partitions.put(claim, table);
        } else {
            refuseWhatIsNotOurs(claim, table);
            decide(claim, table);
        }
    }

    private void mayLoseRows(Claim claim, Table table) {
        Decided before = decided.get(table.name());
        if (before == null) {
            take(claim, table);
        } else if (!before.losesRows()) {
            findings.usage(
                    claim.mention().place(),
                    claim.said() + ", but it has another fate already (" + before.place() + ": " + before.said()
                            + "). Take it out of one of the two.");
        }
    }

    private void decide(Claim claim, Table table) {
        Decided before = decided.putIfAbsent(table.name(), claim.on(table));
        if (before == null
                || (before.fate() == Fate.RESET && claim.fate() == Fate.RESET && before.phase() != claim.phase())) {
            return;
        }
        findings.usage(
                claim.mention().place(),
                claim.said() + ", but "
                        + (before.fate() == claim.fate() ? "it is named before" : "it has another fate already")
                        + " (" + before.place() + ": " + before.said()
                        + "). A table has exactly one fate: take one of the two out.");
    }

    private void refuseWhatIsNotOurs(Claim claim, Table table) {
        if (claim.fate() == Fate.IGNORE) {
            return;
        }
        Optional<Table> foreign = families.members(table.name()).stream()
                .filter(t -> t.kind() == Table.Kind.FOREIGN)
                .findFirst();
        if (foreign.isPresent()) {
            findings.rule(
                    claim.mention().place(),
                    claim.said() + ", but "
                            + (foreign.get().equals(table)
                                    ? "it"
                                    : "its partition \"" + foreign.get().name() + "\"")
                            + " is a foreign table: its rows are on another server, where this transaction proves and undoes"
                            + " nothing. Put it under ignore and see to it there.");
        }
        if (claim.fate() != Fate.PROTECT && table.extension().isPresent()) {
            findings.rule(
                    claim.mention().place(),
                    claim.said() + ", but it belongs to the extension "
                            + table.extension().get() + ", whose tables are left alone. Take it out.");
        }
        if (claim.fate() != Fate.PROTECT && Unclassified.own(table)) {
            findings.rule(
                    claim.mention().place(),
                    claim.said() + ", but that is where Cleanslate keeps which database this" + " is. Take it out.");
        }
    }

    private void sharesItsRootsFate(Claim claim, Table partition) {
        QualifiedName root = families.root(partition.name());
        Decided ofRoot = decided.get(root);
        if (ofRoot != null && ofRoot.fate() == claim.fate() && ofRoot.phase() == claim.phase()) {
            return;
        }
        String other =
                ofRoot == null ? "which the suite does not name" : "which has another fate (" + ofRoot.said() + ")";
        findings.rule(
                claim.mention().place(),
                claim.said() + ", a partition of \"" + root + "\", " + other
                        + ". A partition shares the fate of its table: name \"" + root + "\" instead.");
        families.table(root).ifPresent(table -> decided.putIfAbsent(root, claim.on(table)));
    }
}
