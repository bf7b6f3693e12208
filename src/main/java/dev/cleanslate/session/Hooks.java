package dev.cleanslate.session;

import dev.cleanslate.run.HookRunner;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Hook;
import dev.cleanslate.suite.Hook.Moment;
import dev.cleanslate.suite.HookWord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The hooks of one run: which of them are fired in it, and what they are told. */
final class Hooks {

    private static final String UNKNOWN = "unknown";
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** A signal leaves the process about twenty seconds, and the record has to be written in them too. */
    private static final Duration AFTER_SIGNAL = Duration.ofSeconds(8);

    private final Workbench bench;
    private String run = "";
    private Path folder = Path.of("");
    private Instant started = Instant.EPOCH;
    private boolean whole;
    private boolean sound;
    private Optional<Duration> expected = Optional.empty();
    private @Nullable Instant expectedFrom;
    private volatile HookRunner runner;
    private volatile boolean signalled;
    private long endingSince;

    Hooks(Workbench bench) {
        this.bench = bench;
        this.runner = new HookRunner(bench.invocation.environment());
    }

    /** {@code whole}: no part of the run was filtered out. */
    void opened(String id, Path of, boolean everything) {
        run = id;
        folder = of;
        whole = everything;
        started = Instant.now();
    }

    void expect(Duration duration) {
        expected = Optional.of(duration);
    }

    /** A copy must not act on the world, so in a rehearsal only those are fired that the suite marks for it. */
    List<Hook> at(Moment moment) {
        return all().stream()
                .filter(hook -> hook.moment() == moment)
                .filter(hook -> bench.command == Command.RESET || hook.rehearse())
                .toList();
    }

    /** Where nothing stands around the database there is nobody to tell and nothing to start. */
    private List<Hook> all() {
        return bench.target.alone() ? List.of() : bench.suite.sections().hooks();
    }

    /** Asked before anything else: what an unset variable would stop must not be noticed half-way through. */
    void requireSound() {
        boolean real = bench.command == Command.RESET || bench.paired;
        if (!bench.target.alone()) {
            MissingVariables.of(bench.suite, real, bench.invocation.environment())
                    .requireNone();
        }
        sound = true;
        if (bench.command == Command.RESET
                && bench.target.alone()
                && !bench.suite.sections().hooks().isEmpty()) {
            bench.events()
                    .note("Not fired, since nothing stands around " + bench.target.name() + " (outside: none): "
                            + bench.suite.sections().hooks().stream()
                                    .map(hook -> hook.moment().word() + " \"" + hook.name() + "\"")
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
    }

    void fire(String step, Hook hook) {
        boolean success = hook.moment() == Moment.ON_SUCCESS;
        Ending so = new Ending(RunEvent.Outcome.PASSED, 0, Optional.empty());
        fire(step, hook, words(hook.moment(), success ? Optional.of(so) : Optional.empty()), LONGEST);
    }

    /** What is fired when the run is over, however it ended; a rehearsal that a reset was to follow ends that reset too. */
    List<Hook> atTheEnd(Ending ending) {
        boolean asked = bench.invocation.execute().isPresent() || bench.target.disposable();
        boolean passed = ending.outcome() == RunEvent.Outcome.PASSED;
        if (!whole || !sound || bench.command == Command.PLAN || bench.command == Command.SCAN) {
            return List.of();
        }
        boolean real = asked && (bench.command == Command.RESET || (bench.paired && !passed));
        endingSince = System.nanoTime();
        return all().stream()
                .filter(hook -> hook.moment() == Moment.ALWAYS || (hook.moment() == Moment.ON_FAILURE && !passed))
                .filter(hook -> real || (hook.rehearse() && bench.command == Command.REHEARSE))
                .toList();
    }

    /** On a runner of its own: what ended the others must not end these. */
    void fireAtTheEnd(String step, Hook hook, Ending ending) {
        runner = new HookRunner(bench.invocation.environment());
        Duration left = signalled ? AFTER_SIGNAL.minusNanos(System.nanoTime() - endingSince) : LONGEST;
        if (left.isNegative() || left.isZero()) {
            throw new StepFailure(
                    StepFailure.Kind.DATABASE,
                    "not fired: the run was interrupted, and earlier hooks used up the time that is left then.");
        }
        fire(step, hook, words(hook.moment(), Optional.of(ending)), left);
    }

    /** The process is on its way out. */
    void signalled() {
        signalled = true;
    }

    /** Ends the hook under way. */
    void cancel() {
        runner.cancel();
    }

    private void fire(String step, Hook hook, Map<HookWord, String> words, Duration most) {
        bench.events().tell(new RunEvent.Working(step, hook.name()));
        try {
            runner.fire(hook, words, most, said -> {
                if (!said.isEmpty()) {
                    bench.events()
                            .note("hook \"" + hook.name() + "\" at "
                                    + hook.moment().word() + ": " + said);
                }
            });
        } catch (StepFailure failure) {
            throw new StepFailure(
                    failure.kind(),
                    hook.place() + ": hook \"" + hook.name() + "\" at "
                            + hook.moment().word() + ": " + failure.getMessage()
                            + (beforeAnyChange(hook.moment()) ? " Nothing was changed." : ""),
                    failure);
        }
    }

    private static boolean beforeAnyChange(Moment moment) {
        return moment.compareTo(Moment.AFTER_COMMIT) < 0;
    }

    private Map<HookWord, String> words(Moment moment, Optional<Ending> ending) {
        var words = new EnumMap<HookWord, String>(HookWord.class);
        for (HookWord word : HookWord.values()) {
            words.put(word, value(word, moment, ending));
        }
        return words;
    }

    private String value(HookWord word, Moment moment, Optional<Ending> ending) {
        return switch (word) {
            case TARGET -> bench.target.name();
            case SUITE -> bench.suite.name();
            case DATABASE -> bench.known() ? bench.catalog().server().database() : UNKNOWN;
            case RUN -> run;
            case COMMAND -> bench.command.word();
            case MOMENT -> moment.word();
            case FOLDER -> folder.toString();
            case STARTED -> shown(started);
            case EXPECTED_DURATION -> expected.map(Hooks::shown).orElse(UNKNOWN);
            case EXPECTED_END -> expected.map(time -> shown(from().plus(time))).orElse(UNKNOWN);
            case FINISHED -> ending.map(any -> shown(Instant.now())).orElse("");
            case OUTCOME -> ending.map(end -> end.outcome().word()).orElse("");
            case EXIT_CODE -> ending.map(end -> String.valueOf(end.exitCode())).orElse("");
            case MESSAGE -> ending.flatMap(Ending::message).orElse("");
        };
    }

    /** The clock of what is expected runs from the first that asks, so that all are told the same. */
    private Instant from() {
        Instant from = expectedFrom;
        if (from == null) {
            from = Instant.now();
            expectedFrom = from;
        }
        return from;
    }

    private static String shown(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String shown(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        return seconds < 60 ? seconds + " s" : String.format(Locale.ROOT, "%d min %d s", seconds / 60, seconds % 60);
    }
}
