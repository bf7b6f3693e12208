package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.postgres.SqlFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What keeps a database from being restored into a new one that takes its name. */
public final class SwapRights {

    private static final Set<String> EVERYBODYS = Set.of("postgres", "template0", "template1");

    private static final String RIGHTS = """
            SELECT r.rolsuper OR r.rolcreatedb AS creates,
                   pg_catalog.pg_has_role(d.datdba, 'MEMBER') AS owns, r.rolsuper AS super,
                   (SELECT pg_catalog.string_agg(s.slot_name, ', ') FROM pg_catalog.pg_replication_slots s
                    WHERE s.database = d.datname) AS slots,
                   (SELECT pg_catalog.string_agg(s.subname, ', ') FROM pg_catalog.pg_subscription s
                    WHERE s.subdbid = d.oid) AS subscriptions,
                   (SELECT pg_catalog.string_agg(e.extname, ', ') FROM pg_catalog.pg_extension e
                    WHERE e.extname = 'pg_cron') AS tied,
                   (SELECT pg_catalog.string_agg(e.extname, ', ') FROM pg_catalog.pg_extension e
                    JOIN pg_catalog.pg_available_extension_versions v ON v.name = e.extname AND v.version = e.extversion
                    WHERE v.superuser AND NOT v.trusted AND e.extname <> 'plpgsql') AS untrusted
            FROM pg_catalog.pg_database d, pg_catalog.pg_roles r
            WHERE d.datname = pg_catalog.current_database() AND r.rolname = current_user""";

    private SwapRights() {}

    /** Each as the rest of a sentence; none when nothing does. */
    public static List<String> objections(PgSession session, DatabaseUrl url) {
        List<String> objections = new ArrayList<>();
        if (EVERYBODYS.contains(url.database())) {
            objections.add("\"" + url.database() + "\" is the database that everybody connects to for such work");
        }
        Row row = session.query(RIGHTS).get(0);
        if (!row.bool("creates")) {
            objections.add("the role may not create databases (ALTER ROLE … CREATEDB)");
        }
        if (!row.bool("owns") && !row.bool("super")) {
            objections.add("the role does not own the database, so it may not rename it");
        }
        said(objections, row.text("slots"), "logical replication slots hang on it, and would stay with the old one: ");
        said(objections, row.text("subscriptions"), "subscriptions are in it, and would stay with the old one: ");
        said(objections, row.text("tied"), "this extension works in a database of one name only: ");
        if (!row.bool("super")) {
            said(objections, row.text("untrusted"), "only a superuser can make these extensions in a new one: ");
        }
        if (objections.isEmpty()) {
            try (PgSession other = PgSession.open(Sibling.maintenance(url), "cleanslate restore")) {
                other.query("SELECT 1");
            } catch (SqlFailure unreachable) {
                objections.add("the database \"postgres\", from where it would be renamed, cannot be reached ("
                        + unreachable.sqlState() + ")");
            }
        }
        return objections;
    }

    private static void said(List<String> objections, @org.jspecify.annotations.Nullable String found, String why) {
        if (found != null) {
            objections.add(why + found);
        }
    }
}
