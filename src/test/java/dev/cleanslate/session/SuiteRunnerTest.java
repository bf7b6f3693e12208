package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.run.Stage;
import dev.cleanslate.suite.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done at the end of a run, whatever it comes to. */
class SuiteRunnerTest {

    private static final Place PLACE = Place.of("suite.yaml");

    private final List<String> done = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void anErrorInOneLastStepLeavesTheOthersAndTheEndOfTheRecord() {
        SuiteRunner runner = runner(List.of(
                step("first", () -> {
                    throw new StackOverflowError("too deep");
                }),
                step("second", () -> done.add("second"))));
        runner.open(List.of());

        SuiteRun.Verdict verdict = runner.close();

        assertThat(done).containsExactly("second", "closed");
        Ran ran = Ran.latest(verdict.exitCode(), folder);
        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.outcome()).isEqualTo("error");
        assertThat(ran.record().get("finishedAt").isNull()).isFalse();
        assertThat(ran.messages()).contains("StackOverflowError: too deep");
        assertThat(ran.steps())
                .extracting(step ->
                        step.get("id").asString() + " " + step.get("status").asString())
                .containsExactly("first failed", "second passed");
    }

    private static Step step(String id, Runnable body) {
        return new Step(Stage.RESTART, id, id, PLACE, Step.Kind.WORK, nested -> body.run());
    }

    private SuiteRunner runner(List<Step> last) {
        var invocation = new Invocation(
                Command.RESET,
                Optional.of("test"),
                Optional.empty(),
                List.of(),
                folder,
                folder,
                Optional.empty(),
                true,
                Optional.empty(),
                new Invocation.Output(false, false, false),
                Map.of());
        return new SuiteRunner(
                invocation,
                Command.RESET,
                "shop",
                "test",
                PLACE,
                ending(last),
                List.of(),
                () -> SuiteRuns.evidence(invocation, "test", "shop", Optional.empty()));
    }

    private Bench ending(List<Step> last) {
        return new NoBench() {
            @Override
            public List<Step> last(Ending ending) {
                return last;
            }

            @Override
            public void close() {
                done.add("closed");
            }
        };
    }
}
