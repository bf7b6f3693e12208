package dev.cleanslate.run;

import dev.cleanslate.plan.PhasePlan;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.CatalogReader;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Prints;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SchemaStamp;
import dev.cleanslate.postgres.SchemaText;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.ReviewedRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The one transaction of a reset, step by step. Each method is one operation of it; after a failure that is worth
 * another try, {@link Attempts} plays the earlier ones again, so none may keep state that a second playing would not
 * overwrite.
 */
public final class Reset {

    private final RunEvents events;
    private final Plan plan;
    private final Catalog catalog;
    private final TableTrees trees;
    private final Supplier<PgSession> reconnect;
    private final Sequences sequences;
    private final Attempts attempts;
    private PgSession session;
    private Baseline baseline = new Baseline(new Tally(Map.of()), Map.of(), Map.of());
    private boolean committed;

    public Reset(PgSession session, Plan plan, Catalog catalog, RunEvents events, Supplier<PgSession> reconnect) {
        this.session = session;
        this.plan = plan;
        this.catalog = catalog;
        this.events = events;
        this.reconnect = reconnect;
        this.trees = new TableTrees(catalog);
        this.sequences = new Sequences(plan, catalog);
        this.attempts = new Attempts(session, events, () -> Blockers.of(session, locked()));
    }

