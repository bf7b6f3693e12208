package dev.cleanslate.postgres;

/**
 * One number for the whole schema, made by the server in a few milliseconds. As long as it is the same, the schema is;
 * when it is not, only a reading of the catalog tells whether anything changed that matters.
 */
public record SchemaStamp(String value) {

    private static final String SQL = SqlResource.read("schema-stamp.sql");

    public static SchemaStamp of(PgSession session) {
        return new SchemaStamp(session.query(SQL).get(0).word("stamp"));
    }
}
