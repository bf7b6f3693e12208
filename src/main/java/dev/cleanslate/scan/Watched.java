package dev.cleanslate.scan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import java.util.List;
import java.util.stream.Collectors;

/** A table that a tripwire lies across: from where its rows are read, which of its columns are asked. */
public record Watched(Table table, String from, List<Recognised> columns) {

    public Watched {
        columns = List.copyOf(columns);
    }

    public QualifiedName name() {
        return table.name();
    }

    /** For people: {@code email (e-mail address), login (user name)}. */
    public String said() {
        return columns.stream()
                .map(c -> c.column().name() + " (" + c.kind().said() + ")")
                .collect(Collectors.joining(", "));
    }
}
