package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Trigger;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the names in a suite's checks stand for in this database. */
public record Subjects(
        Map<String, QualifiedName> tables, Map<String, QualifiedName> sequences, Map<String, List<Trigger>> triggers) {

    public static final Subjects NONE = new Subjects(Map.of(), Map.of(), Map.of());

    public Subjects {
        tables = Map.copyOf(tables);
        sequences = Map.copyOf(sequences);
        triggers = Map.copyOf(triggers);
    }

    public QualifiedName table(String written) {
        return known(tables.get(written), "table", written);
    }

    public QualifiedName sequence(String written) {
        return known(sequences.get(written), "sequence", written);
    }

    public List<Trigger> triggers(String written) {
        return known(triggers.get(written), "trigger", written);
    }

    private static <T> T known(@org.jspecify.annotations.Nullable T found, String kind, String written) {
        return Objects.requireNonNull(found, () -> "the plan knows no " + kind + " \"" + written + "\"");
    }
}
