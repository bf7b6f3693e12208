package dev.cleanslate.session;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.rehearsal.EmbeddedServer;
import dev.cleanslate.run.GateRunner;
import dev.cleanslate.run.Reset;
import dev.cleanslate.run.RunEvents;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Target;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the steps of one run hand to each other. Each thing is there once the step that makes it has passed. */
final class Workbench implements Bench {

    final Invocation invocation;
    final Target target;
    final Suite suite;
    private @Nullable RunEvents events;
    private @Nullable EmbeddedServer server;
    private @Nullable DatabaseUrl url;
    private volatile @Nullable PgSession session;
    private @Nullable Catalog catalog;
    private @Nullable Plan plan;
    private @Nullable Reset reset;
    private final GateRunner gates;

    Workbench(Invocation invocation, Target target, Suite suite) {
        this.invocation = invocation;
        this.target = target;
        this.suite = suite;
        this.gates = new GateRunner(invocation.environment());
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

    /** Of the reset, which may have connected anew, or the one from before it. */
    PgSession currentSession() {
        return reset == null ? session() : reset.session();
    }

    GateRunner gates() {
        return gates;
    }

    Catalog catalog() {
        return made(catalog, "the catalog");
    }

    void catalog(Catalog made) {
        catalog = made;
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

    void startReset() {
        reset = new Reset(session(), plan(), catalog(), events(), () -> PgSession.open(url(), "cleanslate doubt"));
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
        return reset != null && reset.committed();
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
        gates.cancel();
        PgSession open = session;
        if (open != null) {
            open.cancel();
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
        if (reset != null) {
            session = reset.session();
        }
        if (session != null) {
            session.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
