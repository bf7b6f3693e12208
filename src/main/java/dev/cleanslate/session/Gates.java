package dev.cleanslate.session;

import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.run.DatabaseGates;
import dev.cleanslate.run.Stage;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Gate;
import dev.cleanslate.suite.Place;
import java.util.function.Consumer;

/** All gates, each a step of its own: every one is asked, also when an earlier one has refused. */
final class Gates {

    private final Workbench bench;
    private final Stage stage;
    private final String id;
    private final Step.Dynamic dynamic;
    private final Slugs slugs = new Slugs();

    private Gates(Workbench bench, Stage stage, String id, Step.Dynamic dynamic) {
        this.bench = bench;
        this.stage = stage;
        this.id = id;
        this.dynamic = dynamic;
    }

    static void require(Workbench bench, Stage stage, String id, Step.Dynamic dynamic) {
        new Gates(bench, stage, id, dynamic).all();
    }

    private void all() {
        Place place = bench.suite.place();
        ask("The server takes writes", place, DatabaseGates::writable);
        ask("Other sessions can be seen", place, DatabaseGates::sessionsVisible);
        ask("No dump is running", place, DatabaseGates::noDump);
        ask("No transaction is open for long", place, DatabaseGates::noLongTransaction);
        ask("No prepared transaction waits", place, DatabaseGates::noPreparedTransaction);
        for (Gate gate : bench.suite.sections().gates()) {
            ask(gate.name(), gate.place(), database -> bench.gates().require(gate.kind(), database));
        }
    }

    private void ask(String name, Place place, Consumer<DatabaseGates> question) {
        dynamic.run(new Step(stage, slugs.of(id + "-", name), name, place, Step.Kind.CHECK, nested -> {
            try {
                question.accept(new DatabaseGates(bench.currentSession()));
            } catch (SqlFailure failure) {
                // Whatever keeps the question from being answered, the answer is not yes.
                throw new StepFailure(
                        StepFailure.Kind.REFUSED,
                        "the gate cannot see: " + failure.getMessage() + " Nothing was changed.",
                        failure);
            }
        }));
    }
}
