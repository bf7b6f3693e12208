package dev.cleanslate.session;

import dev.cleanslate.evidence.Evidence;
import dev.cleanslate.evidence.EvidenceFailed;
import dev.cleanslate.evidence.Practice;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunEvent.Status;
import dev.cleanslate.run.RunEvents;
import dev.cleanslate.run.Stage;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Place;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One suite against one target: keeps the order, stops after the first red step, and turns it all into a verdict. */
final class SuiteRunner implements SuiteRun {

    private final Invocation invocation;
    private final Command command;
    private final String suite;
    private final String target;
    private final Place place;
    private final Bench bench;
    private final List<Step> steps;
    private final Supplier<Evidence> evidenceDoor;
    private final Deque<Step> running = new ArrayDeque<>();
    private final List<StepFailure> failures = new ArrayList<>();
    private @Nullable Evidence evidence;
    private @Nullable Interruption interruption;
    private @Nullable Step stoppedBy;
    private final List<String> failed = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    SuiteRunner(
            Invocation invocation,
            Command command,
            String suite,
            String target,
            Place place,
            Bench bench,
            List<Step> steps,
            Supplier<Evidence> evidence) {
        this.invocation = invocation;
        this.command = command;
        this.suite = suite;
        this.target = target;
        this.place = place;
        this.bench = bench;
        this.steps = steps;
        this.evidenceDoor = evidence;
    }

    @Override
    public Named named() {
        return new Named(suite + "@" + target, place);
    }

    @Override
    public Map<Stage, List<Step>> stages() {
        var stages = new EnumMap<Stage, List<Step>>(Stage.class);
        steps.forEach(step ->
                stages.computeIfAbsent(step.stage(), any -> new ArrayList<>()).add(step));
        return stages;
    }

    @Override
    public void open(List<String> selected) {
        if (command == Command.RESET || command == Command.REHEARSE) {
            Practice.begin();
        }
        Evidence opened = opened();
        evidence = opened;
        bench.events(new RunEvents(opened, SteadyClock.from(Clock.systemUTC())));
        bench.events()
                .tell(new RunEvent.RunStarted(
                        opened.run(),
                        command.word(),
                        suite,
                        target,
                        Version.current(),
                        opened.folder().path(),
                        opened.language()));
        if (!bench.contacts().isEmpty()) {
            bench.events().tell(new RunEvent.Contacts(bench.contacts()));
        }
        boolean whole = selected.containsAll(steps.stream().map(Step::id).toList());
        opened.watched(
                command.word(),
                steps.stream()
                        .filter(step -> selected.contains(step.id()))
                        .map(step -> new Evidence.Coming(step.id(), step.name()))
                        .toList(),
                bench.lookout());
        bench.opened(opened.run(), opened.folder().path(), whole);
        interruption = Interruption.watch(() -> {
            bench.signalled();
            bench.cancel();
        });
    }

    /** No terminal and no record is there yet to say why there is none. */
    private Evidence opened() {
        try {
            return evidenceDoor.get();
        } catch (EvidenceFailed failed) {
            System.err.println("cleanslate: " + failed.getMessage());
            throw failed;
        }
    }

    @Override
    public Optional<String> notReached(Step step) {
        if (interrupted()) {
            return Optional.of("not reached: the run was interrupted");
        }
        return Optional.ofNullable(stoppedBy)
                .filter(stop -> !bench.goesOn(stop, step))
                .map(stop -> "not reached: '" + stop.name() + "' failed");
    }

    @Override
    public void perform(Step step, Step.Dynamic dynamic) {
        Optional<String> parent = Optional.ofNullable(running.peek()).map(Step::id);
        int failedBefore = failures.size();
        long started = System.nanoTime();
        running.push(step);
        try {
            bench.events().tell(new RunEvent.StepStarted(step.stage(), step.id(), step.name(), step.place(), parent));
            step.body().run(dynamic);
            failForChildren(failedBefore);
            finished(step, Status.PASSED, started, "");
        } catch (LeftOut nothing) {
            finished(step, Status.SKIPPED, started, String.valueOf(nothing.getMessage()));
        } catch (Throwable trouble) {
            StepFailure failure = explained(trouble);
            if (parent.isEmpty()) {
                // What the step says of itself tells of all that failed below it.
                failures.subList(failedBefore, failures.size()).clear();
            }
            failures.add(failure);
            if (parent.isEmpty()) {
                stoppedBy = step;
                failed.add(step.name());
                bench.rollback();
            }
            finished(step, Failures.status(failure.kind()), started, String.valueOf(failure.getMessage()));
            throw failure;
        } finally {
            running.pop();
        }
    }

