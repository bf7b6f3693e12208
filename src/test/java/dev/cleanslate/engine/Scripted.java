package dev.cleanslate.engine;

import dev.cleanslate.run.Stage;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.session.Step;
import dev.cleanslate.session.SuiteRun;
import dev.cleanslate.suite.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A suite run in memory that does as it is told and writes down what is asked of it. */
final class Scripted implements SuiteRun {

    static final Step.Body NOTHING = dynamic -> {};

    final List<String> calls = new ArrayList<>();

    private final String id;
    private final String file;
    private final Map<Stage, List<Step>> stages = new LinkedHashMap<>();
    private Optional<Verdict> verdict = Optional.empty();
    private Optional<String> broken = Optional.empty();
    private boolean closes = true;
    private boolean refused;
    private Optional<String> failed = Optional.empty();

    Scripted(String id, Path file) {
        this.id = id;
        this.file = file.toString();
    }

    /** Two phases with a check between, verified by two checks: enough to fail, skip and narrow. */
    static Scripted gym(String id, Path file) {
        return new Scripted(id, file)
                .check(Stage.PREFLIGHT, "preflight", 1)
                .work(Stage.RESET, "leaf-nodes", 10, NOTHING)
                .work(Stage.RESET, "accounts", 14, NOTHING)
                .check(Stage.VERIFICATION, "users", 20)
                .check(Stage.VERIFICATION, "balances", 22);
    }

    Scripted work(Stage stage, String step, int line, Step.Body body) {
        return add(step(stage, step, line, Step.Kind.WORK, body));
    }

    Scripted check(Stage stage, String step, int line) {
        return add(step(stage, step, line, Step.Kind.CHECK, NOTHING));
    }

    Scripted failing(String step, Throwable thrown) {
        return doing(step, dynamic -> raise(thrown));
    }

    Scripted doing(String step, Step.Body body) {
        stages.replaceAll((stage, steps) -> steps.stream()
                .map(each ->
                        each.id().equals(step) ? step(stage, step, each.place().line(), each.kind(), body) : each)
                .toList());
        return this;
    }

    Scripted ending(int exitCode, String summary) {
        verdict = Optional.of(new Verdict(exitCode, summary, Optional.of(Path.of("reports", "some-run"))));
        return this;
    }

    Scripted notOpening(String why) {
        broken = Optional.of(why);
        return this;
    }

    Scripted notClosing() {
        closes = false;
        return this;
    }

    Step step(Stage stage, String step, int line, Step.Kind kind, Step.Body body) {
        Step.Body noted = dynamic -> {
            calls.add("ran " + step);
            body.run(dynamic);
        };
        return new Step(stage, step, step, new Place(file, line, line == 0 ? 0 : 5), kind, noted);
    }

    private Scripted add(Step step) {
        List<Step> steps = new ArrayList<>(stages.getOrDefault(step.stage(), List.of()));
        steps.add(step);
        stages.put(step.stage(), steps);
        return this;
    }

    private static void raise(Throwable thrown) throws Exception {
        if (thrown instanceof Exception exception) {
            throw exception;
        }
        throw (Error) thrown;
    }

    @Override
    public Named named() {
        return new Named(id, Place.of(file));
    }

    @Override
    public Map<Stage, List<Step>> stages() {
        return stages;
    }

    @Override
    public void open(List<String> selected) {
        calls.add("open " + String.join(" ", selected));
        broken.ifPresent(why -> {
            throw new IllegalStateException(why);
        });
    }

    @Override
    public Optional<String> notReached(Step step) {
        return failed.map(which -> "not reached: '" + which + "' failed");
    }

    @Override
    public void perform(Step step, Step.Dynamic dynamic) throws Exception {
        try {
            step.body().run(dynamic);
        } catch (Exception | AssertionError thrown) {
            failed = failed.or(() -> Optional.of(step.id()));
            refused = thrown instanceof StepFailure failure && failure.kind() == StepFailure.Kind.REFUSED;
            throw thrown;
        }
    }

    @Override
    public void skip(Step step, String reason) {
        calls.add("skip " + step.id());
    }

    @Override
    public Verdict close() {
        calls.add("close");
        if (!closes) {
            throw new IllegalStateException("the record cannot be written");
        }
        int code = refused ? 3 : failed.isPresent() ? 1 : 0;
        String summary = failed.map(which -> which + " failed").orElse("all green");
        return verdict.orElse(new Verdict(code, summary, Optional.empty()));
    }
}
