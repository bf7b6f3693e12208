package dev.cleanslate.engine;

import dev.cleanslate.session.Step;
import dev.cleanslate.session.SuiteRun.Verdict;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.reporting.ReportEntry;

/** One execution of a suite from open to close, and whether it may come out green. */
final class SuiteExecution {

    private static final int REFUSED = 3;
    private static final int INFRASTRUCTURE = 4;

    private final Found found;
    private final Selection selection;
    private final Optional<String> refusal;
    private @Nullable Throwable notOpened;
    private @Nullable Throwable notClosed;
    private boolean failed;
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

    /** Why the step is not run; a step that is refused does not count as skipped, it fails. */
    Optional<String> passOver(Step step) {
        Optional<String> reason = refusal.isPresent() ? Optional.empty() : notReached(step);
        reason.ifPresent(why -> {
            passedOver++;
            found.run().skip(step, why);
        });
        return reason;
    }

    private Optional<String> notReached(Step step) {
        if (notOpened == null) {
            return found.run().notReached(step);
        }
        return failed ? Optional.of("not reached: the run did not begin") : Optional.empty();
    }

    void perform(Step step, Step.Dynamic dynamic) throws Exception {
        try {
            if (refusal.isPresent()) {
                found.run().skip(step, refusal.get());
                throw new AssertionError(refusal.get());
            }
            if (notOpened != null) {
                throw new AssertionError(found.id() + ": the run did not begin: " + notOpened.getMessage(), notOpened);
            }
            found.run().perform(step, dynamic);
        } catch (Exception | Error thrown) {
            failed = true;
            PlaceFrame.putFirst(thrown, found.run().name(), step);
            throw thrown;
        }
    }

    /** Closes the run and publishes its verdict; fails when the run is not green and no step said so. */
    void end(Consumer<ReportEntry> publisher) {
        Verdict verdict = close();
        publisher.accept(VerdictEntry.of(verdict));
        if (selection.isWhole()) {
            remember(verdict);
        }
        if (!failed && verdict.exitCode() != 0) {
            String what = found.id() + " ended with exit code " + verdict.exitCode() + " although no step failed: "
                    + verdict.summary();
            throw new AssertionError(what, notClosed);
        }
        if (!failed && passedOver > 0) {
            throw new AssertionError(found.id() + ": " + passedOver
                    + " steps were not reached although none failed, so the run proves nothing.");
        }
    }

    private void remember(Verdict verdict) {
        if (failed || passedOver > 0 || verdict.exitCode() != 0) {
            Memory.failed(found.id(), verdict.summary());
        } else {
            Memory.passed(found.id());
        }
    }

    private Verdict close() {
        Verdict verdict;
        try {
            verdict = found.run().close();
        } catch (RuntimeException | Error thrown) {
            notClosed = thrown;
            return new Verdict(INFRASTRUCTURE, "the run could not be closed: " + thrown.getMessage(), Optional.empty());
        }
        return refusal.isPresent() && verdict.exitCode() == 0
                ? new Verdict(REFUSED, refusal.get(), verdict.folder())
                : verdict;
    }
}
