package dev.cleanslate.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** The driver's connection: what state it is in, and every exception of it turned into a {@link SqlFailure}. */
final class Wire {

    private static final int ROLLBACK_MILLIS = 60_000;

    private final Connection connection;
    private final BaseConnection driver;
    private volatile boolean broken;

    Wire(Connection connection) throws SQLException {
        this.connection = connection;
        this.driver = connection.unwrap(BaseConnection.class);
    }

    @FunctionalInterface
    interface Doing<S, T> {
        T with(S statement) throws SQLException;
    }

    <T> T run(String sql, Doing<Statement, T> doing) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return doing.with(statement);
        } catch (SQLException e) {
            throw failed(e, sql);
        }
    }

    <T> T prepared(String sql, Doing<PreparedStatement, T> doing) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return doing.with(statement);
        } catch (SQLException e) {
            throw failed(e, sql);
        }
    }

    void script(String sql) {
        try {
            Scripts.run(driver, sql);
        } catch (SQLException e) {
            throw failed(e, sql);
        }
    }

    long copyIn(String sql, InputStream data) {
        try {
            return new CopyManager(driver).copyIn(sql, data, 1 << 16);
        } catch (SQLException e) {
            throw failed(e, sql);
        } catch (IOException e) {
            // The driver has told the server that the copy failed, so the session is in order.
            throw new UncheckedIOException(e);
        }
    }

    /** The server is told first and the driver second: the driver's own BEGIN could not name an isolation. */
    void begin(String sql) {
        run(sql, statement -> {
            connection.setAutoCommit(true);
            statement.execute(sql);
            connection.setAutoCommit(false);
            return true;
        });
    }

    void commit() {
        if (driver.getTransactionState() == TransactionState.FAILED) {
            rollback();
            String message = "the transaction cannot be committed: a statement in it failed. It was rolled back";
            throw SqlFailure.ours(SqlFailure.Kind.OTHER, "25P02", "COMMIT", message);
        }
        try {
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            SqlFailure failure = failed(e, "COMMIT");
            rollback();
            throw failure;
        }
    }

    void rollback() {
        try {
            if (!connection.isClosed()) {
                // A rollback is quick on the server, so a long silence means that nobody is there any more.
                connection.setNetworkTimeout(Runnable::run, ROLLBACK_MILLIS);
                if (driver.getTransactionState() != TransactionState.IDLE) {
                    Scripts.run(driver, "ROLLBACK");
                }
                connection.setAutoCommit(true);
                connection.setNetworkTimeout(Runnable::run, 0);
            }
        } catch (SQLException e) {
            broken = true;
            hangUp();
        }
    }

    boolean inTransaction() {
        return !broken() && driver.getTransactionState() != TransactionState.IDLE;
    }

    boolean broken() {
        try {
            return broken || connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    void cancel() {
        try {
            driver.cancelQuery();
        } catch (SQLException e) {
            // The statement ends in its own time then, and the session's own thread hears how.
        }
    }

    void hangUp() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing is left to do with a connection that cannot even be closed.
        }
    }

    private SqlFailure failed(SQLException e, String sql) {
        SqlFailure failure = SqlFailure.of(e, sql);
        broken |= failure.kind() == SqlFailure.Kind.CONNECTION;
        return failure;
    }
}
