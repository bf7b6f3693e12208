package dev.cleanslate.plan;

import dev.cleanslate.postgres.Measure;
import dev.cleanslate.postgres.QualifiedName;
import java.util.List;

/** What a table seems to be and what should become of it. {@code freed}: columns to be set to null, for fate RESET. */
public record Proposal(
        QualifiedName table,
        Nature nature,
        Fate fate,
        Confidence confidence,
        String reason,
        Measure measure,
        long bytes,
        int keysOut,
        int keysIn,
        int partitions,
        List<String> freed) {

    public Proposal {
        freed = List.copyOf(freed);
    }
}
