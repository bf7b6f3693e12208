package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What belongs to a database and is in no dump of it (the tablespace where it is not the usual one, which to name takes a right): whose it is, where it lies, how it sorts, who may enter, what is set
 * for its sessions, what is said of it.
 */
record DatabaseTraits(
        String name,
        Origin origin,
        String owner,
        Optional<String> tablespace,
        long connectionLimit,
        Optional<String> comment,
        List<String> grants,
        List<String> settings) {

    /** Their values are lists that are quoted already, as pg_dumpall knows it too. */
    private static final Set<String> LISTS = Set.of(
            "search_path",
            "temp_tablespaces",
            "local_preload_libraries",
            "session_preload_libraries",
            "shared_preload_libraries",
            "unix_socket_directories");

    private static final String TRAITS = """
            SELECT d.datname, pg_catalog.pg_get_userbyid(d.datdba) AS owner, d.datconnlimit,
                   pg_catalog.shobj_description(d.oid, 'pg_database') AS comment, d.datacl IS NOT NULL AS granted,
                   (SELECT t.spcname FROM pg_catalog.pg_tablespace t, pg_catalog.pg_database e
                    WHERE t.oid = d.dattablespace AND e.datname = 'template0' AND e.dattablespace <> t.oid) AS tablespace
            FROM pg_catalog.pg_database d
            WHERE d.datname = pg_catalog.current_database()""";

    private static final String GRANTS = """
            SELECT a.privilege_type AS privilege, a.is_grantable,
                   CASE a.grantee WHEN 0 THEN NULL ELSE pg_catalog.pg_get_userbyid(a.grantee) END AS grantee
            FROM pg_catalog.pg_database d, pg_catalog.aclexplode(d.datacl) a
            WHERE d.datname = pg_catalog.current_database() ORDER BY 3 NULLS FIRST, 1""";

    private static final String SETTINGS = """
            SELECT CASE s.setrole WHEN 0 THEN NULL ELSE pg_catalog.pg_get_userbyid(s.setrole) END AS role, c.setting
            FROM pg_catalog.pg_db_role_setting s
            JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase AND d.datname = pg_catalog.current_database(),
                 unnest(s.setconfig) WITH ORDINALITY AS c(setting, place)
            ORDER BY 1 NULLS FIRST, c.place""";

    /** Stands in for the name of the database that is to have them. */
    private static final String HERE = "\u0000";

    DatabaseTraits {
        grants = List.copyOf(grants);
        settings = List.copyOf(settings);
    }

    static DatabaseTraits read(PgSession session) {
        Row row = session.query(TRAITS).get(0);
        String owner = row.word("owner");
        return new DatabaseTraits(
                row.word("datname"),
                Origin.read(session),
                owner,
                Optional.ofNullable(row.text("tablespace")),
                row.number("datconnlimit"),
                Optional.ofNullable(row.text("comment")),
                row.bool("granted") ? grants(session, owner) : List.of(),
                session.query(SETTINGS).stream().map(DatabaseTraits::setting).toList());
    }

    private static List<String> grants(PgSession session, String owner) {
        List<String> grants = new ArrayList<>();
        grants.add("REVOKE ALL ON DATABASE " + HERE + " FROM PUBLIC");
        grants.add("REVOKE ALL ON DATABASE " + HERE + " FROM " + QualifiedName.quote(owner));
        for (Row grant : session.query(GRANTS)) {
            String grantee = grant.text("grantee");
            grants.add("GRANT " + grant.word("privilege") + " ON DATABASE " + HERE + " TO "
                    + (grantee == null ? "PUBLIC" : QualifiedName.quote(grantee))
                    + (grant.bool("is_grantable") ? " WITH GRANT OPTION" : ""));
        }
        return grants;
    }

    private static String setting(Row row) {
        String role = row.text("role");
        String[] parts = row.word("setting").split("=", 2);
        return (role == null
                        ? "ALTER DATABASE " + HERE
                        : "ALTER ROLE " + QualifiedName.quote(role) + " IN DATABASE " + HERE)
                + " SET " + (parts[0].contains(".") ? quotedParts(parts[0]) : QualifiedName.quote(parts[0])) + " TO "
                + (LISTS.contains(parts[0]) && !parts[1].isEmpty() ? parts[1] : literal(parts[1]));
    }

    private static String quotedParts(String name) {
        List<String> parts = new ArrayList<>();
        for (String part : name.split("\\.", -1)) {
            parts.add(QualifiedName.quote(part));
        }
        return String.join(".", parts);
    }

    String creation(String as) {
        var characters = origin.characters();
        return "CREATE DATABASE " + QualifiedName.quote(as)
                + EmptyDatabase.options(origin, characters.collate(), characters.ctype(), true) + " OWNER "
                + QualifiedName.quote(owner)
                + tablespace
                        .map(name -> " TABLESPACE " + QualifiedName.quote(name))
                        .orElse("");
    }

    /** What makes the database of that name the like of this one; each may be taken back. */
    List<String> dressing(String other) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(grants);
        all.add("ALTER DATABASE " + HERE + " CONNECTION LIMIT " + connectionLimit);
        all.add("COMMENT ON DATABASE " + HERE + " IS "
                + comment.map(DatabaseTraits::literal).orElse("NULL"));
        return all.stream()
                .map(statement -> statement.replace(HERE, QualifiedName.quote(other)))
                .toList();
    }

    static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') >= 0 ? "E" + quoted.replace("\\", "\\\\") : quoted;
    }
}
