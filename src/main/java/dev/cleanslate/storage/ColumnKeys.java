package dev.cleanslate.storage;

import dev.cleanslate.plan.StoragePlan;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys in columns of a database: over a cursor, in the order in which a bucket lists, and some of them looked up. */
public final class ColumnKeys implements Keys {

    private final PgSession session;
    private final List<StoragePlan.Column> columns;

    public ColumnKeys(PgSession session, List<StoragePlan.Column> columns) {
        this.session = session;
        this.columns = List.copyOf(columns);
    }

    @Override
    public void each(Consumer<String> key) {
        String all = columns.stream()
                .map(column -> selected(column) + " WHERE " + QualifiedName.quote(column.name()) + " IS NOT NULL")
                .collect(Collectors.joining(" UNION ALL "));
        session.forEach("SELECT key FROM (" + all + ") AS keys ORDER BY key COLLATE \"C\"", row -> {
            @Nullable String found = row.text(0);
            if (found != null) {
                key.accept(found);
            }
        });
    }

    /** A statement by itself, so that it sees what was committed right before it. */
    @Override
    public synchronized Set<String> known(Collection<String> some) {
        // No text of PostgreSQL holds the character 0, so no row knows such a key.
        List<String> sayable =
                some.stream().filter(key -> key.indexOf('\0') < 0).toList();
        Set<String> known = new HashSet<>();
        for (StoragePlan.Column column : columns) {
            String sql = selected(column) + " WHERE " + QualifiedName.quote(column.name())
                    + "::pg_catalog.text OPERATOR(pg_catalog.=) ANY (?)";
            session.query(sql, sayable).forEach(row -> known.add(row.word("key")));
        }
        return known;
    }

    private static String selected(StoragePlan.Column column) {
        return "SELECT " + QualifiedName.quote(column.name()) + "::pg_catalog.text AS key FROM "
                + column.table().sql();
    }
}
