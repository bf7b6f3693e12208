package dev.cleanslate.scan;

import dev.cleanslate.postgres.Table.Column;

/** A column, what it holds, and why that is believed, in a sentence without its full stop. */
public record Recognised(Column column, Kind kind, String reason) {}
