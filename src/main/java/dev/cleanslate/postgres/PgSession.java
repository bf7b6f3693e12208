package dev.cleanslate.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * The one connection of a run. Settings are pinned, nothing is pooled or repeated by itself, and every failure of a
 * statement is a {@link SqlFailure}. One thread uses it; only {@link #cancel()} may come from another.
 */
public final class PgSession implements AutoCloseable {

    private static final int FETCH_SIZE = 1000;

    private final DatabaseUrl url;
    private final Connection connection;
    private final BaseConnection driver;
    private volatile boolean broken;

    private PgSession(DatabaseUrl url, Connection connection) throws SQLException {
        this.url = url;
        this.connection = connection;
        this.driver = connection.unwrap(BaseConnection.class);
    }

    /**
     * Connects and pins the settings.
     *
     * @throws SqlFailure of kind CONNECTION when no session can be had
     */
    public static PgSession open(DatabaseUrl url, String applicationName) {
        Connection connection = Dialling.open(url, applicationName);
        try {
            SessionSettings.pin(connection);
            return new PgSession(url, connection);
        } catch (SQLException e) {
            hangUp(connection);
            throw SqlFailure.of(e, "SET");
        } catch (RuntimeException e) {
            hangUp(connection);
            throw e;
        }
    }

    /** Without a snapshot: that is taken by the first statement that needs one, so that LOCK TABLE can come first. */
    public void begin(Isolation isolation, boolean readOnly) {
        if (inTransaction()) {
            throw new IllegalStateException("a transaction is already open in this session");
        }
        String sql = "BEGIN ISOLATION LEVEL " + isolation.sql() + (readOnly ? " READ ONLY" : "");
        doing(sql, statement -> {
            statement.execute(sql);
            connection.setAutoCommit(false);
            return true;
        });
    }

    /**
     * A failure of kind CONNECTION leaves the outcome open: ask {@link #fateOf} in a new session. Any other failure
     * means that the server rolled back. A transaction in which a statement failed is refused here: the server would
     * answer its COMMIT with a rollback, and the driver takes that for a success.
     */
    public void commit() {
        if (!inTransaction()) {
            throw new IllegalStateException("no transaction is open in this session");
        }
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

    /** Never fails: where no session is left, the server rolls back by itself. */
    public void rollback() {
        try {
            if (!connection.isClosed()) {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            broken = true;
            hangUp(connection);
        }
    }

    /** As the server last reported it, also of a transaction that a statement has made fail. */
    public boolean inTransaction() {
        return !broken() && driver.getTransactionState() != TransactionState.IDLE;
    }

    /** Whether no session is left. Known only after a statement met with it. */
    public boolean broken() {
        try {
            return broken || connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Runs one statement; more than one in the text is refused. Returns the rows it changed or gave. */
    public long execute(String sql) {
        return one(sql, statement -> {
            if (!statement.execute(sql)) {
                return Math.max(0, statement.getLargeUpdateCount());
            }
            long rows = 0;
            try (ResultSet result = statement.getResultSet()) {
                while (result.next()) {
                    rows++;
                }
            }
            return rows;
        });
    }

    /** Runs every statement of the text, and gives back no rows. Outside a transaction they are one all the same. */
    public void script(String sql) {
        try {
            Scripts.run(driver, sql);
        } catch (SQLException e) {
            throw failed(e, sql);
        }
    }

    /** One statement each, none of which gives rows, in one trip to the server. */
    void batch(List<String> statements) {
        if (statements.isEmpty()) {
            return;
        }
        doing(statements.get(0), statement -> {
            for (String sql : statements) {
                refuseSeveral(sql);
                statement.addBatch(sql);
            }
            return statement.executeBatch();
        });
    }

    /** Question marks are left alone: they are operators. */
    public List<Row> query(String sql) {
        return one(sql, statement -> {
            try (ResultSet result = statement.executeQuery(sql)) {
                return Rows.all(result);
            }
        });
    }

    /** Each {@code ?} stands for a value; a list is an array of texts. The operator is written {@code ??} here. */
    public List<Row> query(String sql, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i] instanceof List<?> list
                        ? connection.createArrayOf("text", list.toArray())
                        : values[i];
                statement.setObject(i + 1, value);
            }
            try (ResultSet result = statement.executeQuery()) {
                return Rows.all(result);
            }
        } catch (SQLException e) {
            throw failed(e, sql);
        }
    }

    /** Streams; where no transaction is open, a read-only one is opened around it. */
    public void forEach(String sql, Consumer<Row> consumer) {
        boolean own = !inTransaction();
        if (own) {
            begin(Isolation.READ_COMMITTED, true);
        }
        try {
            one(sql, statement -> {
                statement.setFetchSize(FETCH_SIZE);
                try (ResultSet result = statement.executeQuery(sql)) {
                    Rows.each(result, consumer);
                    return true;
                }
            });
        } finally {
            if (own) {
                rollback();
            }
        }
    }

    /** Why the server would not take this statement, found without running it. */
    public Optional<String> objection(String statement) {
        return Objections.to(this, statement);
    }

    /** Stops the statement under way, if there is one. May be called from any thread, and never fails. */
    public void cancel() {
        try {
            driver.cancelQuery();
        } catch (SQLException e) {
            // The statement ends in its own time then, and the session's own thread hears how.
        }
    }

    public int backendPid() {
        return Math.toIntExact(
                query("SELECT pg_catalog.pg_backend_pid()").get(0).number(0));
    }

    /** Gives the transaction an id when it has none yet, which a read-only one cannot. */
    public String transactionId() {
        return query("SELECT pg_catalog.pg_current_xact_id()").get(0).word("pg_current_xact_id");
    }

    public TransactionFate fateOf(String transactionId) {
        return Locks.fateOf(this, transactionId);
    }

    /** For this session, until it ends or lets go. */
    public boolean tryAdvisoryLock(long key) {
        return query("SELECT pg_catalog.pg_try_advisory_lock(" + key + ")")
                .get(0)
                .bool(0);
    }

    public List<LockHolder> advisoryHolders(long key) {
        return Locks.advisoryHolders(this, key);
    }

    /** Who holds locks on these tables, other than this session. */
    public List<Blocker> blockersOf(List<QualifiedName> tables) {
        return Locks.blockersOf(this, tables);
    }

    /** Whether a pooler in transaction mode stands between: then neither locks nor settings of a session hold. */
    public boolean pooled() {
        return Pooler.between(this, url);
    }

    /** What the address says of a pooler, whether or not one was noticed. */
    public Optional<String> poolerHint() {
        return Pooler.hint(url);
    }

    @Override
    public void close() {
        rollback();
        hangUp(connection);
    }

    private static void hangUp(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing is left to do with a connection that cannot even be closed.
        }
    }

    private <T> T one(String sql, Doing<T> doing) {
        return doing(sql, statement -> {
            refuseSeveral(sql);
            return doing.with(statement);
        });
    }

    private static void refuseSeveral(String sql) throws SQLException {
        int count = Statements.count(sql);
        if (count != 1) {
            String message = "one statement was expected, but the text holds " + count;
            throw SqlFailure.ours(SqlFailure.Kind.SYNTAX, "42601", sql, message);
        }
    }

    private <T> T doing(String sql, Doing<T> doing) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return doing.with(statement);
        } catch (SQLException e) {
            throw failed(e, sql);
        }
    }

    private SqlFailure failed(SQLException e, String sql) {
        SqlFailure failure = SqlFailure.of(e, sql);
        broken |= failure.kind() == SqlFailure.Kind.CONNECTION;
        return failure;
    }

    @FunctionalInterface
    private interface Doing<T> {
        T with(Statement statement) throws SQLException;
    }
}
