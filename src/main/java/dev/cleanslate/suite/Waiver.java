package dev.cleanslate.suite;

import java.time.LocalDate;

/** A finding that somebody answers for until the end of a day: {@code finding} is {@code detector/table} or {@code detector/table.column}. */
public record Waiver(String finding, String owner, String reason, LocalDate expires, Place place) {}
