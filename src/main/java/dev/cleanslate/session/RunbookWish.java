package dev.cleanslate.session;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * How a runbook is wanted. {@code at}: when the reset shall begin, a {@link java.time.ZonedDateTime} or, by the clock of the
 * target's window, a {@link java.time.LocalDateTime}; {@code out}: another folder than that of the runs.
 */
public record RunbookWish(
        Optional<TemporalAccessor> at, Optional<Path> out, Optional<String> language, Instant now, String tool) {}
