package dev.cleanslate.session;

import dev.cleanslate.plan.StoragePlan;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.Stage;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.storage.Access;
import dev.cleanslate.storage.Account;
import dev.cleanslate.storage.Bucket;
import dev.cleanslate.storage.Cleared;
import dev.cleanslate.storage.ColumnKeys;
import dev.cleanslate.storage.Compared;
import dev.cleanslate.storage.ListFile;
import dev.cleanslate.storage.Reconciliation;
import dev.cleanslate.suite.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The object store of one run. A rehearsal only looks at it; what a reset may take away it takes when all else is green,
 * since rows can be put back from a backup and objects cannot.
 */
final class Storekeeper {

    private static final long TELL_MILLIS = 1000;

    private final Workbench bench;
    private @Nullable Account account;
    private volatile @Nullable Bucket open;

    Storekeeper(Workbench bench) {
        this.bench = bench;
    }

    private Optional<ObjectStore> said() {
        return bench.suite.sections().storage();
    }

    boolean asked() {
        return said().isPresent();
    }

    private boolean looks() {
        return asked() && skipped().isEmpty();
    }

    /** Whether this run, once it is green, takes objects away. */
    boolean clears() {
        return bench.command != Command.REHEARSE && opened().isPresent();
    }

    private Optional<String> opened() {
        return bench.invocation.consent().storage();
    }

    /** Before anything is changed. A reset that follows its rehearsal goes by what that has seen. */
    void addBefore(StepBuilder list) {
        boolean resets = bench.command == Command.REHEARSE || bench.command == Command.RESET;
        if (looks() && resets && !list.follows()) {
            list.work(Stage.PREFLIGHT, "storage-before", "The bucket is compared with its rows", (id, d) -> before(id));
        }
    }

    /** When all else is green: a reset that fails its smoke tests may have to be undone, and an object has no backup. */
    void addAfter(StepBuilder list) {
        if (looks()) {
            list.work(Stage.STORAGE, "storage", "Objects without a row are counted", (id, d) -> after(id));
            if (clears()) {
                list.work(Stage.STORAGE, "storage-clear", StorageWords.clearing(bench.suite), (id, d) -> clear(id));
            }
        }
    }

    /** Asked before anything else, and of files and the environment alone. */
    void requireSound() {
        StorageOptIn.require(bench, said());
        if (said().isEmpty()) {
            return;
        }
        Optional<String> skipped = skipped();
        if (skipped.isPresent()) {
            bench.events().tell(new RunEvent.Storage(StorageWords.nobodyLooked(said().orElseThrow(), skipped.get())));
            bench.events().note(StorageWords.notLookedAt(skipped.get(), bench.target.guarded()));
            return;
        }
        Access access = access();
        List<String> missing = access.missing();
        if (!missing.isEmpty()) {
            throw usage(place() + "storage asks for " + StorageWords.variables(missing) + " in the environment, and "
                    + (missing.size() == 1 ? "it is" : "they are") + " not set. Set "
                    + (missing.size() == 1 ? "it" : "them") + ": export " + missing.get(0) + "='…'. Nothing was run.");
        }
        access.fault().ifPresent(fault -> {
            throw usage(place() + fault + " Nothing was run.");
        });
        StorageOptIn.requireNamed(opened(), access);
        SharedBucket.requireNone(bench, said().orElseThrow());
    }

    /** A demonstration has a database of its own, and an object store only where somebody sets one up. */
    Optional<String> skipped() {
        if (bench.target.storeless()) {
            return Optional.of("target \"" + bench.target.name()
                    + "\" says that it has no object store (outside: { storage: none })");
        }
        if (bench.target.alone() && opened().isEmpty()) {
            return Optional.of("nothing stands around " + bench.target.name() + " (outside: none)");
        }
        List<String> missing = access().missing();
        return bench.target.disposable() && opened().isEmpty() && !missing.isEmpty()
                ? Optional.of("target \"" + bench.target.name() + "\" is a demonstration without one (" + missing.get(0)
                        + " is not set)")
                : Optional.empty();
    }

