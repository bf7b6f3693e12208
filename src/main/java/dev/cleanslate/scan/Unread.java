package dev.cleanslate.scan;

import dev.cleanslate.postgres.SqlFailure;
import java.util.Optional;

/** What could not be looked at, and why; a scan with any of these never calls a database clean. */
public record Unread(String table, Optional<String> column, String why) {

    static String why(SqlFailure failure) {
        return switch (failure.sqlState()) {
            case "55P03" -> Scan.LOCKED;
            case "42P01" -> Scan.GONE;
            case "57014" -> Scan.TOO_LONG;
            case "42501" -> "this role may not read it: " + failure.serverMessage();
            default -> "reading it failed (SQLSTATE " + failure.sqlState() + ")";
        };
    }
}
