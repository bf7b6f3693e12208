package dev.cleanslate.engine;

import dev.cleanslate.run.StepFailure;
import dev.cleanslate.session.Step;
import dev.cleanslate.session.SuiteRun.Verdict;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.reporting.ReportEntry;

/** One execution of a suite from open to close, and whether it may come out green. */
final class SuiteExecution {

    private final Found found;
    private final Selection selection;
    private final Optional<String> refusal;
    private @Nullable Throwable notOpened;
    private @Nullable Throwable notClosed;
    private Optional<String> failedAt = Optional.empty();
    private int passedOver;

    private SuiteExecution(Found found, Selection selection) {
        this.found = found;
        this.selection = selection;
        this.refusal = selection.refusal(Memory.failureOf(found.id()));
    }

    /** What goes wrong here is kept for the first step: a container that fails hides its steps. */
    static SuiteExecution begin(Found found, Selection selection) {
        SuiteExecution execution = new SuiteExecution(found, selection);
        try {
            found.run().open(selection.ids());
        } catch (RuntimeException | Error thrown) {
            execution.notOpened = thrown;
        }
        return execution;
    }

    /** Why the step is not run. In a selection that is refused no step is passed over: each of them fails. */
    Optional<String> passOver(Step step) {
        Optional<String> reason = refusal.isPresent() ? Optional.empty() : notReached(step);
        reason.ifPresent(why -> {
            passedOver++;
            found.run().skip(step, why);
        });
        return reason;
    }

    /** The session says what is not reached; that no work follows a failure holds whatever it says. */
    private Optional<String> notReached(Step step) {
        if (notOpened != null) {
            return failedAt.map(first -> "not reached: the run did not begin");
        }
        Optional<String> stopped = step.kind() == Step.Kind.WORK ? failedAt : Optional.empty();
        return found.run().notReached(step).or(() -> stopped.map(first -> "not reached: '" + first + "' failed"));
    }

    void perform(Step step, Step.Dynamic dynamic) throws Exception {
        try {
            if (notOpened != null) {
                throw new AssertionError(found.id() + ": the run did not begin: " + notOpened.getMessage(), notOpened);
            }
            found.run().perform(refusal.map(why -> refused(step, why)).orElse(step), dynamic);
        } catch (Exception | Error thrown) {
            failedAt = failedAt.or(() -> Optional.of(step.name()));
            PlaceFrame.putFirst(thrown, found.name(), step);
            throw thrown;
        }
    }

    /** The step with nothing in it but the refusal, so that the run's record says what the test says. */
    private static Step refused(Step step, String why) {
        Step.Body refusal = dynamic -> {
            throw new StepFailure(StepFailure.Kind.REFUSED, why);
        };
        return new Step(step.stage(), step.id(), step.name(), step.place(), step.kind(), refusal);
    }

    /** Closes the run and publishes its verdict; fails when the run is not green and no step said so. */
    void end(Consumer<ReportEntry> publisher) {
        Verdict verdict = close();
        publisher.accept(VerdictEntry.of(verdict));
        if (selection.isWhole()) {
            remember(verdict);
        }
        if (failedAt.isEmpty() && verdict.exitCode() != 0) {
            String what = found.id() + " ended with exit code " + verdict.exitCode() + " although no step failed: "
                    + verdict.summary();
            throw new AssertionError(what, notClosed);
        }
        if (failedAt.isEmpty() && passedOver > 0) {
            throw new AssertionError(found.id() + ": " + passedOver
                    + " steps were not reached although none failed, so the run proves nothing.");
        }
    }

    private void remember(Verdict verdict) {
        if (failedAt.isPresent() || passedOver > 0 || verdict.exitCode() != 0) {
            Memory.failed(found.id(), verdict.summary());
        } else {
            Memory.passed(found.id());
        }
    }

    private Verdict close() {
        try {
            return found.run().close();
        } catch (RuntimeException | Error thrown) {
            notClosed = thrown;
            return new Verdict(
                    StepFailure.Kind.DATABASE.exitCode(),
                    "the run could not be closed: " + thrown.getMessage(),
                    Optional.empty());
        }
    }
}
