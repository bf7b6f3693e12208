package dev.cleanslate.session;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.Rehearsed;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.rehearsal.Backup;
import dev.cleanslate.rehearsal.Clone;
import dev.cleanslate.rehearsal.Origin;
import dev.cleanslate.rehearsal.Restored;
import dev.cleanslate.rehearsal.Restoring;
import dev.cleanslate.rehearsal.Throwaway;
import dev.cleanslate.rehearsal.Throwaways;
import dev.cleanslate.rehearsal.Wish;
import dev.cleanslate.run.Contents;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.seal.SigningKey;
import dev.cleanslate.suite.Target.Rehearsal.On;
import dev.cleanslate.suite.Target.Where;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a rehearsal is built of: backup, throwaway server, the copy there; and how all of it goes away again. */
final class Rig {

    private final Workbench bench;
    private final Backups backups;
    private final Hold hold;
    private @Nullable Throwaway throwaway;
    private volatile @Nullable Copy copy;
    private @Nullable SigningKey key;
    private volatile boolean cancelled;

    Rig(Workbench bench) {
        this.bench = bench;
        this.backups = new Backups(bench, this::progress);
        this.hold = new Hold(bench);
    }

    Backups backups() {
        return backups;
    }

    Hold hold() {
        return hold;
    }

    Copy copy() {
        return java.util.Objects.requireNonNull(copy, "the copy is not there yet");
    }

    private void have(Copy made) {
        copy = made;
        made.watched(bench.watch);
    }

    void key(SigningKey found) {
        key = found;
    }

    Optional<SigningKey> key() {
        return Optional.ofNullable(key);
    }

    /** A throwaway target is cloned on its own server: nothing of it is worth a backup, and no client tools are needed. */
    void cloneDemo(String step) {
        progress(step).accept("cloning the database");
        bench.letGo();
        long started = System.nanoTime();
        Clone clone = Clone.of(bench.url(), bench.url().database() + "_rehearsal");
        have(Copy.at(clone.url(), origin("clone", Duration.ofNanos(System.nanoTime() - started)), clone::close));
    }

    /** Whether what the rehearsal runs on holds a copy already, so that no backup is restored there. */
    boolean copied() {
        var said = bench.target.rehearsal();
        return said.on().filter(On.CLONE::equals).isPresent() || said.holdsData();
    }

    void start(String step) {
        Origin origin = Origin.read(bench.session());
        var said = bench.target.rehearsal();
        Optional<DatabaseUrl> external = said.url().map(url -> Preflight.parse(bench.invocation, new Where.Url(url)));
        boolean clone = said.on().filter(On.CLONE::equals).isPresent();
        if (clone) {
            bench.letGo();
        }
        String name = bench.url().database() + (clone ? "_rehearsal" : "");
        Throwaway started = Throwaways.start(new Wish(bench.url(), origin, name, said, external), progress(step));
        throwaway = started;
        bench.events().note("Rehearsed on " + started.why() + ".");
        started.notes().forEach(bench.events()::note);
        if (started.holdsData()) {
            have(Copy.at(started.url(), origin(started.on(), Duration.ZERO), () -> {}));
        }
    }

    void restore(String step) {
        Throwaway server = java.util.Objects.requireNonNull(throwaway, "the throwaway server is not there yet");
        Backup backup = backups.required();
        bench.watch.at(server.url(), "pg_restore", "cleanslate restore");
        Restored restored = new Restoring(
                        backup, backups.tools(), server.url(), backups.jobs(), server.without(), progress(step))
                .run();
        if (!restored.leftOut().isEmpty()) {
            bench.events()
                    .note("Not restored, so that the copy does not act on the world: "
                            + String.join("; ", restored.leftOut()) + ".");
        }
        have(Copy.at(server.url(), origin(server.on(), restored.took()), () -> {}));
    }

    /** A command line for a look at the copy, without a password. */
    Optional<String> hint() {
        return Optional.ofNullable(throwaway).map(Throwaway::hint);
    }

    private Copy.Origin origin(String server, Duration restored) {
        return new Copy.Origin(server, restored, backups.described());
    }

    /** A copy that holds anything else would prove something else. */
    void compare(String step) {
        Optional<Contents> then = backups.taken().flatMap(Backup::contents);
        if (then.isEmpty()) {
            bench.events()
                    .note("Whether the copy holds what the database held cannot be said: nobody wrote down what that"
                            + " was when the copy was made.");
            return;
        }
        Consumer<String> progress = progress(step);
        List<String> differences =
                then.get().differences(copy().contents(table -> progress.accept("comparing " + table)));
        if (!differences.isEmpty()) {
            throw new StepFailure(
                    StepFailure.Kind.DATABASE,
                    "the restored copy does not hold what the database held when the backup was taken: "
                            + String.join("; ", differences)
                            + ". A backup that does not bring back the same rows is no way back. Nothing was changed.");
        }
    }

    /** What a certificate says beyond the record. */
    Rehearsed rehearsed() {
        Copy used = copy();
        return new Rehearsed(
                Certificate.Identity.of(bench.catalog().server()),
                used.backup(),
                used.described(),
                used.phases(),
                bench.target.rehearsal().maxAge());
    }

    private Consumer<String> progress(String step) {
        return what -> {
            if (cancelled) {
                throw new CancellationException("interrupted");
            }
            bench.events().tell(new RunEvent.Working(step, what));
        };
    }

    /** From any thread. */
    void cancel() {
        cancelled = true;
        hold.cancel();
        Copy made = copy;
        if (made != null) {
            made.cancel();
        }
    }

    /** {@code keep}: the backup is the way back from what this run did, or the next run's. */
    void close(boolean keep) {
        Copy made = copy;
        try {
            hold.close();
            if (made != null) {
                made.close();
            }
        } finally {
            if (throwaway != null) {
                throwaway.close();
            }
            if (!keep) {
                backups.discard();
            }
        }
    }
}
