package dev.cleanslate.session;

import dev.cleanslate.api.Action;
import dev.cleanslate.run.Stage;
import dev.cleanslate.suite.Hook.Moment;
import dev.cleanslate.suite.Phase;
import dev.cleanslate.suite.Smoke;
import dev.cleanslate.suite.Target.Where;
import java.util.List;

/** The steps of a run, known from suite, target and command alone: no connection is needed to list them. */
final class StepList {

    private final StepBuilder list;
    private final Workbench bench;

    private StepList(Workbench bench) {
        this.bench = bench;
        this.list = new StepBuilder(bench);
    }

    static List<Step> of(Workbench bench) {
        var run = new StepList(bench);
        StepBuilder list = run.list;
        switch (bench.command) {
            case PLAN -> run.approach(false);
            case SCAN -> {
                // It needs no plan, and takes a suite only for what that says of schemas and of what to ignore.
                run.reach(false);
                list.addAll(Scanning.steps(bench));
            }
            case REHEARSE -> {
                run.approach(bench.paired);
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
                run.copy();
                run.transaction();
                list.hooks(Moment.ON_SUCCESS, Stage.EVIDENCE);
                list.work(
                        Stage.EVIDENCE, "outcome", "What the reset will do is known", (id, d) -> Rehearsal.keep(bench));
            }
            case RESET -> {
                run.approach(true);
                list.gates(Stage.PREFLIGHT, false);
                if (bench.guardedReset()) {
                    list.work(
                            Stage.PREFLIGHT,
                            "warrant",
                            "Which rehearsal it goes by, and who approved it, is on record",
                            (id, d) -> WentBy.tell(bench));
                } else {
                    list.work(
                            Stage.DECISION,
                            "opt-in",
                            "The opt-in names this database",
                            (id, d) -> Decision.take(bench));
                }
                list.hooks(Moment.ANNOUNCE, bench.guardedReset() ? Stage.PREFLIGHT : Stage.DECISION);
                list.hooks(Moment.BEFORE_BACKUP, bench.guardedReset() ? Stage.BACKUP : Stage.DECISION);
                if (run.wantsBackup()) {
                    list.work(
                            Stage.BACKUP,
                            "backup",
                            "A fresh backup is the way back",
                            (id, d) -> bench.rig().backups().fresh(id));
                }
                run.transaction();
                list.hooks(Moment.ON_SUCCESS, Stage.EVIDENCE);
            }
            case STORAGE -> {
                run.approach(bench.storage().clears());
                bench.storage().addAfter(list);
            }
            default -> throw new IllegalStateException(bench.command.word() + " has steps of its own");
        }
        return list.done();
    }

    /** Up to the plan. A reset that follows its rehearsal goes this way a second time, on the same demo server. */
    private void approach(boolean writes) {
        if (bench.command != Command.PLAN && goesOutside()) {
            list.work(Stage.PREFLIGHT, "environment", "What is taken from the environment is there", (id, d) -> {
                if (bench.command != Command.STORAGE) {
                    bench.hooks.requireSound();
                }
                bench.rig().hold().requireSound();
                bench.storage().requireSound();
            });
        }
        reach(writes);
        list.work(Stage.PREFLIGHT, "plan", "The plan is safe", (id, d) -> Preflight.plan(bench));
        bench.storage().addBefore(list);
    }

    private void reach(boolean writes) {
        if (bench.target.where() instanceof Where.Embedded embedded && !list.follows()) {
            list.work(
                    Stage.PREFLIGHT,
                    "server",
                    "PostgreSQL " + embedded.major() + " starts and the demo data is loaded",
                    (id, d) -> DemoServer.start(bench, id, embedded));
        }
        list.work(
                Stage.PREFLIGHT,
                "connect",
                "The database can be reached" + (writes ? ", directly" : ""),
                (id, d) -> Preflight.connect(bench, writes));
        if (bench.command == Command.RESET
                || (bench.command == Command.STORAGE && bench.storage().clears())) {
            list.work(Stage.PREFLIGHT, "lock", "Nobody else resets it", (id, d) -> Preflight.lock(bench));
        }
        list.work(Stage.PREFLIGHT, "catalog", "The catalog is read", (id, d) -> Preflight.readCatalog(bench));
    }

    /** Whoever waives the rehearsal of an unguarded database waives its backup. */
    private boolean wantsBackup() {
        return bench.guardedReset() || (list.follows() && !cloned());
    }

    private boolean cloned() {
        return bench.target.disposable() && bench.target.where() instanceof Where.Embedded;
    }

    private boolean goesOutside() {
        return !bench.suite.sections().hooks().isEmpty()
                || !bench.suite.sections().smoke().isEmpty()
                || bench.storage().asked()
                || bench.invocation.consent().storage().isPresent()
                || bench.rig().hold().asked();
    }

    private void copy() {
        if (cloned()) {
            clonedCopy();
        } else {
            restoredCopy();
        }
    }

    private void restoredCopy() {
        list.work(
                Stage.BACKUP,
                "backup",
                "A backup is taken",
                (id, d) -> bench.rig().backups().have(id));
        list.work(
                Stage.REHEARSAL,
                "throwaway",
                "A server to rehearse on is up",
                (id, d) -> bench.rig().start(id));
        list.work(
                Stage.REHEARSAL,
                "restore",
                "The backup is put back there",
                (id, d) -> bench.rig().restore(id));
        list.work(
                Stage.REHEARSAL,
                "compare",
                "The copy holds what the database holds",
                (id, d) -> bench.rig().compare(id));
    }

    private void clonedCopy() {
        list.work(
                Stage.REHEARSAL,
                "copy",
                "A copy is made to rehearse on",
                (id, d) -> bench.rig().cloneDemo(id));
    }

    private void transaction() {
        new TransactionSteps(list).add();
        list.work(
                Stage.RESTART,
                "triggers-again",
                "Triggers are as they were, seen from another session",
                (id, d) -> bench.reset().triggersSeenAnew());
        commands();
        list.hooks(Moment.AFTER_COMMIT, Stage.RESTART);
        list.work(
                Stage.RESTART,
                "vacuum",
                "Space and statistics are fresh",
                (id, d) -> bench.reset().vacuum(id));
        if (bench.rig().hold().asked() && bench.suite.sections().app().isPresent()) {
            list.work(
                    Stage.REHEARSAL,
                    "app",
                    "The application starts on the reset copy",
                    (id, d) -> bench.rig().hold().start(id, bench.rig().copy().url()));
        }
        smoke();
        bench.storage().addAfter(list);
        if (bench.rig().hold().asked()) {
            list.work(
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
                list.add(
                        Stage.SMOKE,
                        list.slugs.of("smoke-", smoke.name()),
                        smoke.name(),
                        smoke.place(),
                        Step.Kind.CHECK,
                        (id, d) -> bench.programs().smoke(id, smoke));
            }
        }
    }

    /** What a command does it does to the database itself, so a rehearsal has none. */
    private void commands() {
        for (Phase phase : bench.suite.phases()) {
            if (phase.action() instanceof Action.Command command && bench.command == Command.RESET) {
                list.add(
                        Stage.RESTART,
                        list.slugs.of("phase-", phase.name()),
                        phase.name(),
                        phase.place(),
                        Step.Kind.WORK,
                        (id, d) -> bench.programs().command(id, phase, command));
            }
        }
    }
}
