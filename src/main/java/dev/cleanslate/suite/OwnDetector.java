package dev.cleanslate.suite;

import java.util.Optional;

/** A way of telling demo data that a suite adds; {@code severity} is critical, warning or note. */
public record OwnDetector(
        String id, Place place, Optional<String> table, Optional<String> where, Optional<String> severity) {}
