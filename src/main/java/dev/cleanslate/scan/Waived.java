package dev.cleanslate.scan;

import java.time.LocalDate;

/** Who answers for a finding, why, and until the end of which day. */
public record Waived(String owner, String reason, LocalDate expires) {}
