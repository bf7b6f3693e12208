package dev.cleanslate.scan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a waiver may mean behind the slash: all of a table, or a column of it. {@code spelled} means that and nothing else. */
record Meant(String table, Optional<String> column, String spelled) {

    /** More than one where a table and another one's column are called alike; none where there is no such thing. */
    static List<Meant> by(String written, Catalog catalog) {
        List<Meant> meant = new ArrayList<>();
        for (Table table : catalog.tables()) {
            if (Scan.looksAt(table)) {
                String full = table.name().schema() + "." + table.name().name();
                List<String> names =
                        Stream.of(table.name().toString(), full).distinct().toList();
                if (names.stream().anyMatch(name -> written.equals(name) || written.equals(name + ".*"))) {
                    meant.add(new Meant(table.name().toString(), Optional.empty(), full + ".*"));
                }
                table.columns().stream()
                        .map(Table.Column::name)
                        .filter(column -> names.stream()
                                .anyMatch(name -> written.equals(name + "." + column)
                                        || written.equals(name + "." + Finding.part(column))))
                        .forEach(column -> meant.add(new Meant(
                                table.name().toString(), Optional.of(column), full + "." + Finding.part(column))));
            }
        }
        // What is written out in full means that, whatever else could be read into it.
        List<Meant> exactly =
                meant.stream().filter(m -> m.spelled().equals(written)).toList();
        return exactly.isEmpty() ? meant : exactly;
    }

    boolean covers(Finding finding) {
        return table.equals(finding.table()) && (column.isEmpty() || column.equals(finding.column()));
    }

    /** Whether what it means was among what could not be read. */
    boolean touches(Unread unread) {
        return table.equals(unread.table())
                && (column.isEmpty() || unread.column().isEmpty() || column.equals(unread.column()));
    }
}
