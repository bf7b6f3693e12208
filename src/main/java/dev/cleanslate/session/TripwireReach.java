package dev.cleanslate.session;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.scan.Tripwire;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Suite;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which tables and columns are not left out: by a suite, as for the scan, or by name. */
record TripwireReach(Set<String> schemas, Set<String> ignored, List<String> skip) {

    static TripwireReach of(List<Suite> suites, List<String> skip, Catalog catalog) {
        boolean everywhere = suites.stream().anyMatch(s -> s.schemas().isEmpty());
        TripwireReach reach = new TripwireReach(
                everywhere ? Set.of() : names(suites.stream().flatMap(s -> s.schemas().stream())),
                names(suites.stream().flatMap(s -> s.ignore().stream())),
                skip);
        reach.requireKnown(catalog);
        return reach;
    }

    private static Set<String> names(Stream<Mention> mentions) {
        return mentions.map(Mention::name).collect(Collectors.toSet());
    }

    boolean table(QualifiedName table) {
        return (schemas.isEmpty() || schemas.contains(table.schema()))
                && spellings(table).noneMatch(name -> ignored.contains(name) || skip.contains(name));
    }

    boolean column(Tripwire.Place place) {
        return spellings(place.table()).noneMatch(name -> skip.contains(name + "." + place.column()));
    }

    private static Stream<String> spellings(QualifiedName table) {
        return Stream.of(table.name(), table.schema() + "." + table.name());
    }

    /** A name that is mistyped would leave watched what was to be left alone. */
    private void requireKnown(Catalog catalog) {
        Set<String> known = catalog.tables().stream()
                .flatMap(table -> spellings(table.name())
                        .flatMap(name -> Stream.concat(
                                Stream.of(name),
                                table.columns().stream().map(Table.Column::name).map(c -> name + "." + c))))
                .collect(Collectors.toSet());
        List<String> unknown =
                skip.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new StepFailure(
                    StepFailure.Kind.USAGE,
                    "--skip " + String.join(",", unknown)
                            + ": there is no such table or column. Write TABLE or TABLE.COLUMN as the catalog spells"
                            + " them, with SCHEMA. before it where there are several. Nothing was changed.");
        }
    }
}
