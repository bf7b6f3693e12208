package dev.cleanslate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;

import dev.cleanslate.engine.fixtures.SomeoneElsesTestCase;
import dev.cleanslate.run.Stage;
import dev.cleanslate.session.Step;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.TestAbortedException;

class ExecutionTest {

    @TempDir
    Path suites;

    private EngineExecutionResults run(Trees trees) {
        return trees.run(selectFile(Trees.suite(suites, "gym")));
    }

    private Trees gym(UnaryOperator<Scripted> change) {
        return Trees.of(suites, change);
    }

    @Test
    void everyStepRunsOnceInOrderBetweenOpenAndClose() {
        Trees trees = gym(UnaryOperator.identity());

        assertThat(Trees.outcomes(run(trees)))
                .containsExactly(
                        "preflight: SUCCESSFUL",
                        "preflight: SUCCESSFUL",
                        "leaf-nodes: SUCCESSFUL",
                        "accounts: SUCCESSFUL",
                        "reset: SUCCESSFUL",
                        "users: SUCCESSFUL",
                        "balances: SUCCESSFUL",
                        "verification: SUCCESSFUL",
                        "gym@demo: SUCCESSFUL");
        assertThat(trees.opened().calls)
                .containsExactly(
                        "open preflight leaf-nodes accounts users balances",
                        "ran preflight",
                        "ran leaf-nodes",
                        "ran accounts",
                        "ran users",
                        "ran balances",
                        "close");
    }

    @Test
    void theVerdictIsPublished() {
        assertThat(Trees.verdict(run(gym(gym -> gym.ending(0, "22 tables clean")))))
                .containsEntry("cleanslate.exitCode", "0")
                .containsEntry("cleanslate.summary", "22 tables clean")
                .containsEntry(
                        "cleanslate.folder", Path.of("reports", "some-run").toString());
    }

    @Test
    void withoutASelectorOfOursNothingHappens() {
        Trees trees = gym(UnaryOperator.identity());
        EngineExecutionResults results = trees.run(DiscoverySelectors.selectClass(SomeoneElsesTestCase.class));

        assertThat(Trees.outcomes(results)).isEmpty();
        assertThat(trees.made).isEmpty();
    }

    @Test
    void stepsOfOneNameAreToldApart() {
        Trees trees = Trees.of(
                suites,
                (id, file) -> new Scripted(id, file)
                        .check(Stage.VERIFICATION, "rows", 3)
                        .check(Stage.SMOKE, "rows", 4));

        assertThat(Trees.tests(run(trees))).containsExactly("rows: SUCCESSFUL", "rows (smoke): SUCCESSFUL");
    }

    @Nested
    class Failing {

        @Test
        void everyStepAfterAFailureIsReportedAsNotReached() {
            Trees trees = gym(gym -> gym.failing("leaf-nodes", new AssertionError("3 rows are left")));

            assertThat(Trees.tests(run(trees)))
                    .containsExactly(
                            "preflight: SUCCESSFUL",
                            "leaf-nodes: FAILED",
                            "accounts: not reached: 'leaf-nodes' failed",
                            "users: not reached: 'leaf-nodes' failed",
                            "balances: not reached: 'leaf-nodes' failed");
            assertThat(trees.opened().calls)
                    .containsSubsequence("skip accounts", "skip users", "skip balances", "close")
                    .containsOnlyOnce("close");
        }

        @Test
        void theStackTraceBeginsAtTheLineOfTheSuiteAndEndsBeforeTheEngine() {
            StackTraceElement[] trace = Trees.failure(run(gym(gym -> gym.work(Stage.EVIDENCE, "raise", 30, dynamic -> {
                        throw new IllegalStateException("no");
                    }))))
                    .getStackTrace();

            assertThat(trace[0]).hasToString("gym.raise(suite.yaml:30)");
            assertThat(trace)
                    .hasSizeGreaterThan(1)
                    .noneMatch(frame -> frame.getClassName().startsWith("org.junit.platform"));
        }

        @Test
        void anAssumptionIsAFailureNotASkip() {
            Trees trees = gym(gym -> gym.failing("users", new TestAbortedException("not today")));

            assertThat(Trees.tests(run(trees))).contains("users: FAILED");
        }

