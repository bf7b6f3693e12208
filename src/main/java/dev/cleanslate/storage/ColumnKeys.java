package dev.cleanslate.storage;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The keys that rows know, over a cursor, in the order in which a bucket lists. */
public record ColumnKeys(PgSession session, QualifiedName table, String column) implements Consumer<Consumer<String>> {

    @Override
    public void accept(Consumer<String> keys) {
        String quoted = QualifiedName.quote(column);
        session.forEach(
                "SELECT key FROM (SELECT " + quoted + "::text AS key FROM " + table.sql() + " WHERE " + quoted
                        + " IS NOT NULL) AS keys ORDER BY key COLLATE \"C\"",
                row -> {
                    @Nullable String key = row.text(0);
                    if (key != null) {
                        keys.accept(key);
                    }
                });
    }
}
