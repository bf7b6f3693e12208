package dev.cleanslate.run;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What stands in every table of a database: rows and fingerprint, by the table's full name. Two databases with the same
 * contents hold the same rows, whatever order their columns were made in.
 */
public record Contents(Map<String, String> tables) {

    public Contents {
        tables = Map.copyOf(tables);
    }

    /** Reads every table that has rows of its own and is nobody's extension; {@code working} hears which one it is at. */
    public static Contents of(PgSession session, Catalog catalog, Consumer<String> working) {
        Map<String, String> tables = new LinkedHashMap<>();
        for (Table table : catalog.tables()) {
            if (table.kind() == Table.Kind.ORDINARY && table.extension().isEmpty()) {
                working.accept(table.name().toString());
                tables.put(full(table.name()), of(session, table));
            }
        }
        return new Contents(tables);
    }

    private static String of(PgSession session, Table table) {
        // A table that others inherit from shows their rows; here each is asked for its own.
        List<String> columns =
                table.columns().stream().map(Table.Column::name).sorted().toList();
        Content content = Content.of(
                session.query(Fingerprints.ofOwnRows(table.name(), columns)).get(0));
        return content.fingerprint();
    }

    static String full(QualifiedName name) {
        return name.schema() + "." + name.name();
    }

    public long rows() {
        return tables.values().stream().mapToLong(Contents::rows).sum();
    }

    private static long rows(String fingerprint) {
        return Long.parseLong(fingerprint.substring(0, fingerprint.indexOf(':')));
    }

    /** A clause for each table that the other has not, or has otherwise. */
    public List<String> differences(Contents other) {
        Set<String> names = new TreeSet<>(tables.keySet());
        names.addAll(other.tables.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String here = tables.get(name);
            String there = other.tables.get(name);
            if (here == null) {
                differences.add(name + " is there and should not be");
            } else if (there == null) {
                differences.add(name + " is missing");
            } else if (rows(here) != rows(there)) {
                differences.add(name + " has " + Text.rows(rows(there)) + " instead of " + rows(here));
            } else if (!here.equals(there)) {
                differences.add(name + " has " + Text.rows(rows(there)) + " as it should, but other ones");
            }
        }
        return differences;
    }
}
