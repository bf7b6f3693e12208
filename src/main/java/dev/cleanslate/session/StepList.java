package dev.cleanslate.session;

import dev.cleanslate.api.Action;
import dev.cleanslate.plan.PhasePlan;
import dev.cleanslate.run.Stage;
import dev.cleanslate.run.TableProof;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Hook;
import dev.cleanslate.suite.Hook.Moment;
import dev.cleanslate.suite.Phase;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.Smoke;
import dev.cleanslate.suite.Suite.RestartSequences;
import dev.cleanslate.suite.Target.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The steps of a run, known from suite, target and command alone: no connection is needed to list them. */
final class StepList {

    private final Workbench bench;
    private final Place suitePlace;
    private final Slugs slugs = new Slugs();
    private final List<Step> steps = new ArrayList<>();

    private StepList(Workbench bench) {
        this.bench = bench;
        this.suitePlace = bench.suite.place();
    }

    static List<Step> of(Workbench bench) {
        var list = new StepList(bench);
        switch (bench.command) {
            case PLAN -> list.approach(false);
            case SCAN -> {
                // It needs no plan, and takes a suite only for what that says of schemas and of what to ignore.
                list.reach(false);
                list.steps.addAll(Scanning.steps(bench));
            }
            case REHEARSE -> {
                list.approach(bench.paired);
                list.gates(Stage.PREFLIGHT, false);
                if (bench.paired) {
                    list.work(
                            Stage.PREFLIGHT,
                            "opt-in",
                            "The opt-in names this database",
                            (id, d) -> Decision.requireName(bench));
                }
                list.work(
                        Stage.PREFLIGHT,
                        "signing-key",
                        "There is a key to sign the certificate with",
                        (id, d) -> Certifying.findKey(bench));
                list.hooks(Moment.ANNOUNCE, Stage.PREFLIGHT);
                list.hooks(Moment.BEFORE_BACKUP, Stage.BACKUP);
                list.copy();
                list.transaction();
                list.hooks(Moment.ON_SUCCESS, Stage.EVIDENCE);
                list.work(
                        Stage.EVIDENCE, "outcome", "What the reset will do is known", (id, d) -> Rehearsal.keep(bench));
            }
            case RESET -> {
                list.approach(true);
                list.gates(Stage.PREFLIGHT, false);
                if (!bench.guardedReset()) {
                    list.work(
                            Stage.DECISION,
                            "opt-in",
                            "The opt-in names this database",
                            (id, d) -> Decision.take(bench));
                }
                list.hooks(Moment.ANNOUNCE, bench.guardedReset() ? Stage.PREFLIGHT : Stage.DECISION);
                list.hooks(Moment.BEFORE_BACKUP, bench.guardedReset() ? Stage.BACKUP : Stage.DECISION);
                if (list.wantsBackup()) {
                    list.work(
                            Stage.BACKUP,
                            "backup",
                            "A fresh backup is the way back",
                            (id, d) -> bench.rig().backups().fresh(id));
                }
                list.transaction();
                list.hooks(Moment.ON_SUCCESS, Stage.EVIDENCE);
            }
            default -> throw new IllegalStateException(bench.command.word() + " has steps of its own");
        }
        return List.copyOf(list.steps);
    }

    /** Up to the plan. A reset that follows its rehearsal goes this way a second time, on the same demo server. */
    private void approach(boolean writes) {
        if (bench.command != Command.PLAN && goesOutside()) {
            work(Stage.PREFLIGHT, "environment", "What is taken from the environment is there", (id, d) -> {
                bench.hooks.requireSound();
                bench.rig().hold().requireSound();
            });
        }
        reach(writes);
        work(Stage.PREFLIGHT, "plan", "The plan is safe", (id, d) -> Preflight.plan(bench));
    }

    private void reach(boolean writes) {
        if (bench.target.where() instanceof Where.Embedded embedded && !follows()) {
            work(
                    Stage.PREFLIGHT,
                    "server",
                    "PostgreSQL " + embedded.major() + " starts and the demo data is loaded",
                    (id, d) -> DemoServer.start(bench, id, embedded));
        }
        work(
                Stage.PREFLIGHT,
                "connect",
                "The database can be reached" + (writes ? ", directly" : ""),
                (id, d) -> Preflight.connect(bench, writes));
        if (bench.command == Command.RESET) {
            work(Stage.PREFLIGHT, "lock", "Nobody else resets it", (id, d) -> Preflight.lock(bench));
        }
        work(Stage.PREFLIGHT, "catalog", "The catalog is read", (id, d) -> Preflight.readCatalog(bench));
    }

