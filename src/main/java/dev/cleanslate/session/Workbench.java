package dev.cleanslate.session;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.rehearsal.EmbeddedServer;
import dev.cleanslate.run.Reset;
import dev.cleanslate.run.RunEvents;
import dev.cleanslate.run.TableProof;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Target;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the steps of one run hand to each other. Each thing is there once the step that makes it has passed. */
final class Workbench implements Bench {

    final Invocation invocation;
    final Command command;
    /** Whether this is one of two runs, a rehearsal and its reset. */
    final boolean paired;

    final Target target;
    final Suite suite;
    private @Nullable RunEvents events;
    private @Nullable EmbeddedServer server;
    private @Nullable DatabaseUrl url;
    private volatile @Nullable PgSession session;
    private @Nullable Catalog catalog;
    private Map<QualifiedName, String> locked = Map.of();
    private @Nullable Plan plan;
    private @Nullable Reset reset;
    private List<TableProof> proofs = List.of();
    private @Nullable Fitting fitting;
    private @Nullable Rehearsed rehearsed;
    private volatile @Nullable Copy copy;

    Workbench(Invocation invocation, Command command, boolean paired, Target target, Suite suite) {
        this.invocation = invocation;
        this.command = command;
        this.paired = paired;
        this.target = target;
        this.suite = suite;
    }

    @Override
    public RunEvents events() {
        return made(events, "the record");
    }

    @Override
    public void events(RunEvents made) {
        events = made;
    }

    void server(EmbeddedServer made) {
        server = made;
    }

    DatabaseUrl url() {
        return made(url, "the URL");
    }

    void url(DatabaseUrl made) {
        url = made;
    }

    boolean connected() {
        return session != null;
    }

    PgSession session() {
        return made(session, "the connection");
    }

    void session(PgSession made) {
        session = made;
    }

    Catalog catalog() {
        return made(catalog, "the catalog");
    }

    void catalog(Catalog made) {
        catalog = made;
    }

    /** What a plan was made without reading, and who stood in the way. */
    Map<QualifiedName, String> locked() {
        return locked;
    }

    void locked(Map<QualifiedName, String> seen) {
        locked = seen;
    }

    boolean planned() {
        return plan != null;
    }

    Plan plan() {
        return made(plan, "the plan");
    }

    void plan(Plan made) {
        plan = made;
    }

    Reset reset() {
        return made(reset, "the transaction");
    }

    /** What the plan was made of, by digests. */
    Fitting fitting() {
        return made(fitting, "the plan");
    }

    void fitting(Fitting made) {
        fitting = made;
    }

    Optional<Rehearsed> rehearsed() {
        return Optional.ofNullable(rehearsed);
    }

    void rehearsed(Rehearsed made) {
        rehearsed = made;
    }

    Copy copy() {
        return made(copy, "the copy");
    }

    void copy(Copy made) {
        copy = made;
    }

    /** The reset that follows goes on with the server of the demo, and with what its rehearsal foretold. */
    void handOver(Workbench next) {
        next.server = server;
        next.url = url;
        next.rehearsed = rehearsed;
        server = null;
    }

    /** A rehearsal runs the plan of the database on its copy, which is another catalog: there nothing is deparsed alike. */
    void startReset() {
        reset = command == Command.REHEARSE
                ? copy().reset(plan(), events())
                : new Reset(session(), plan(), catalog(), events(), () -> PgSession.open(url(), "cleanslate doubt"));
    }

    /** Before a copy is made of the database: a template wants no other session, and a dump takes its time. */
    void letGo() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    /** The proofs of the reset under way, made now. */
    List<TableProof> proven(String step) {
        proofs = reset().proofs(step);
        return proofs;
    }

    /** The proofs that were made last. */
    List<TableProof> proofs() {
        return proofs;
    }

    /** Inside the transaction of a reset; or, when checks run alone, in a transaction of their own that reads only. */
    void check(String step, Check check) {
        if (reset == null) {
            LoneChecks.run(this, check);
        } else {
            reset.check(step, check);
        }
    }

    @Override
    public boolean committed() {
        return command == Command.RESET && reset != null && reset.committed();
    }

    @Override
    public int attempts() {
        return reset == null ? 1 : reset.attempts();
    }

    private static <T> T made(@Nullable T thing, String what) {
        return Objects.requireNonNull(thing, () -> what + " is not there yet");
    }

    @Override
    public void cancel() {
        PgSession open = session;
        if (open != null) {
            open.cancel();
        }
        Copy made = copy;
        if (made != null) {
            made.cancel();
        }
    }

    @Override
    public void rollback() {
        if (reset != null) {
            reset.rollback();
        }
    }

    @Override
    public void close() {
        rollback();
        if (reset != null && command == Command.RESET) {
            session = reset.session();
        }
        if (copy != null) {
            copy.close();
        }
        if (session != null) {
            session.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
