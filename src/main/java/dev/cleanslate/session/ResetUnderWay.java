package dev.cleanslate.session;

import dev.cleanslate.plan.PhasePlan;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.run.Reset;
import dev.cleanslate.run.RunEvents;
import dev.cleanslate.run.TableProof;
import dev.cleanslate.run.WarmUp;
import dev.cleanslate.suite.Check;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one transaction of a run, on the database itself or on its copy, from its begin to its end. */
final class ResetUnderWay {

    private final Workbench bench;
    private @Nullable Reset reset;
    private @Nullable OnCopy onCopy;
    private List<TableProof> proofs = List.of();
    private long since;
    private volatile @Nullable Deadline deadline;

    ResetUnderWay(Workbench bench) {
        this.bench = bench;
    }

    /** A rehearsal runs the plan of the database on its copy, which is another catalog: there nothing is deparsed alike. */
    void start() {
        since = System.nanoTime();
        if (bench.writes()) {
            deadline = Deadline.start(bench.invocation.present().clock(), bench.target.timing(), bench::cancel)
                    .orElse(null);
        }
        if (bench.command == Command.REHEARSE) {
            var seen = new OnCopy(bench.events().listener());
            reset = bench.rig()
                    .copy()
                    .reset(bench.plan(), new RunEvents(seen, bench.events().clock()));
            onCopy = seen;
        } else {
            if (!bench.paired) {
                WarmUp.of(bench.session(), bench.plan(), bench.catalog());
            }
            reset = new Reset(
                    bench.session(),
                    bench.plan(),
                    bench.catalog(),
                    bench.events(),
                    () -> PgSession.open(bench.url(), "cleanslate doubt"));
        }
    }

    boolean begun() {
        return reset != null;
    }

    Reset reset() {
        return Objects.requireNonNull(reset, "the transaction is not there yet");
    }

    void phase(String step, PhasePlan phase) {
        OnCopy seen = onCopy;
        if (seen == null) {
            reset().phase(step, phase);
        } else {
            bench.rig().copy().phase(reset(), seen, step, phase);
        }
    }

    /** Inside the transaction; or, when checks run alone, in a transaction of their own that reads only. */
    void check(String step, Check check) {
        if (check.kind() instanceof Check.Kind.Clean) {
            new CleanCheck(bench, check).run(step);
        } else if (reset == null) {
            LoneChecks.run(bench, step, check);
        } else {
            reset.check(step, check);
        }
    }

    /** The proofs, made now. */
    List<TableProof> proven(String step) {
        proofs = reset().proofs(step);
        return proofs;
    }

    /** The proofs that were made last. */
    List<TableProof> proofs() {
        return proofs;
    }

    void commit() {
        bench.programs().mark();
        Optional.ofNullable(deadline).ifPresent(Deadline::requireNotPassed);
        reset().commit();
    }

    boolean committed() {
        return reset != null && reset.committed();
    }

    Optional<String> overrun() {
        return Optional.ofNullable(deadline).flatMap(Deadline::passed);
    }

    int attempts() {
        return reset == null ? 1 : reset.attempts();
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    void rollback() {
        Deadline limit = deadline;
        if (limit != null) {
            limit.close();
        }
        if (reset != null) {
            reset.rollback();
        }
    }

    /** A lost connection is opened anew: the reset knows its last one. */
    void close() {
        if (reset != null) {
            reset.session().close();
        }
    }
}
