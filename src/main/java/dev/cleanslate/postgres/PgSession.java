package dev.cleanslate.postgres;

import java.io.InputStream;
import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The one connection of a run. Settings are pinned, nothing is pooled or repeated by itself, and every failure of a
 * statement is a {@link SqlFailure}. One thread uses it; only {@link #cancel()} may come from another.
 */
public final class PgSession implements AutoCloseable {

    private static final int FETCH_SIZE = 1000;

    private final DatabaseUrl url;
    private final Wire wire;

    private PgSession(DatabaseUrl url, Wire wire) {
        this.url = url;
        this.wire = wire;
    }

    /**
     * Connects and pins the settings.
     *
     * @throws SqlFailure of kind CONNECTION when no session can be had
     */
    public static PgSession open(DatabaseUrl url, String applicationName) {
        Wire wire = Dialling.open(url, applicationName);
        try {
            wire.run("SET", SessionSettings::pin);
            return new PgSession(url, wire);
        } catch (RuntimeException e) {
            wire.hangUp();
            throw e;
        }
    }

    /** Without a snapshot: that is taken by the first statement that needs one, so that LOCK TABLE can come first. */
    public void begin(Isolation isolation, boolean readOnly) {
        if (inTransaction()) {
            throw new IllegalStateException("a transaction is already open in this session");
        }
        wire.begin("BEGIN ISOLATION LEVEL " + isolation.sql() + (readOnly ? " READ ONLY" : ""));
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
        wire.commit();
    }

    /** Never fails: where no session is left, the server rolls back by itself. */
    public void rollback() {
        wire.rollback();
    }

    /** As the server last reported it, also of a transaction that a statement has made fail. */
    public boolean inTransaction() {
        return wire.inTransaction();
    }

    /** Whether no session is left. Known only after a statement met with it. */
    public boolean broken() {
        return wire.broken();
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
        wire.script(sql);
    }

    /**
     * One statement each, none of which gives rows, in one trip to the server.
     *
     * @return how many rows each of them changed
     * @throws BatchFailure naming the first that failed
     */
    public List<Long> batch(List<String> statements) {
        if (statements.isEmpty()) {
            return List.of();
        }
        var failed = new AtomicInteger();
        try {
            return wire.run(statements.get(0), statement -> {
                for (String sql : statements) {
                    refuseSeveral(sql);
                    statement.addBatch(sql);
                }
                try {
                    return Arrays.stream(statement.executeLargeBatch()).boxed().toList();
                } catch (BatchUpdateException e) {
                    long[] counts = e.getLargeUpdateCounts();
                    while (failed.get() < counts.length - 1 && counts[failed.get()] != Statement.EXECUTE_FAILED) {
                        failed.incrementAndGet();
                    }
                    throw e.getCause() instanceof SQLException cause ? cause : e;
                }
            });
        } catch (SqlFailure failure) {
            throw new BatchFailure(failed.get(), failure);
        }
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
        return wire.prepared(sql, statement -> {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i] instanceof List<?> list
                        ? statement.getConnection().createArrayOf("text", list.toArray())
                        : values[i];
                statement.setObject(i + 1, value);
            }
            try (ResultSet result = statement.executeQuery()) {
                return Rows.all(result);
            }
        });
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

    /** Sends what a {@code COPY … FROM stdin} reads, up to the end of the stream. Returns the rows it took. */
    public long copyIn(String sql, InputStream data) {
        return wire.copyIn(sql, data);
    }

    /** Why the server would not take this statement, found without running it. */
    public Optional<String> objection(String statement) {
        return Objections.to(this, statement);
    }

    /** Stops the statement under way, if there is one. May be called from any thread, and never fails. */
    public void cancel() {
        wire.cancel();
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

    /** The mode of the strongest lock on a table that this transaction holds, as pg_locks spells it; empty for none. */
    public Optional<String> strongestLock() {
        return Locks.strongest(this);
    }

    /** The server's clock, which few can turn as well as this machine's. */
    public Instant now() {
        long millis = query("SELECT (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000)::bigint")
                .get(0)
                .number(0);
        return Instant.ofEpochMilli(millis);
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
        wire.rollback();
        wire.hangUp();
    }

    private <T> T one(String sql, Wire.Doing<Statement, T> doing) {
        return wire.run(sql, statement -> {
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
}