    /** Whoever waives the rehearsal of an unguarded database waives its backup. */
    private boolean wantsBackup() {
        return bench.guardedReset() || (follows() && !cloned());
    }

    private boolean cloned() {
        return bench.target.disposable() && bench.target.where() instanceof Where.Embedded;
    }

    private boolean goesOutside() {
        return !bench.suite.sections().hooks().isEmpty()
                || !bench.suite.sections().smoke().isEmpty()
                || bench.rig().hold().asked();
    }

    private boolean follows() {
        return bench.command == Command.RESET && bench.paired;
    }

    private void copy() {
        if (cloned()) {
            clonedCopy();
        } else {
            restoredCopy();
        }
    }

    private void restoredCopy() {
        work(
                Stage.BACKUP,
                "backup",
                "A backup is taken",
                (id, d) -> bench.rig().backups().have(id));
        work(
                Stage.REHEARSAL,
                "throwaway",
                "A server to rehearse on is up",
                (id, d) -> bench.rig().start(id));
        work(
                Stage.REHEARSAL,
                "restore",
                "The backup is put back there",
                (id, d) -> bench.rig().restore(id));
        work(
                Stage.REHEARSAL,
                "compare",
                "The copy holds what the database holds",
                (id, d) -> bench.rig().compare(id));
    }

    private void clonedCopy() {
        work(
                Stage.REHEARSAL,
                "copy",
                "A copy is made to rehearse on",
                (id, d) -> bench.rig().cloneDemo(id));
    }

    private void transaction() {
        reset();
        verification();
        work(
                Stage.RESTART,
                "triggers-again",
                "Triggers are as they were, seen from another session",
                (id, d) -> bench.reset().triggersSeenAnew());
        commands();
        hooks(Moment.AFTER_COMMIT, Stage.RESTART);
        work(
                Stage.RESTART,
                "vacuum",
                "Space and statistics are fresh",
                (id, d) -> bench.reset().vacuum(id));
        if (bench.rig().hold().asked() && bench.suite.sections().app().isPresent()) {
            work(
                    Stage.REHEARSAL,
                    "app",
                    "The application starts on the reset copy",
                    (id, d) -> bench.rig().hold().start(id, bench.rig().copy().url()));
        }
        smoke();
        if (bench.rig().hold().asked()) {
            work(
                    Stage.REHEARSAL,
                    "hold",
                    "The reset copy is there to be tried out",
                    (id, d) -> bench.rig().hold().keep(id));
        }
    }

    /** Each is a check: of the others one wants to know too when one has failed. */
    private void smoke() {
        for (Smoke smoke : bench.suite.sections().smoke()) {
            if (bench.command == Command.RESET || smoke.rehearse()) {
                add(
                        Stage.SMOKE,
                        slugs.of("smoke-", smoke.name()),
                        smoke.name(),
                        smoke.place(),
                        Step.Kind.CHECK,
                        (id, d) -> bench.programs().smoke(id, smoke));
            }
        }
    }

    private void hooks(Moment moment, Stage stage) {
        for (Hook hook : bench.hooks.at(moment)) {
            add(
                    stage,
                    slugs.of("hook-" + moment.word() + "-", hook.name()),
                    hook.name(),
                    hook.place(),
                    Step.Kind.WORK,
                    (id, d) -> bench.hooks.fire(id, hook));
        }
    }

    private void reset() {
        hooks(Moment.BEFORE_RESET, Stage.RESET);
        work(Stage.RESET, "baseline", "Tables are locked and measured, triggers are off", (id, d) -> {
            bench.work().start();
            bench.reset().begin(id);
        });
        for (int i = 0; i < bench.suite.phases().size(); i++) {
            int index = i;
            Phase phase = bench.suite.phases().get(i);
            if (phase.action() instanceof Action.Command) {
                continue;
            }
            add(
                    Stage.RESET,
                    slugs.of("phase-", phase.name()),
                    phase.name(),
                    phase.place(),
                    Step.Kind.WORK,
                    (id, d) -> bench.work().phase(id, planned(index)));
            phase.checks().forEach(check -> check(Stage.RESET, check));
        }
        if (bench.suite.restartSequences() != RestartSequences.NONE) {
            work(
                    Stage.RESET,
                    "sequences",
                    "Sequences start again",
                    (id, d) -> bench.reset().sequencesFollowRows(id));
        }
        work(
                Stage.RESET,
                "views",
                "Materialized views are refreshed",
                (id, d) -> bench.reset().refreshViews(id));
    }

