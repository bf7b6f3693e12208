package dev.cleanslate.suite;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A database with its policy, as targets.yaml says it, with its variables still unexpanded. */
public record Target(
        String name,
        Place place,
        Where where,
        List<Mention> suites,
        boolean disposable,
        boolean guarded,
        Optional<String> confirmAs,
        boolean requireTls,
        Optional<Integer> maxConnections,
        BigDecimal scale,
        List<Mention> unbuilt) {

    public Target {
        suites = List.copyOf(suites);
        unbuilt = List.copyOf(unbuilt);
    }

    /** Where the database is. */
    public sealed interface Where {
        /** A throwaway server of this major version, made for the run. */
        record Embedded(int major) implements Where {}

        /** A URL that may hold {@code ${VARIABLES}}. */
        record Url(Mention template) implements Where {}
    }
}
