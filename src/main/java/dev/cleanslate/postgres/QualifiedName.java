package dev.cleanslate.postgres;

import java.util.Comparator;

/** A schema and a name as the catalog spells them. */
public record QualifiedName(String schema, String name) implements Comparable<QualifiedName> {

    private static final Comparator<QualifiedName> ORDER =
            Comparator.comparing(QualifiedName::schema).thenComparing(QualifiedName::name);

    /** Quoted for SQL, always. */
    public String sql() {
        return quote(schema) + "." + quote(name);
    }

    public static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public int compareTo(QualifiedName other) {
        return ORDER.compare(this, other);
    }

    /** For people: {@code public.} is left out. */
    @Override
    public String toString() {
        return schema.equals("public") ? name : schema + "." + name;
    }
}