    private void gates(Stage stage, boolean again) {
        work(
                stage,
                again ? "gates-again" : "gates",
                again ? "Every gate is still open" : "Every gate is open",
                (id, dynamic) -> Gates.require(bench, again, placed(stage), id, dynamic));
    }

    /** What a command does it does to the database itself, so a rehearsal has none. */
    private void commands() {
        for (Phase phase : bench.suite.phases()) {
            if (phase.action() instanceof Action.Command command && bench.command == Command.RESET) {
                add(
                        Stage.RESTART,
                        slugs.of("phase-", phase.name()),
                        phase.name(),
                        phase.place(),
                        Step.Kind.WORK,
                        (id, d) -> bench.programs().command(id, phase, command));
            }
        }
    }

    private PhasePlan planned(int index) {
        return bench.plan().phases().get(index);
    }

    private void verification() {
        Predicate<Check> ofTriggers = check -> check.kind() instanceof Check.Kind.Trigger;
        bench.suite.checks().stream().filter(ofTriggers.negate()).forEach(check -> check(Stage.VERIFICATION, check));
        work(
                Stage.VERIFICATION,
                "constraints",
                "Every deferred constraint holds",
                (id, d) -> bench.reset().constraintsHold(id));
        work(
                Stage.VERIFICATION,
                "triggers",
                "Triggers are as they were",
                (id, d) -> bench.reset().triggersBack(id));
        // Checks of triggers speak of how they end, so they come after the switch back.
        bench.suite.checks().stream().filter(ofTriggers).forEach(check -> check(Stage.VERIFICATION, check));
        work(
                Stage.VERIFICATION,
                "schema",
                "The schema is as it was",
                (id, d) -> bench.reset().schemaUnchanged(id));
        work(Stage.VERIFICATION, "proof", "What had to go is gone, what stays is untouched", this::prove);
        if (follows() || bench.guardedReset()) {
            work(
                    Stage.VERIFICATION,
                    "foretold",
                    "What went is what the rehearsal foretold",
                    (id, d) -> Rehearsal.requireForetold(bench));
        }
        if (bench.command == Command.RESET) {
            gates(Stage.VERIFICATION, true);
        }
        work(Stage.VERIFICATION, "commit", "Commit", (id, d) -> {
            Decision.lastWord(bench);
            bench.work().commit();
        });
        // A test for each of hundreds of tables takes its time, and nobody is to wait for their locks meanwhile.
        work(
                Stage.VERIFICATION,
                "tables",
                "What was proved of each table before the commit",
                (id, dynamic) -> each(bench.work().proofs(), dynamic, TableProof::requireHolds));
    }

    /** Where a table objects, each has its say at once, and there is no commit. */
    private void prove(String id, Step.Dynamic dynamic) {
        List<TableProof> proofs = bench.work().proven(id);
        if (proofs.stream().allMatch(TableProof::holds)) {
            bench.reset().proved(id, proofs);
        } else {
            each(proofs, dynamic, bench.reset()::prove);
        }
    }

    private void each(List<TableProof> proofs, Step.Dynamic dynamic, Consumer<TableProof> say) {
        var ids = new Slugs();
        for (TableProof proof : proofs) {
            dynamic.run(new Step(
                    placed(Stage.VERIFICATION),
                    ids.of("proof-", proof.name()),
                    proof.sentence(),
                    suitePlace,
                    Step.Kind.WORK,
                    nested -> say.accept(proof)));
        }
    }

    private void check(Stage stage, Check check) {
        add(
                stage,
                slugs.of("check-", check.name()),
                check.name(),
                check.place(),
                Step.Kind.CHECK,
                (id, d) -> bench.work().check(id, LeftOut.orFitted(bench, check)));
    }

    private void work(Stage stage, String id, String name, Body body) {
        add(stage, slugs.of("", id), name, suitePlace, Step.Kind.WORK, body);
    }

    private void add(Stage stage, String id, String name, Place place, Step.Kind kind, Body body) {
        steps.add(new Step(placed(stage), id, name, place, kind, dynamic -> body.run(id, dynamic)));
    }

    /** What is done on the copy is all one stage, and so is what a reset does over again after its rehearsal. */
    private Stage placed(Stage stage) {
        if (bench.command == Command.REHEARSE && stage.compareTo(Stage.REHEARSAL) > 0) {
            return Stage.REHEARSAL;
        }
        return follows() && stage.compareTo(Stage.REHEARSAL) <= 0 ? Stage.DECISION : stage;
    }

    @FunctionalInterface
    private interface Body {
        void run(String id, Step.Dynamic dynamic) throws Exception;
    }
}
