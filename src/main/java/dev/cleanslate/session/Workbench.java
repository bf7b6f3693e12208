package dev.cleanslate.session;

import dev.cleanslate.evidence.Evidence;
import dev.cleanslate.evidence.Lookout;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.rehearsal.EmbeddedServer;
import dev.cleanslate.run.GateRunner;
import dev.cleanslate.run.Reset;
import dev.cleanslate.run.RunEvents;
import dev.cleanslate.suite.Contact;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Target;
import java.nio.file.Path;
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
    final Watchpost watch = new Watchpost();
    private @Nullable RunEvents events;
    private @Nullable EmbeddedServer server;
    private @Nullable DatabaseUrl url;
    private volatile @Nullable PgSession session;
    private @Nullable Catalog catalog;
    private Map<QualifiedName, String> locked = Map.of();
    private @Nullable Plan plan;
    private @Nullable Fitting fitting;
    private @Nullable Foretold foretold;
    private Optional<Warrant> warrant = Optional.empty();
    private @Nullable Path folder;
    private final ResetUnderWay work = new ResetUnderWay(this);
    private final Rig rig = new Rig(this);
    private final Scanning scanning = new Scanning(this);
    private boolean rehearsed;
    final Readings readings = new Readings();
    private final GateRunner gates;
    final Hooks hooks;
    private final Programs programs;
    private final Storekeeper storage = new Storekeeper(this);
    private final Confirmations confirmations = new Confirmations(this);
    private final Onlooker onlooker = new Onlooker(this);

    Workbench(Invocation invocation, Command command, boolean paired, Target target, Suite suite) {
        this.invocation = invocation;
        this.command = command;
        this.paired = paired;
        this.target = target;
        this.suite = suite;
        this.gates = new GateRunner(invocation.environment());
        this.hooks = new Hooks(this);
        this.programs = new Programs(this);
    }

    @Override
    public RunEvents events() {
        return made(events, "the record");
    }

    @Override
    public void events(RunEvents made) {
        events = made;
    }

    @Override
    public void opened(String run, Path folder, boolean whole) {
        hooks.opened(run, folder, whole);
        this.folder = folder;
    }

    @Override
    public List<Contact> contacts() {
        return suite.sections().contacts();
    }

    @Override
    public List<Step> last(Ending ending) {
        return LastSteps.of(this, ending);
    }

    @Override
    public void aftermath(List<String> failed, List<String> left, Path folder) {
        Aftermath.tell(this, failed, left, folder);
    }

    void server(EmbeddedServer made) {
        server = made;
    }

    boolean reached() {
        return url != null;
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
        watch.follow(this);
    }

    @Override
    public Lookout lookout() {
        return watch;
    }

    /** Of the reset, which may have connected anew, or the one from before it. */
    PgSession currentSession() {
        return work.begun() ? work.reset().session() : session();
    }

    GateRunner gates() {
        return gates;
    }

    Confirmations confirmations() {
        return confirmations;
    }

    /** Whether this run is meant to change the database itself, and not a copy of it or nothing at all. */
    boolean writes() {
        return (command == Command.RESET && target.disposable())
                || ((command == Command.RESET || command == Command.RESTORE)
                        && invocation.execute().isPresent());
    }

    Onlooker onlooker() {
        return onlooker;
    }

    Catalog catalog() {
        return made(catalog, "the catalog");
    }

    void catalog(Catalog made) {
        catalog = made;
    }

    boolean known() {
        return catalog != null;
    }

    /** What a plan was made without reading, and who stood in the way. */
    Map<QualifiedName, String> locked() {
        return locked;
    }

    void locked(Map<QualifiedName, String> seen) {
        locked = seen;
    }

    Plan plan() {
        return made(plan, "the plan");
    }

    /** A check that is run alone has none. */
    Optional<Plan> planned() {
        return Optional.ofNullable(plan);
    }

    void plan(Plan made) {
        plan = made;
    }

    /** What is done to the database itself, or to its copy. */
    ResetUnderWay work() {
        return work;
    }

    Reset reset() {
        return work.reset();
    }

    /** What the plan was made of, by digests. */
    Fitting fitting() {
        return made(fitting, "the plan");
    }

    void fitting(Fitting made) {
        fitting = made;
    }

    Optional<Foretold> foretold() {
        return Optional.ofNullable(foretold);
    }

    void foretold(Foretold made) {
        foretold = made;
    }

    /** A reset by the right of a certificate, rather than of the rehearsal just before it. */
    boolean guardedReset() {
        return command == Command.RESET && !paired && target.guarded();
    }

    Optional<Warrant> warrant() {
        return warrant;
    }

    void warrant(Optional<Warrant> found) {
        warrant = found;
    }

    Rig rig() {
        return rig;
    }

    Scanning scanning() {
        return scanning;
    }

    /** The run has seen all that a certificate says. */
    void rehearsed(Foretold made) {
        foretold = made;
        rehearsed = true;
    }

    @Override
    public void conclude(Evidence evidence) {
        Certifying.prepare(this, rehearsed, evidence);
    }

    Path folder() {
        return made(folder, "the run's folder");
    }

    /** The reset that follows goes on with the server of the demo, and with what its rehearsal foretold. */
    void handOver(Workbench next) {
        next.server = server;
        next.url = url;
        next.foretold = foretold;
        rig.backups().handOver(next.rig.backups());
        next.hooks.expect(work.took());
        storage.handOver(next.storage);
        server = null;
    }

    /** Before a copy is made of the database: a template wants no other session, and a dump takes its time. */
    void letGo() {
        watch.leave();
        if (session != null) {
            session.close();
            session = null;
        }
    }

    Programs programs() {
        return programs;
    }

    Storekeeper storage() {
        return storage;
    }

    @Override
    public Optional<String> overrun() {
        return work.overrun();
    }

    @Override
    public boolean committed() {
        return command == Command.RESET && work.committed();
    }

    @Override
    public int attempts() {
        return work.attempts();
    }

    private static <T> T made(@Nullable T thing, String what) {
        return Objects.requireNonNull(thing, () -> what + " is not there yet");
    }

    @Override
    public void signalled() {
        hooks.signalled();
    }

    @Override
    public void cancel() {
        gates.cancel();
        hooks.cancel();
        programs.cancel();
        scanning.cancel();
        storage.cancel();
        PgSession open = session;
        if (open != null) {
            open.cancel();
        }
        rig.cancel();
        invocation.present().prompt().ifPresent(Prompt::withdraw);
    }

    @Override
    public void rollback() {
        watch.leave();
        work.rollback();
    }

    @Override
    public void close() {
        rollback();
        work.close();
        // A rehearsal needs no way back. A reset takes or inherits one, also for a commit that is in doubt.
        rig.close(command == Command.RESET && work.begun());
        onlooker.close();
        if (session != null) {
            session.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