        @Test
        void aRunThatDoesNotOpenFailsItsFirstStepAndIsClosed() {
            Trees trees = gym(gym -> gym.notOpening("no server at db.example"));
            EngineExecutionResults results = run(trees);

            assertThat(Trees.tests(results))
                    .hasSize(5)
                    .startsWith("preflight: FAILED", "leaf-nodes: not reached: the run did not begin");
            assertThat(Trees.failure(results)).hasMessageContaining("no server at db.example");
            assertThat(trees.opened().calls)
                    .noneMatch(call -> call.startsWith("ran"))
                    .containsOnlyOnce("close");
        }

        @Test
        void aBrokenSuiteIsOneFailingStepThatPointsAtThePlace() {
            AssertionError fault = new AssertionError("suite.yaml:7:3: no word \"phasse\"; did you mean \"phases\"?");
            Trees trees = Trees.of(
                    suites,
                    (id, file) -> new Scripted(id, file)
                            .check(Stage.PREFLIGHT, "suite", 7)
                            .failing("suite", fault));
            EngineExecutionResults results = run(trees);

            assertThat(Trees.tests(results)).containsExactly("suite: FAILED");
            assertThat(Trees.failure(results).getStackTrace()[0]).hasToString("gym.suite(suite.yaml:7)");
        }

        @Test
        void noWorkFollowsAFailureThatTheSessionDidNotSee() {
            Trees trees = gym(gym -> gym.failing("leaf-nodes", new NoClassDefFoundError("scripted")));
            EngineExecutionResults results = run(trees);

            assertThat(Trees.tests(results))
                    .contains("leaf-nodes: FAILED", "accounts: not reached: 'leaf-nodes' failed");
            assertThat(trees.opened().calls).contains("skip accounts").doesNotContain("ran accounts");
        }

        @Test
        void aRunThatCannotBeClosedFailsTheSuite() {
            Trees trees = gym(Scripted::notClosing);
            EngineExecutionResults results = run(trees);

            assertThat(Trees.outcomes(results)).endsWith("gym@demo: FAILED");
            assertThat(Trees.verdict(results)).containsEntry("cleanslate.exitCode", "4");
            assertThat(Trees.failure(results)).hasMessageContaining("the record cannot be written");
            assertThat(trees.opened().calls).containsOnlyOnce("close");
        }

        @Test
        void anErrorThatEndsEverythingStillClosesTheRun() {
            Trees trees = gym(gym -> gym.failing("accounts", new OutOfMemoryError("scripted")));

            assertThatThrownBy(() -> run(trees)).isInstanceOf(OutOfMemoryError.class);
            assertThat(trees.opened().calls).endsWith("ran accounts", "close");
        }

        @Test
        void aBadVerdictWithoutAFailingStepFailsTheSuite() {
            EngineExecutionResults results = run(gym(gym -> gym.ending(5, "the commit is in doubt")));

            assertThat(Trees.outcomes(results)).endsWith("gym@demo: FAILED");
            assertThat(Trees.failure(results))
                    .hasMessageContaining("exit code 5 although no step failed: the commit is in doubt");
        }
    }

    @Nested
    class Registering {

        @Test
        void aStepKnownOnlyNowRunsBelowTheOneThatKnowsIt() {
            EngineExecutionResults results = run(gym(gym -> gym.work(Stage.EVIDENCE, "tables", 30, dynamic -> {
                dynamic.run(late(gym, "users", Scripted.NOTHING));
                dynamic.run(late(gym, "users", ignored -> {
                    throw new AssertionError("one row too many");
                }));
            })));

            results.testEvents()
                    .assertStatistics(
                            counts -> counts.dynamicallyRegistered(2).failed(1).succeeded(7));
            assertThat(Trees.tests(results))
                    .endsWith("users (evidence): SUCCESSFUL", "users (evidence) #2: FAILED", "tables: SUCCESSFUL");
            assertThat(Trees.verdict(results)).containsEntry("cleanslate.exitCode", "1");
            assertThat(results.allEvents().dynamicallyRegistered().list())
                    .extracting(event -> event.getTestDescriptor()
                            .getUniqueId()
                            .getLastSegment()
                            .getValue())
                    .containsExactly("users", "users #2");
        }

        private Step late(Scripted gym, String id, Step.Body body) {
            return gym.step(Stage.EVIDENCE, id, 31, Step.Kind.CHECK, body);
        }
    }
}
