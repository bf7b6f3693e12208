package dev.cleanslate.evidence.record;

import java.util.List;
import java.util.Optional;

/** What a scan looked at; {@code unread} is what it could not. */
public record Scanned(
        int tables,
        long rows,
        List<RecognisedColumn> columns,
        List<Sampled> sampled,
        List<Unread> unread,
        Optional<Comparison> comparison) {

    /** A table of which only some rows were looked at, on request. */
    public record Sampled(String table, long rows, double percent) {}

    /** Against the scan {@code run}, which is empty for the first one. */
    public record Comparison(
            Optional<String> run, Optional<String> at, List<Change> changes, Optional<HandOff> handOff) {}

    public record Change(String id, String change, long before, long now, Optional<String> why) {}

    public record HandOff(String run, String at, List<Filled> tables) {}

    public record Filled(String table, long rows, int findings) {}

    public record RecognisedColumn(String table, String column, String kind, String reason) {}

    public record Unread(String table, Optional<String> column, String why) {}
}