    /** The engine reports a dynamic step that fails by itself; the step that made it must be red all the same. */
    private void failForChildren(int failedBefore) {
        if (failures.size() > failedBefore) {
            StepFailure first = failures.get(failedBefore);
            int failed = failures.size() - failedBefore;
            throw new StepFailure(
                    first.kind(),
                    failed == 1
                            ? String.valueOf(first.getMessage())
                            : failed + " failed, the first: " + first.getMessage());
        }
    }

    private StepFailure explained(Throwable trouble) {
        StepFailure failure = Failures.of(trouble);
        if (failure.kind() == StepFailure.Kind.AFTER_COMMIT) {
            return failure;
        }
        if (bench.committed()) {
            return new StepFailure(
                    StepFailure.Kind.AFTER_COMMIT,
                    failure.getMessage()
                            + " The "
                            + (switch (command) {
                                case RESTORE -> "restore";
                                case GO_LIVE -> "mark";
                                default -> "reset";
                            })
                            + " itself is committed and stays; only what comes after it is not done.",
                    failure);
        }
        if (interrupted()) {
            return new StepFailure(
                    StepFailure.Kind.DATABASE,
                    "interrupted; everything was rolled back, nothing was changed.",
                    failure);
        }
        return bench.overrun()
                .map(why -> new StepFailure(StepFailure.Kind.REFUSED, why, failure))
                .orElse(failure);
    }

    private boolean interrupted() {
        return interruption != null && interruption.happened();
    }

    private void finished(Step step, Status status, long started, String message) {
        long millis = (System.nanoTime() - started) / 1_000_000;
        bench.events().tell(new RunEvent.StepFinished(step.stage(), step.id(), step.name(), status, millis, message));
    }

    @Override
    public void skip(Step step, String reason) {
        left.add(step.name());
        if (evidence != null) {
            bench.events()
                    .tell(new RunEvent.StepFinished(step.stage(), step.id(), step.name(), Status.SKIPPED, 0, reason));
        }
    }

    @Override
    public Verdict close() {
        boolean committed = bench.committed();
        bench.rollback();
        try (bench) {
            return verdict(committed);
        } finally {
            if (interruption != null) {
                interruption.over();
            }
        }
    }

    /** Each is done whatever became of the one before; a failure here counts after those of the run itself. */
    private void last(Ending so) {
        for (Step step : bench.last(so)) {
            long started = System.nanoTime();
            quietly(() -> bench.events()
                    .tell(new RunEvent.StepStarted(
                            step.stage(), step.id(), step.name(), step.place(), Optional.empty())));
            try {
                step.body().run(nested -> {});
                quietly(() -> finished(step, Status.PASSED, started, ""));
            } catch (Exception | Error trouble) {
                // An Error too: those that come after it start workers again, and the record must have its end.
                StepFailure failure = bench.committed() ? explained(trouble) : Failures.of(trouble);
                failures.add(failure);
                failed.add(step.name());
                quietly(() -> finished(step, Status.FAILED, started, String.valueOf(failure.getMessage())));
            }
        }
    }

    /** Workers are started again also when the disk is full: that the record has no line of it is the lesser evil. */
    private static void quietly(Runnable told) {
        try {
            told.run();
        } catch (EvidenceFailed lost) {
            System.err.println("cleanslate: " + lost.getMessage());
        }
    }

    private Verdict verdict(boolean committed) {
        Evidence open = evidence;
        if (open == null) {
            return new Verdict(StepFailure.Kind.DATABASE.exitCode(), "no record could be written", Optional.empty());
        }
        last(Ending.of(failures, interrupted() && !left.isEmpty(), committed));
        Ending ending = Ending.of(failures, interrupted() && !left.isEmpty(), committed);
        if (committed && ending.outcome() != RunEvent.Outcome.PASSED) {
            quietly(() -> bench.aftermath(failed, left, open.folder().path()));
        }
        bench.conclude(open);
        bench.events()
                .tell(new RunEvent.RunFinished(
                        ending.outcome(), ending.exitCode(), committed, bench.attempts(), ending.message()));
        open.close();
        if (invocation.output().json()) {
            System.out.println(open.record());
        }
        Optional<String> uncertified = open.uncertified();
        if (uncertified.isPresent()) {
            return new Verdict(
                    StepFailure.Kind.DATABASE.exitCode(),
                    uncertified.get(),
                    Optional.of(open.folder().path()));
        }
        return new Verdict(
                ending.exitCode(),
                ending.message().orElse("passed"),
                Optional.of(open.folder().path()));
    }
}