    /** The bucket against the rows as they are, before anything is changed. */
    private void before(String step) {
        Reconciliation work = reconciliation();
        long since = System.nanoTime();
        Compared found = work.count(keys(bench.session()), counting(step));
        counted(step, since, found);
        account = account().before(found);
        bench.events().tell(new RunEvent.Storage(account));
        bench.events().note(StorageWords.found(bucket(), found, planned(), "as the database is"));
        if (planned().store().orphans().limit() > 0) {
            work.requireKin(found, planned().keys());
            if (clears()) {
                RowlessBucket.requireReset(
                        bench, found, bucket().toString(), planned().keys());
            }
            if (clears() && bucket().versioned().filter(yes -> yes).isPresent()) {
                bench.events()
                        .note(bucket() + " keeps versions: what is deleted or moved stays there as an older version"
                                + " until a rule of the bucket removes it.");
            }
        }
    }

    /** The same of what the reset left, or its rehearsal on the copy. */
    private void after(String step) {
        Reconciliation work = reconciliation();
        long since = System.nanoTime();
        Compared found = orHowToGoOn(() -> work.compare(keys(bench.currentSession()), bench.folder(), counting(step)));
        counted(step, since, found);
        account = account().after(found).lists(lists());
        bench.events().tell(new RunEvent.Storage(account));
        bench.events()
                .note(StorageWords.found(
                        bucket(), found, planned(), bench.command == Command.STORAGE ? "now" : "after the reset"));
        boolean goes = planned().store().orphans().limit() > 0 && bench.command == Command.REHEARSE;
        if (clears() && bench.command == Command.STORAGE) {
            // A reset has asked this of the rows that there were before it.
            work.requireKin(found, planned().keys());
            RowlessBucket.requireReset(
                    bench, found, bucket().toString(), planned().keys());
        }
        if (goes || clears()) {
            orHowToGoOn(() -> work.requireFew(found));
        }
        if (!clears() && found.orphans() > 0) {
            bench.events().note(StorageOptIn.howTo(bench, access(), planned()));
        }
    }

    /** Why nobody can look at the bucket from here; empty where somebody can. Of a run that goes on without. */
    Optional<String> unreachable() {
        List<String> missing = access().missing();
        return skipped()
                .or(() -> Optional.of(missing)
                        .filter(names -> !names.isEmpty())
                        .map(names ->
                                StorageWords.variables(names) + (names.size() == 1 ? " is" : " are") + " not set here"))
                .or(() -> access().fault());
    }

    /** As things are, read-only, by rows as they were when the transaction of this session began. */
    Compared look(String step) {
        long since = System.nanoTime();
        PgSession session = bench.session();
        Duration behind = Duration.ofMillis(session.query("SELECT (1000 * pg_catalog.date_part('epoch',"
                        + " pg_catalog.clock_timestamp() - pg_catalog.transaction_timestamp()))::pg_catalog.int8")
                .get(0)
                .number(0));
        Compared found = reconciliation().compare(keys(session), bench.folder(), behind, counting(step));
        counted(step, since, found);
        account = account().after(found).lists(lists());
        bench.events().tell(new RunEvent.Storage(account()));
        bench.events().note(StorageWords.found(bucket(), found, planned(), "now"));
        return found;
    }

    String columns() {
        return planned().keys();
    }

    String bucketName() {
        return access().bucket();
    }

    String goOn() {
        return StorageOptIn.command(bench, access());
    }

