package dev.cleanslate.session;

import dev.cleanslate.plan.Diagnosis;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;
import java.util.Locale;

/** What keeps a connection from being made, and what would mend it. */
final class Unreachable {

    private Unreachable() {}

    static Diagnosis diagnosis(SqlFailure failure, DatabaseUrl url) {
        String said = String.valueOf(failure.getMessage()).replace(" Nothing was changed.", "");
        String text = said.toLowerCase(Locale.ROOT);
        String role = QualifiedName.quote(url.user());
        String database = QualifiedName.quote(url.database());
        return Diagnosis.prevents(
                "reachable",
                said,
                switch (failure.sqlState()) {
                    case "28P01" ->
                        "-- the password: put it into PGPASSWORD or ~/.pgpass, or set another: ALTER ROLE " + role
                                + " PASSWORD '…';";
                    case "28000" ->
                        text.contains("pg_hba.conf")
                                ? "# pg_hba.conf of the server, then SELECT pg_reload_conf(); (managed: its network settings)\n"
                                        + (text.contains("no encryption")
                                                ? "#   or encrypt: ?sslmode=verify-full in the URL\n"
                                                : "")
                                        + "hostssl " + database + " " + role + " <your address>/32 scram-sha-256"
                                : "ALTER ROLE " + role
                                        + " LOGIN;  -- if the role is there at all; else CREATE ROLE … LOGIN";
                    case "3D000" -> "-- look at the database's name in the URL: psql -l lists those of the server";
                    case "42501" -> "GRANT CONNECT ON DATABASE " + database + " TO " + role + ";";
                    case "53300" ->
                        "-- every connection is taken: end some, or raise max_connections (or the role's CONNECTION"
                                + " LIMIT)";
                    case "57P03" ->
                        "-- the server is starting or stopping, or is a standby that takes nobody in: try again";
                    case "0A000" -> "-- upgrade the server to PostgreSQL 14 or newer";
                    default ->
                        text.contains("ssl") || text.contains("certificate") || text.contains("tls")
                                ? "-- TLS: sslrootcert=<the server's CA file> with sslmode=verify-full where the certificate is not"
                                        + " trusted; sslmode=prefer only where the server has no TLS at all"
                                : "-- look at host and port, at a VPN or firewall in between, and whether the server listens there"
                                        + " (listen_addresses)";
                });
    }
}
