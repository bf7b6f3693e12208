package dev.cleanslate.postgres;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.core.Parser;

/** What can be said of a statement's text without the server. */
final class Statements {

    private static final Pattern FIRST_WORD =
            Pattern.compile("(?:\\s|\\(|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/)*([A-Za-z]{2,20})\\b", Pattern.DOTALL);

    /** Only these are ever shown: any other first word might be data. */
    private static final Set<String> COMMANDS = Set.of(
            "ABORT",
            "ALTER",
            "ANALYZE",
            "AUTOVACUUM",
            "BEGIN",
            "CALL",
            "CHECKPOINT",
            "CLOSE",
            "CLUSTER",
            "COMMENT",
            "COMMIT",
            "COPY",
            "CREATE",
            "DEALLOCATE",
            "DECLARE",
            "DELETE",
            "DISCARD",
            "DO",
            "DROP",
            "END",
            "EXECUTE",
            "EXPLAIN",
            "FETCH",
            "GRANT",
            "IMPORT",
            "INSERT",
            "LISTEN",
            "LOAD",
            "LOCK",
            "MERGE",
            "MOVE",
            "NOTIFY",
            "PREPARE",
            "REASSIGN",
            "REFRESH",
            "REINDEX",
            "RELEASE",
            "RESET",
            "REVOKE",
            "ROLLBACK",
            "SAVEPOINT",
            "SECURITY",
            "SELECT",
            "SET",
            "SHOW",
            "START",
            "TABLE",
            "TRUNCATE",
            "UNLISTEN",
            "UPDATE",
            "VACUUM",
            "VALUES",
            "WITH");

    private static final Set<String> PREPARABLE =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES", "TABLE", "WITH");

    private Statements() {}

    /** The command's word, in capitals; never a part of the data. */
    static String command(String sql) {
        Matcher first = FIRST_WORD.matcher(sql);
        String word = first.lookingAt() ? first.group(1).toUpperCase(Locale.ROOT) : "";
        return COMMANDS.contains(word) ? word : "other";
    }

    static boolean preparable(String sql) {
        return PREPARABLE.contains(command(sql));
    }

    /**
     * How many statements the driver would send for this text. What it takes for one, it sends as one message of the
     * extended protocol, in which the server refuses a second statement by itself: nothing can be smuggled past both.
     */
    static int count(String sql) throws SQLException {
        return Parser.parseJdbcSql(sql, true, false, true, false, false).size();
    }
}
