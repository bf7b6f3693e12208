package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The roles that a dump speaks of: owners, grantees, whom policies are for. Roles belong to the server, so a dump of a
 * database does not make them. One too many does no harm on a throwaway server; one too few makes the restore fail.
 */
final class Roles {

    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[A-Za-z_][A-Za-z0-9_$]*)";
    private static final List<Pattern> MENTIONS = List.of(
            Pattern.compile("OWNER TO " + NAME + ";"),
            Pattern.compile("^(?:GRANT|REVOKE) .* (?:TO|FROM) " + NAME + "(?: WITH [A-Z ]+)?(?: GRANTED BY .*)?;$"),
            Pattern.compile(" GRANTED BY " + NAME + ";$"),
            Pattern.compile("^ALTER DEFAULT PRIVILEGES FOR ROLE " + NAME),
            Pattern.compile("^ALTER DEFAULT PRIVILEGES .* (?:TO|FROM) " + NAME + "(?: WITH GRANT OPTION)?;$"));
    private static final Pattern POLICY = Pattern.compile("^CREATE POLICY .*? TO (" + NAME + "(?:, " + NAME + ")*)");
    private static final Pattern SINGLE = Pattern.compile(NAME);
    private static final Set<String> NO_ROLES =
            Set.of("public", "current_user", "session_user", "current_role", "none");

    private final Set<String> found = new TreeSet<>();
    private final Set<String> settled = new HashSet<>();

    /** A line of the dump's SQL. */
    void read(String line) {
        for (Pattern mention : MENTIONS) {
            Matcher matcher = mention.matcher(line);
            if (matcher.find()) {
                take(matcher.group(1));
            }
        }
        Matcher policy = POLICY.matcher(line);
        if (policy.find()) {
            Matcher each = SINGLE.matcher(policy.group(1));
            while (each.find()) {
                take(each.group(1));
            }
        }
    }

    private void take(String written) {
        boolean quoted = written.startsWith("\"");
        String name = quoted ? written.substring(1, written.length() - 1).replace("\"\"", "\"") : written;
        if (!name.startsWith("pg_") && (quoted || !NO_ROLES.contains(name.toLowerCase(Locale.ROOT)))) {
            found.add(name);
        }
    }

    Set<String> found() {
        return Set.copyOf(found);
    }

    /** On a throwaway server those that are missing are made; another's are nobody's to make. */
    List<String> settle(PgSession session, Purpose purpose) {
        if (settled.containsAll(found)) {
            return List.of();
        }
        if (purpose == Purpose.COPY) {
            return make(session);
        }
        settled.addAll(found);
        List<String> missing = missing(session);
        if (!missing.isEmpty()) {
            throw new BackupRefusedException("The backup speaks of "
                    + (missing.size() == 1 ? "a role" : "roles")
                    + " that the server does not have (any more), as owner or grantee: " + String.join(", ", missing)
                    + ". Make them, as they were or for the time being: "
                    + missing.stream()
                            .map(role -> "CREATE ROLE " + QualifiedName.quote(role) + ";")
                            .collect(Collectors.joining(" ")));
        }
        return List.of();
    }

    private List<String> missing(PgSession session) {
        Set<String> there = new HashSet<>();
        session.query("SELECT rolname FROM pg_catalog.pg_roles").forEach(row -> there.add(row.word("rolname")));
        return found.stream().filter(role -> !there.contains(role)).toList();
    }

    /** Unable to log in. */
    private List<String> make(PgSession session) {
        settled.addAll(found);
        List<String> made = missing(session);
        made.forEach(role -> session.execute("CREATE ROLE " + QualifiedName.quote(role) + " NOLOGIN"));
        return made;
    }
}
