package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Row;
import java.util.List;
import java.util.Objects;

/**
 * What a copy of a database asks of the server it will stand on.
 *
 * @param major the major version of its server
 * @param characters how it stores and compares texts
 * @param extensions that are installed in it
 */
public record Origin(int major, Characters characters, List<Extension> extensions) {

    private static final int VERSIONS_PER_MAJOR = 10_000;

    public Origin {
        extensions = List.copyOf(extensions);
    }

    /**
     * Encoding and locale, as pg_database has them.
     *
     * @param provider {@code c} the system's library, {@code i} ICU, {@code b} PostgreSQL's own
     * @param locale the provider's name of it; empty where the system's library is the provider
     */
    public record Characters(
            String encoding, String provider, String collate, String ctype, String locale, String rules) {

        /** The name by which texts are sorted. */
        String sorting() {
            return locale.isEmpty() ? collate : locale;
        }
    }

    public record Extension(String name, String version) {
        @Override
        public String toString() {
            return name + " " + version;
        }
    }

    /** Through JSON, since each version of PostgreSQL calls these columns by other names. */
    public static Origin read(PgSession session) {
        Row row = session.query("""
                        SELECT pg_catalog.current_setting('server_version_num') AS version,
                               pg_catalog.pg_encoding_to_char(d.encoding) AS encoding,
                               coalesce(j ->> 'datlocprovider', 'c') AS provider,
                               d.datcollate AS collate, d.datctype AS ctype,
                               coalesce(j ->> 'datlocale', j ->> 'daticulocale', '') AS locale,
                               coalesce(j ->> 'daticurules', '') AS rules
                        FROM pg_catalog.pg_database d, pg_catalog.to_jsonb(d) j
                        WHERE d.datname = pg_catalog.current_database()""").get(0);
        List<Extension> extensions =
                session.query("SELECT extname, extversion FROM pg_catalog.pg_extension ORDER BY extname").stream()
                        .map(extension -> new Extension(
                                Objects.requireNonNull(extension.text(0)), Objects.requireNonNull(extension.text(1))))
                        .toList();
        return new Origin(
                Math.toIntExact(row.number("version") / VERSIONS_PER_MAJOR),
                new Characters(
                        row.word("encoding"),
                        row.word("provider"),
                        row.word("collate"),
                        row.word("ctype"),
                        row.word("locale"),
                        row.word("rules")),
                extensions);
    }
}
