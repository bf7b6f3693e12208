package dev.cleanslate.scan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table that a tripwire lies across: from where its rows are read, which of its columns are asked. */
public record Watched(Table table, String from, List<Recognised> columns, List<OwnRule> own) {

    public Watched {
        columns = List.copyOf(columns);
        own = List.copyOf(own);
    }

    public QualifiedName name() {
        return table.name();
    }

    /** For people: {@code email (e-mail address), login (user name)}. */
    public String said() {
        return Stream.concat(
                        columns.stream()
                                .map(c -> c.column().name() + " (" + c.kind().said() + ")"),
                        own.stream()
                                .map(rule ->
                                        rule.bit().column().orElse("whole rows") + " (the suite's " + rule.id() + ")"))
                .collect(Collectors.joining(", "));
    }
}
