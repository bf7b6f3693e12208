package dev.cleanslate.engine;

import dev.cleanslate.run.Stage;
import dev.cleanslate.session.Step;
import dev.cleanslate.session.SuiteRun;
import dev.cleanslate.suite.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the engine itself cannot make sense of, as a suite with one step that fails.
 * An error at discovery would end Surefire's process without a report, and the tests of other engines with it.
 */
record Faulty(String id, Place place, List<String> faults) implements SuiteRun {

    Faulty {
        faults = List.copyOf(faults);
    }

    @Override
    public Named named() {
        return new Named(id, place);
    }

    @Override
    public Map<Stage, List<Step>> stages() {
        Step.Body body = dynamic -> {
            throw new AssertionError(String.join("\n", faults));
        };
        return Map.of(
                Stage.PREFLIGHT,
                List.of(new Step(Stage.PREFLIGHT, "settings", "settings", place, Step.Kind.CHECK, body)));
    }

    @Override
    public void open(List<String> selected) {}

    @Override
    public Optional<String> notReached(Step step) {
        return Optional.empty();
    }

    @Override
    public void perform(Step step, Step.Dynamic dynamic) throws Exception {
        step.body().run(dynamic);
    }

    @Override
    public void skip(Step step, String reason) {}

    @Override
    public Verdict close() {
        return new Verdict(2, String.join(" ", faults), Optional.empty());
    }
}
