package dev.cleanslate.suite;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A finding that somebody answers for until the end of a day: {@code finding} is {@code detector/table} or {@code
 * detector/table.column}. What has more than {@code rows}, or is worse than {@code severity}, is not covered.
 */
public record Waiver(
        String finding,
        String owner,
        String reason,
        LocalDate expires,
        Optional<Integer> rows,
        Optional<String> severity,
        Place place) {}
