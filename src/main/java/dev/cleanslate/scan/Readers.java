package dev.cleanslate.scan;

import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sessions that see the database at one moment. They read only, wait for no lock and no statement for long, and hold
 * nothing that a writer would wait for.
 */
final class Readers implements AutoCloseable {

    /** A statement that runs longer is given up, and its table is one that could not be read. */
    private static final String SETTINGS =
            "SET LOCAL statement_timeout = %d; SET LOCAL lock_timeout = '2s'; SET LOCAL jit = off";

    private static final Duration USUAL = Duration.ofMinutes(30);
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    private final List<PgSession> all = new ArrayList<>();
    private final BlockingQueue<PgSession> idle = new LinkedBlockingQueue<>();
    private final String tomorrow;
    private final Encoding encoding;
    private final Duration timeout;
    /** Whether the transaction is somebody else's, who also ends it. */
    private final boolean guest;

    private volatile boolean cancelled;

    private Readers(PgSession first, Optional<Duration> timeout) {
        this.timeout = timeout.orElse(USUAL);
        guest = first.inTransaction();
        all.add(first);
        if (guest) {
            settle(first);
        } else {
            begin(first, "");
        }
        tomorrow = first.query("SELECT (pg_catalog.now() + interval '1 day')::text")
                .get(0)
                .word("text");
        encoding = Encoding.of(first.query("SELECT pg_catalog.getdatabaseencoding()::text AS name")
                .get(0)
                .word("name"));
        idle.add(first);
    }

    /** The first session is the one there is; it shares its snapshot with the others, and gets it back at the end. */
    static Readers of(PgSession first, Supplier<PgSession> dial, int connections, Optional<Duration> timeout) {
        Readers readers = new Readers(first, timeout);
        try {
            readers.share(dial, connections);
        } catch (SqlFailure alone) {
            // A pooler, a limit of connections, a server that may not share: one reader is slower, and enough.
            if (first.broken()) {
                readers.close();
                throw alone;
            }
            if (readers.all.size() == 1) {
                // Nobody has its snapshot, and if that was refused, the transaction is lost with it.
                first.rollback();
                readers.begin(first, "");
            }
        }
        return readers;
    }

    private void share(Supplier<PgSession> dial, int connections) {
        PgSession first = all.get(0);
        String snapshot = first.query("SELECT pg_catalog.pg_export_snapshot() AS id")
                .get(0)
                .word("id");
        for (int i = 1; i < connections; i++) {
            PgSession more = dial.get();
            all.add(more);
            begin(more, snapshot);
            idle.add(more);
        }
    }

    private void begin(PgSession session, String snapshot) {
        session.begin(Isolation.REPEATABLE_READ, true);
        if (!snapshot.isEmpty()) {
            session.execute("SET TRANSACTION SNAPSHOT " + Sql.literal(snapshot));
        }
        settle(session);
    }

    private void settle(PgSession session) {
        session.script(SETTINGS.formatted(timeout.toMillis()));
    }

    /** One session in the transaction it is in, which sees what that has changed and no other session sees. */
    static Readers within(PgSession session, Optional<Duration> timeout) {
        return new Readers(session, timeout);
    }

    /** A day after the moment that all of them see. */
    String tomorrow() {
        return tomorrow;
    }

    Encoding encoding() {
        return encoding;
    }

    /** As many at a time as there are sessions; {@code told} hears of each as it is done, on the caller's thread. */
    <T, R> void each(List<T> work, BiFunction<PgSession, T, R> look, Consumer<R> told) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, idle.size()));
        boolean whole = false;
        try {
            CompletionService<R> done = new ExecutorCompletionService<>(threads);
            work.forEach(one -> done.submit(() -> looked(one, look)));
            for (int i = 0; i < work.size(); i++) {
                told.accept(done.take().get());
            }
            whole = true;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while tables were scanned", interrupted);
        } finally {
            threads.shutdownNow();
            if (!whole) {
                stop(threads);
            }
        }
    }

    private <T, R> R looked(T one, BiFunction<PgSession, T, R> look) throws InterruptedException {
        PgSession session = idle.take();
        try {
            return look.apply(session, one);
        } finally {
            idle.add(session);
        }
    }

    /** A session is one thread's: nobody gets one back on which a reader is still at work, unless no server answers. */
    private void stop(ExecutorService threads) {
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        boolean interrupted = Thread.interrupted();
        boolean ended = false;
        while (!ended && System.nanoTime() < end) {
            cancel();
            try {
                ended = threads.awaitTermination(200, TimeUnit.MILLISECONDS);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** From any thread. */
    void cancel() {
        cancelled = true;
        all.forEach(PgSession::cancel);
    }

    /** Whether the transaction, and what it locks, is somebody else's. */
    boolean ofSomebodyElse() {
        return guest;
    }

    boolean cancelled() {
        return cancelled;
    }

    @Override
    public void close() {
        if (!guest) {
            all.get(0).rollback();
        }
        all.stream().skip(1).forEach(PgSession::close);
    }
}
