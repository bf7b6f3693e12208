package dev.cleanslate.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The schema as sorted lines of text, for a digest. Two readings of one server give the same lines exactly when the
 * catalog says the same, apart from what data and roles change: OIDs, sizes, counts, last values, rights. Comments are
 * no part of it. Fields are separated by tabs, and a tab, a line break or a backslash within one is escaped.
 */
public final class SchemaText {

    private final List<String> lines = new ArrayList<>();

    private SchemaText() {}

    public static List<String> lines(Catalog catalog) {
        SchemaText text = new SchemaText();
        catalog.server().extensions().forEach(name -> text.line("extension", name));
        catalog.server().eventTriggers().forEach(name -> text.line("event trigger", name));
        catalog.server().subscriptions().forEach(name -> text.line("subscription", name));
        // The marker is ours: a database is the same with it as it was without.
        catalog.tables().stream().filter(t -> !t.name().equals(Marker.TABLE)).forEach(text::table);
        catalog.foreignKeys().forEach(text::foreignKey);
        catalog.triggers().forEach(text::trigger);
        catalog.sequences().forEach(text::sequence);
        catalog.materializedViewSources()
                .forEach((view, sources) -> sources.forEach(source -> text.line("source", view, source)));
        text.lines.addAll(catalog.details());
        return text.lines.stream().sorted().toList();
    }

    private void table(Table table) {
        QualifiedName name = table.name();
        line(
                "table",
                name,
                table.kind(),
                table.partitionOf(),
                table.partitionKey(),
                table.partitionBound(),
                table.inherits(),
                table.unlogged() ? "unlogged" : "logged",
                table.extension(),
                table.rowSecurity().enabled() ? "row security" : "",
                table.rowSecurity().forced() ? "forced" : "",
                table.replicaIdentity(),
                table.primaryKey());
        for (int i = 0; i < table.columns().size(); i++) {
            Table.Column column = table.columns().get(i);
            line(
                    "column",
                    name,
                    i + 1,
                    column.name(),
                    column.type(),
                    column.notNull() ? "not null" : "",
                    column.defaultExpression(),
                    column.identity(),
                    column.generated() ? "generated" : "",
                    column.collation());
        }
        table.publications().forEach(publication -> line("publication", name, publication));
        table.indexes().forEach(index -> line("index", name, index));
        table.checks().forEach(check -> line("check", name, check));
        table.rules().forEach(rule -> line("rule", name, rule));
        table.policies().forEach(policy -> line("policy", name, policy));
    }

    private void foreignKey(ForeignKey key) {
        line(
                "foreign key",
                key.child(),
                key.name(),
                key.childColumns(),
                key.parent(),
                key.parentColumns(),
                key.onDelete(),
                key.onUpdate(),
                key.deferrable() ? "deferrable" : "",
                key.initiallyDeferred() ? "initially deferred" : "",
                key.validated() ? "" : "not valid",
                key.enforced() ? "" : "not enforced");
    }

    private void trigger(Trigger trigger) {
        line("trigger", trigger.table(), trigger.name(), trigger.state(), trigger.function(), trigger.definition());
    }

    private void sequence(Sequence sequence) {
        line(
                "sequence",
                sequence.name(),
                sequence.ownerTable(),
                sequence.ownerColumn(),
                sequence.usedBy(),
                sequence.identity() ? "identity" : "",
                sequence.extension(),
                sequence.start(),
                sequence.increment());
    }

    private void line(Object... fields) {
        lines.add(lineOf(fields));
    }

    static String lineOf(Object... fields) {
        StringBuilder line = new StringBuilder();
        for (Object field : fields) {
            line.append(line.isEmpty() ? "" : "\t").append(escaped(field));
        }
        return line.toString();
    }

    private static String escaped(Object field) {
        if (field instanceof Optional<?> optional) {
            return optional.isEmpty() ? "" : escaped(optional.get());
        }
        if (field instanceof List<?> list) {
            return String.join(", ", list.stream().map(SchemaText::quoted).toList());
        }
        String text = field instanceof QualifiedName name ? name.sql() : field.toString();
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String quoted(Object item) {
        return escaped(item instanceof QualifiedName ? item : QualifiedName.quote(item.toString()));
    }
}