    private Set<QualifiedName> locked() {
        return Locks.tables(plan).stream()
                .flatMap(table -> trees.names(table).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Plan plan() {
        return plan;
    }

    public PgSession session() {
        return session;
    }

    public boolean committed() {
        return committed;
    }

    public int attempts() {
        return attempts.count();
    }

    /** Opens the transaction, locks, makes sure that the plan still fits, measures, and turns the triggers off. */
    public void begin(String step) {
        attempts.perform(step, () -> {
            Blockers.requireNothingPrepared(session, locked());
            // One snapshot for the whole run, taken after the locks: protected tables are compared with themselves and
            // not with what others write to them meanwhile.
            events.tell(new RunEvent.Working(step, "locking the tables"));
            session.begin(Isolation.REPEATABLE_READ, false);
            session.execute("SET LOCAL lock_timeout = '10s'");
            Locks.statements(plan).forEach(session::execute);
            requireSameSchema("between the plan and the lock");
            baseline = Baseline.take(session, plan, trees, events, step);
            requireProtectedNotEmpty();
            requireAsReviewed();
            TemporaryIndexes.create(session, plan, events, step);
            TriggerSwitch.off(session, plan.triggers());
        });
    }

    /** The catalog is read anew only where its stamp is another one: it takes long enough to be felt under the locks. */
    private void requireSameSchema(String when) {
        if (catalog.stamp().equals(SchemaStamp.of(session))) {
            return;
        }
        List<String> now = SchemaText.lines(CatalogReader.read(session));
        List<String> planned = SchemaText.lines(catalog);
        if (!now.equals(planned)) {
            var changed = new ArrayList<>(now);
            changed.removeAll(planned);
            var gone = new ArrayList<>(planned);
            gone.removeAll(now);
            throw new StepFailure(
                    StepFailure.Kind.REFUSED,
                    "the schema changed " + when + ": " + Text.count(changed.size(), "line is", "lines are") + " new, "
                            + Text.count(gone.size(), "is", "are") + " gone, first: "
                            + (changed.isEmpty() ? gone.get(0) : changed.get(0))
                            + ". Find what changed it (a deployment, a script), then run again. Everything is rolled back.");
        }
    }

    /** Between the plan and the locks somebody may have written to them. */
    private void requireAsReviewed() {
        for (PhasePlan phase : plan.phases()) {
            for (ReviewedRows rows : phase.phase().reviewed().values()) {
                plan.tables().stream()
                        .map(TablePlan::table)
                        .filter(table -> rows.of(table.schema(), table.name()))
                        .findFirst()
                        .flatMap(table -> Prints.of(session, table, rows).changed())
                        .ifPresent(changed -> {
                            throw new StepFailure(
                                    StepFailure.Kind.REFUSED,
                                    "of the rows of \"" + rows.table() + "\" that " + rows.file() + " lists " + changed
                                            + ". Nobody reviewed them as they are now: somebody wrote to them since the"
                                            + " plan was made. Find out who, and have the file written anew by scan"
                                            + " --freeze. Everything is rolled back.");
                        });
            }
        }
    }

    private void requireProtectedNotEmpty() {
        List<String> empty = plan.tables().stream()
                .filter(table -> table.fate() == dev.cleanslate.plan.Fate.PROTECT && !table.allowEmpty())
                .filter(table -> content(baseline.content(), table).rows() == 0)
                .map(table -> table.table().toString())
                .toList();
        if (!empty.isEmpty()) {
            throw new StepFailure(
                    StepFailure.Kind.CHECK,
                    "protected and empty already: " + String.join(", ", empty)
                            + ". Is this the right database? If it is, say allow-empty: true. Nothing was changed.");
        }
    }

    public void phase(String step, PhasePlan phase) {
        attempts.perform(step, () -> {
            Map<QualifiedName, Long> rows = rowsAtStart(phase);
            new PhaseWork(session, events, table -> rows.getOrDefault(table, 0L))
                    .run(step, phase, sequences.of(phase.index()));
        });
    }

    /** A table that an earlier phase has emptied already is truncated along with others, and loses nothing by it. */
    private Map<QualifiedName, Long> rowsAtStart(PhasePlan phase) {
        var rows = new HashMap<QualifiedName, Long>();
        plan.tables().stream()
                .filter(table -> table.phase().equals(Optional.of(phase.index())))
                .forEach(table -> rows.merge(
                        table.table(), content(baseline.content(), table).rows(), Long::sum));
        return rows;
    }

    public void check(String step, Check check) {
        attempts.perform(
                step,
                () -> new CheckRunner(session, plan, catalog)
                        .run(check, readings -> events.tell(new RunEvent.Read(step, readings))));
    }

    /** A check that another room makes: it sees what this transaction sees, and nothing of it stays. */
    public void look(String step, BiConsumer<PgSession, Catalog> look) {
        attempts.perform(step, () -> {
            session.execute("SAVEPOINT cleanslate_check");
            session.execute("SET LOCAL transaction_read_only = on");
            look.accept(session, catalog);
            session.script("ROLLBACK TO SAVEPOINT cleanslate_check; RELEASE SAVEPOINT cleanslate_check");
        });
    }

    /** One check in the open transaction of that session, which only reads. */
    public static void look(
            PgSession session, Plan plan, Catalog catalog, Check check, Consumer<List<RunEvent.Reading>> told) {
        new CheckRunner(session, plan, catalog).run(check, told);
    }

    /** One check by itself, in a transaction that only reads. */
    public static void checkAlone(
            PgSession session, Plan plan, Catalog catalog, Check check, Consumer<List<RunEvent.Reading>> told) {
        session.begin(Isolation.REPEATABLE_READ, true);
        try {
            look(session, plan, catalog, check, told);
        } finally {
            session.rollback();
        }
    }

    /** Sequences restart in the phases; what scripts put into the tables since then must not be met by the next number. */
    public void sequencesFollowRows(String step) {
        attempts.perform(step, () -> sequences.follow(session, events));
    }

    public void refreshViews(String step) {
        attempts.perform(
                step, () -> plan.refresh().forEach(view -> session.execute("REFRESH MATERIALIZED VIEW " + view.sql())));
    }

    public void constraintsHold(String step) {
        attempts.perform(step, () -> {
            session.execute("SET CONSTRAINTS ALL IMMEDIATE");
            TemporaryIndexes.drop(session, plan);
        });
    }

    public void triggersBack(String step) {
        attempts.perform(step, () -> {
            TriggerSwitch.back(session, plan.triggers());
            List<String> differences = TriggerSwitch.differences(session, plan.triggers());
            if (!differences.isEmpty()) {
                throw new StepFailure(
                        StepFailure.Kind.CHECK,
                        "triggers are not as they were: " + String.join("; ", differences)
                                + ". Everything is rolled back.");
            }
        });
    }

    /** A reset is no migration: a script that changed a table, a key or a trigger is found here. */
    public void schemaUnchanged(String step) {
        attempts.perform(step, () -> requireSameSchema("during the run"));
    }

    /** Compares every table with the baseline. To the listeners they are told by {@link #proved} or {@link #prove}. */
    public List<TableProof> proofs(String step) {
        var proofs = new ArrayList<TableProof>();
        attempts.perform(step, () -> {
            proofs.clear();
            proofs.addAll(new Proofs(session, plan, catalog, trees, baseline).compared(events, step));
        });
        return proofs;
    }

    /** One line for all, so that a run that is killed between the commit and the telling has told everything. */
    public void proved(String step, List<TableProof> proofs) {
        proofs.forEach(TableProof::requireHolds);
        events.tell(new RunEvent.TablesProved(
                step, proofs.stream().map(TableProof::measured).toList()));
    }

    public void prove(TableProof proof) {
        events.tell(proof.measured());
        proof.requireHolds();
    }

    private static Content content(Map<QualifiedName, Content> content, TablePlan table) {
        return content.getOrDefault(table.table(), new Content(0, ""));
    }

    public void commit() {
        session = new Commit(events, reconnect).of(session);
        committed = true;
    }

    /** For the tests after the commit. */
    SmokeSql smoke() {
        return new SmokeSql(session, plan, catalog);
    }

    /** What is committed is what others see: asked once more, by a session that took no part. */
    public void triggersSeenAnew() {
        try (PgSession fresh = reconnect.get()) {
            List<String> differences = TriggerSwitch.differences(fresh, plan.triggers());
            if (!differences.isEmpty()) {
                throw new StepFailure(
                        StepFailure.Kind.CHECK,
                        "committed, but triggers are not as they were: " + String.join("; ", differences)
                                + ". Something else changed them. Put them back with ALTER TABLE … ENABLE TRIGGER.");
            }
        }
    }

    public void vacuum(String step) {
        for (TablePlan table : plan.tables()) {
            if (table.strategy() != dev.cleanslate.plan.Strategy.NONE) {
                events.tell(new RunEvent.Working(step, "VACUUM ANALYZE " + table.table()));
                session.execute("VACUUM (ANALYZE) " + table.table().sql());
            }
        }
    }

    public void rollback() {
        if (!committed) {
            session.rollback();
        }
    }
}