    private void clear(String step) {
        Compared found = account().after().orElseThrow();
        long since = System.nanoTime();
        Cleared cleared = orHowToGoOn(() -> reconciliation()
                .clear(found, keys(bench.currentSession()), bench.folder(), soFar -> progress(step, since, soFar)));
        account = account().cleared(cleared).lists(lists());
        bench.events().tell(new RunEvent.Storage(account()));
        bench.events().note(StorageWords.cleared(planned(), cleared));
        if (cleared.late() > 0) {
            throw new StepFailure(StepFailure.Kind.AFTER_COMMIT, StorageWords.late(bucket(), cleared));
        }
        if (cleared.failed() > 0) {
            throw new StepFailure(
                    StepFailure.Kind.AFTER_COMMIT,
                    StorageWords.refused(bucket(), cleared) + " " + StorageOptIn.goOn(bench, access()));
        }
    }

    private void progress(String step, long since, Cleared soFar) {
        account = account().cleared(soFar);
        bench.events().tell(new RunEvent.Progress(step, StorageWords.TAKEN, soFar.done(), millis(since)));
    }

    /** Nobody reads that fast, and each is a line of the journal. */
    private LongConsumer counting(String step) {
        long since = System.nanoTime();
        AtomicLong next = new AtomicLong();
        return objects -> {
            long now = millis(since);
            if (now >= next.get()) {
                next.set(now + TELL_MILLIS);
                bench.events().tell(new RunEvent.Progress(step, StorageWords.LISTED, objects, now));
            }
        };
    }

    private void counted(String step, long since, Compared found) {
        bench.events().tell(new RunEvent.Progress(step, StorageWords.LISTED, found.objects(), millis(since)));
    }

    private static long millis(long since) {
        return (System.nanoTime() - since) / 1_000_000;
    }

    /** Nothing but this is left to be done then, so it is told how to do it alone, and what was taken already. */
    private <T> T orHowToGoOn(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException trouble) {
            StepFailure failure = trouble instanceof UncheckedIOException
                    ? new StepFailure(
                            StepFailure.Kind.DATABASE,
                            bench.folder() + ": the list of objects cannot be written or read: "
                                    + trouble.getMessage()
                                    + ". Free some space there, or choose another place with --reports DIR.",
                            trouble)
                    : Failures.of(trouble);
            if (!clears()) {
                throw failure;
            }
            long taken = account().cleared().map(Cleared::taken).orElse(0L);
            if (taken > 0) {
                account = account().lists(lists());
                bench.events().tell(new RunEvent.Storage(account()));
            }
            throw new StepFailure(
                    taken > 0 ? StepFailure.Kind.AFTER_COMMIT : failure.kind(),
                    failure.getMessage()
                            + (taken > 0 ? " Until then " + StorageWords.objects(taken) + " went." : "") + " "
                            + StorageOptIn.goOn(bench, access()),
                    failure);
        }
    }

    private Account account() {
        Account known = account;
        return known == null ? StorageWords.nothingYet(planned(), access(), clears()) : known;
    }

    /** The reset goes on with what its rehearsal found. */
    void handOver(Storekeeper next) {
        Account known = account;
        if (known != null) {
            next.account = StorageWords.again(known, next.clears());
        }
    }

    private List<ListFile> lists() {
        try {
            return ListFile.in(bench.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoragePlan planned() {
        return bench.plan().storage().orElseThrow();
    }

    private ColumnKeys keys(PgSession session) {
        return new ColumnKeys(session, planned().columns());
    }

    private Reconciliation reconciliation() {
        return new Reconciliation(planned().store(), bucket());
    }

    private Access access() {
        return new Access(said().orElseThrow(), bench.invocation.environment());
    }

    private Bucket bucket() {
        Bucket known = open;
        if (known == null) {
            known = access().open();
            open = known;
        }
        return known;
    }

    private String place() {
        return said().map(store -> store.place() + ": ").orElse("");
    }

    private static StepFailure usage(String message) {
        return new StepFailure(StepFailure.Kind.USAGE, message);
    }

    /** From any thread. */
    void cancel() {
        Bucket known = open;
        if (known != null) {
            known.cancel();
        }
    }
}
