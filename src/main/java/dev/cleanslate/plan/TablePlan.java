package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.suite.Suite.Fingerprinting;
import java.util.Optional;

/**
 * One table's part in the plan. {@code phase} is the index of its phase in the plan; {@code fingerprint} says how its
 * content is compared before and after (OFF for tables whose rows are meant to go).
 */
public record TablePlan(
        QualifiedName table,
        Fate fate,
        Strategy strategy,
        String reason,
        long estimatedRows,
        long bytes,
        Optional<Integer> phase,
        boolean allowEmpty,
        Fingerprinting fingerprint) {}
