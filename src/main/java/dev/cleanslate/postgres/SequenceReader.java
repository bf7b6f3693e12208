package dev.cleanslate.postgres;

import java.util.Optional;
import java.util.TreeSet;

/** Reads one sequence and the tables that draw from it. */
final class SequenceReader {

    private SequenceReader() {}

    static Sequence sequence(Relations relations, Row row) {
        Optional<QualifiedName> owner =
                row.text("owner_table") == null ? Optional.empty() : relations.name(row.number("owner_table"));
        TreeSet<QualifiedName> usedBy = new TreeSet<>(relations.names(row.text("used_by")));
        owner.ifPresent(usedBy::add);
        return new Sequence(
                row.number("oid"),
                new QualifiedName(row.word("schema_name"), row.word("name")),
                owner,
                owner.isEmpty() ? Optional.empty() : Optional.ofNullable(row.text("owner_column")),
                usedBy.stream().toList(),
                row.bool("identity"),
                Optional.ofNullable(row.text("extension")),
                row.number("start"),
                row.number("increment"),
                Optional.ofNullable(row.text("last_value")).map(Long::valueOf),
                row.bool("owned"));
    }
}
