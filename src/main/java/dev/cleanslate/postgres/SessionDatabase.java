package dev.cleanslate.postgres;

import dev.cleanslate.api.Database;
import dev.cleanslate.api.UnknownNameException;
import dev.cleanslate.api.UnusableQueryException;
import dev.cleanslate.suite.Nearest;
import dev.cleanslate.suite.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a check written in Java sees: queries of the run's own session, and tables of the catalog by name. */
public final class SessionDatabase implements Database {

    private static final int MOST_ROWS = 10_000;

    private final PgSession session;
    private final Catalog catalog;
    private final Set<QualifiedName> scope;

    /** {@code scope}: the tables that a bare name may mean where several schemas have one of it. */
    public SessionDatabase(PgSession session, Catalog catalog, Set<QualifiedName> scope) {
        this.session = session;
        this.catalog = catalog;
        this.scope = Set.copyOf(scope);
    }

    @Override
    public dev.cleanslate.api.Table table(String name) {
        List<Table> found = catalog.tables().stream()
                .filter(table -> table.name().name().equals(name))
                .toList();
        if (found.size() > 1) {
            List<Table> inScope =
                    found.stream().filter(table -> scope.contains(table.name())).toList();
            found = inScope.isEmpty() ? found : inScope;
        }
        if (found.isEmpty()) {
            found = catalog.tables().stream()
                    .filter(table -> full(table).equals(name))
                    .toList();
        }
        if (found.isEmpty()) {
            List<String> names = catalog.tables().stream()
                    .map(table ->
                            name.contains(".") ? full(table) : table.name().name())
                    .toList();
            throw new UnknownNameException("it reads table \"" + name + "\", but no such table exists in "
                    + catalog.server().database() + "." + Nearest.question(name, names));
        }
        if (found.size() > 1) {
            throw new UnknownNameException("it reads table \"" + name + "\", and that can be "
                    + found.stream().map(SessionDatabase::full).collect(Collectors.joining(" or "))
                    + ". Write it with its schema.");
        }
        Table table = found.get(0);
        return new dev.cleanslate.api.Table(
                this,
                table.name().toString(),
                table.name().sql(),
                table.columns().stream().map(Table.Column::name).toList(),
                table.primaryKey());
    }

    @Override
    public List<List<@Nullable String>> rows(String query) {
        SqlText.faultAsQuery(query).ifPresent(fault -> {
            throw new UnusableQueryException("it asks what is not one query: " + fault);
        });
        List<List<@Nullable String>> rows = new ArrayList<>();
        session.forEach(query, row -> {
            if (rows.size() == MOST_ROWS) {
                throw new UnusableQueryException(
                        "its query gives more than " + MOST_ROWS + " rows. Count or aggregate them in SQL");
            }
            rows.add(row.texts());
        });
        return rows;
    }

    private static String full(Table table) {
        return table.name().schema() + "." + table.name().name();
    }
}
