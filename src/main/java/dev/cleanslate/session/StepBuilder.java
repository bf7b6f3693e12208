package dev.cleanslate.session;

import dev.cleanslate.run.Stage;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Hook;
import dev.cleanslate.suite.Hook.Moment;
import dev.cleanslate.suite.Place;
import java.util.ArrayList;
import java.util.List;

/** Steps as they are put one after the other, each with an id that no other has. */
final class StepBuilder {

    final Workbench bench;
    final Place suitePlace;
    final Slugs slugs = new Slugs();
    private final List<Step> steps = new ArrayList<>();

    StepBuilder(Workbench bench) {
        this.bench = bench;
        this.suitePlace = bench.suite.place();
    }

    List<Step> done() {
        return List.copyOf(steps);
    }

    void addAll(List<Step> made) {
        steps.addAll(made);
    }

    /** A reset right after the rehearsal that it was one command with. */
    boolean follows() {
        return bench.command == Command.RESET && bench.paired;
    }

    void hooks(Moment moment, Stage stage) {
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

    void gates(Stage stage, boolean again) {
        work(
                stage,
                again ? "gates-again" : "gates",
                again ? "Every gate is still open" : "Every gate is open",
                (id, dynamic) -> Gates.require(bench, again, placed(stage), id, dynamic));
    }

    void check(Stage stage, Check check) {
        add(
                stage,
                slugs.of("check-", check.name()),
                check.name(),
                check.place(),
                Step.Kind.CHECK,
                (id, d) -> bench.work().check(id, LeftOut.orFitted(bench, check)));
    }

    void work(Stage stage, String id, String name, Body body) {
        add(stage, slugs.of("", id), name, suitePlace, Step.Kind.WORK, body);
    }

    void add(Stage stage, String id, String name, Place place, Step.Kind kind, Body body) {
        steps.add(new Step(placed(stage), id, name, place, kind, dynamic -> body.run(id, dynamic)));
    }

    /** What is done on the copy is all one stage, and so is what a reset does over again after its rehearsal. */
    Stage placed(Stage stage) {
        if (bench.command == Command.REHEARSE && stage.compareTo(Stage.REHEARSAL) > 0) {
            return Stage.REHEARSAL;
        }
        return follows() && stage.compareTo(Stage.REHEARSAL) <= 0 ? Stage.DECISION : stage;
    }

    @FunctionalInterface
    interface Body {
        void run(String id, Step.Dynamic dynamic) throws Exception;
    }
}
