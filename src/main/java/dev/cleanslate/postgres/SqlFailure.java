package dev.cleanslate.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the server, or the way to it, had against a statement. {@link #getMessage()} holds neither the statement nor
 * the server's DETAIL and CONTEXT: those may quote rows, and whoever shows them has to mask them.
 */
public final class SqlFailure extends RuntimeException {

    private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "25P04");

    private final Kind kind;
    private final String sqlState;
    private final String serverMessage;
    private final String statement;
    private final transient Optional<ServerErrorMessage> error;

    /** What the failure means for whoever ran the statement. */
    public enum Kind {
        /** Lock timeout, deadlock or serialization: the same again may pass. */
        RETRYABLE,
        /** By a person, a signal or the statement timeout. */
        CANCELLED,
        /** No session is left. */
        CONNECTION,
        DISK_FULL,
        PRIVILEGE,
        /** Syntax, or a name that is not there. */
        SYNTAX,
        READ_ONLY,
        OTHER
    }

    private SqlFailure(
            Kind kind,
            String sqlState,
            String serverMessage,
            String statement,
            String message,
            @Nullable ServerErrorMessage error,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.sqlState = sqlState;
        this.serverMessage = serverMessage;
        this.statement = statement;
        this.error = Optional.ofNullable(error);
    }

    static SqlFailure of(SQLException cause, String sql) {
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        ServerErrorMessage error = cause instanceof PSQLException p ? p.getServerErrorMessage() : null;
        String said =
                error == null || error.getMessage() == null ? String.valueOf(cause.getMessage()) : error.getMessage();
        String statement = Statements.command(sql);
        String message = statement + " failed: " + said + " (SQLSTATE " + (state.isEmpty() ? "none" : state) + ")"
                + (error == null || error.getHint() == null ? "" : "; hint: " + error.getHint());
        return new SqlFailure(kind(state, error, cause), state, said, statement, message, error, cause);
    }

    /** A failure to get a session at all. */
    static SqlFailure ofConnecting(SQLException cause, String message) {
        String state = cause.getSQLState() == null ? "08001" : cause.getSQLState();
        return new SqlFailure(
                Kind.CONNECTION, state, String.valueOf(cause.getMessage()), "CONNECT", message, null, cause);
    }

    /** A fault found on this side, before the server was asked. */
    static SqlFailure ours(Kind kind, String sqlState, String sql, String message) {
        return new SqlFailure(kind, sqlState, message, Statements.command(sql), message, null, null);
    }

    private static Kind kind(String state, @Nullable ServerErrorMessage error, SQLException cause) {
        boolean fatal = error != null && ("FATAL".equals(error.getSeverity()) || "PANIC".equals(error.getSeverity()));
        if (fatal || state.startsWith("08") || GONE.contains(state) || cause.getCause() instanceof IOException) {
            return Kind.CONNECTION;
        }
        return switch (state) {
            case "40001", "40P01", "55P03" -> Kind.RETRYABLE;
            case "57014" -> Kind.CANCELLED;
            case "53100" -> Kind.DISK_FULL;
            case "42501" -> Kind.PRIVILEGE;
            case "25006" -> Kind.READ_ONLY;
            default -> state.startsWith("42") ? Kind.SYNTAX : Kind.OTHER;
        };
    }

    public Kind kind() {
        return kind;
    }

    public String sqlState() {
        return sqlState;
    }

    /** The server's own words, without state and hint. */
    public String serverMessage() {
        return serverMessage;
    }

    /** The command's word, such as DELETE; {@code other} where it is none that is known. */
    public String statement() {
        return statement;
    }

    /** May quote values of rows: mask before showing. */
    public Optional<String> detail() {
        return error.map(ServerErrorMessage::getDetail);
    }

    public Optional<String> hint() {
        return error.map(ServerErrorMessage::getHint);
    }

    /** The call stack within the server; may quote statements and values. */
    public Optional<String> where() {
        return error.map(ServerErrorMessage::getWhere);
    }

    public Optional<QualifiedName> table() {
        return error.filter(e -> e.getSchema() != null && e.getTable() != null)
                .map(e -> new QualifiedName(String.valueOf(e.getSchema()), String.valueOf(e.getTable())));
    }

    public Optional<String> column() {
        return error.map(ServerErrorMessage::getColumn);
    }

    public Optional<String> constraint() {
        return error.map(ServerErrorMessage::getConstraint);
    }

    /** Where in the text, in characters from 1; 0 when the server does not say. */
    public int position() {
        return error.map(ServerErrorMessage::getPosition).orElse(0);
    }
}
