package dev.cleanslate.postgres;

import java.util.List;

/** Reads what the server says of itself. */
final class ServerReader {

    private ServerReader() {}

    static ServerFacts read(PgSession session) {
        Row row = session.query(SqlResource.read("catalog-server.sql")).get(0);
        List<Row> objects = session.query(SqlResource.read("catalog-objects.sql"));
        // A revoked function fails even where a CASE would not call it, so it is a query of its own.
        String identifier = row.bool("identifiable")
                ? session.query("SELECT system_identifier FROM pg_control_system()")
                        .get(0)
                        .word("system_identifier")
                : "";
        return new ServerFacts(
                row.word("database"),
                row.number("database_oid"),
                identifier,
                Math.toIntExact(row.number("version_number")),
                row.word("version"),
                row.word("role"),
                row.bool("superuser"),
                row.bool("in_recovery"),
                row.bool("read_only"),
                row.bool("track_counts"),
                row.bool("temporary"),
                named(objects, "extension"),
                named(objects, "event trigger"),
                named(objects, "subscription"));
    }

    private static List<String> named(List<Row> objects, String kind) {
        return objects.stream()
                .filter(row -> row.word("kind").equals(kind))
                .map(row -> row.word("name"))
                .sorted()
                .toList();
    }
}
