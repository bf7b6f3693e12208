package dev.cleanslate.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What every session has set the same, so that neither a role's nor a database's defaults change what a run means. */
final class SessionSettings {

    /** Values as text must not depend on settings: content fingerprints are taken over them. */
    private static final String PINNED = """
            SET DateStyle = 'ISO, MDY';
            SET IntervalStyle = 'postgres';
            SET TimeZone = 'UTC';
            SET extra_float_digits = 1;
            SET bytea_output = 'hex';
            SET xmloption = 'content';
            SET standard_conforming_strings = on;
            SET quote_all_identifiers = off;
            SET row_security = off;
            SET statement_timeout = 0;
            SET lock_timeout = 0;
            SET idle_session_timeout = 0;
            SET idle_in_transaction_session_timeout = 0""";

    /**
     * Asked for only where they differ from what is needed, since a plain role may not even set the first to what it is.
     * A search_path that names pg_catalog behind other schemas would let functions of theirs stand in for the system's.
     */
    private static final String RESTORED = """
            SELECT pg_catalog.set_config(name, wanted, false)
            FROM (VALUES
              ('session_replication_role', 'origin'),
              ('transaction_timeout', '0'),
              ('synchronous_commit',
               CASE pg_catalog.current_setting('synchronous_commit')
                 WHEN 'off' THEN 'on' ELSE pg_catalog.current_setting('synchronous_commit') END),
              ('search_path',
               pg_catalog.regexp_replace(
                 pg_catalog.current_setting('search_path'), '(^|,)\\s*"?pg_catalog"?\\s*(?=,|$)', '', 'g'))
            ) AS setting(name, wanted)
            WHERE pg_catalog.current_setting(name, true) IS NOT NULL
              AND pg_catalog.current_setting(name, true) OPERATOR(pg_catalog.<>) wanted""";

    private SessionSettings() {}

    static boolean pin(Statement statement) throws SQLException {
        int version = version(statement);
        if (version < 140000) {
            String message = "PostgreSQL " + version / 10000
                    + " is older than 14, the oldest this tool works with. Nothing was changed.";
            throw SqlFailure.ours(SqlFailure.Kind.OTHER, "0A000", "", message);
        }
        statement.execute(PINNED);
        statement.execute(RESTORED);
        watchForALostClient(statement);
        return true;
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT pg_catalog.current_setting('server_version_num')")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void watchForALostClient(Statement statement) throws SQLException {
        try {
            statement.execute("SET client_connection_check_interval = '2s'");
        } catch (SQLException e) {
            // Some platforms cannot tell a lost client and refuse any value but 0; there is nothing to do instead.
            if (!"22023".equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
