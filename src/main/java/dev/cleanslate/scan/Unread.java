package dev.cleanslate.scan;

import java.util.Optional;

/** What could not be looked at, and why; a scan with any of these never calls a database clean. */
public record Unread(String table, Optional<String> column, String why) {}
