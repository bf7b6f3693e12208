package dev.cleanslate.run;

import dev.cleanslate.suite.HttpCheck;
import dev.cleanslate.suite.RehearsalApp;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The application of a suite while it runs on the copy of a rehearsal. It ends with this, with all it has started. */
public final class Application implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration PACE = Duration.ofMillis(250);

    private final RehearsalApp app;
    private final Map<String, String> environment;
    private final Masking masking;
    private final Masking ofTheCopy;
    private final HttpProbe probe;
    private volatile @Nullable Program program;
    private volatile boolean cancelled;

    /** {@code own} are the variables of this process, {@code environment} those that the application gets. */
    public Application(RehearsalApp app, Map<String, String> own, Map<String, String> environment) {
        this.app = app;
        this.environment = Map.copyOf(environment);
        this.masking = new Masking(own);
        this.ofTheCopy = new Masking(environment);
        this.probe = new HttpProbe(own, masking);
    }

    /**
     * Starts it, and waits until it is up.
     *
     * @throws StepFailure when it cannot be started, ends, or is not ready in time
     */
    public void start() {
        Program started;
        try {
            started = Program.startWithin(environment, app.run());
        } catch (IOException e) {
            throw failed("cannot be started. Is " + Text.printable(app.run().get(0))
                    + " installed, on the PATH, and allowed to run?");
        }
        program = started;
        if (cancelled) {
            started.kill();
        }
        if (app.ready().isPresent()) {
            awaitReady(started, app.ready().get());
        }
    }

    private void awaitReady(Program started, String url) {
        var check = new HttpCheck(
                url,
                "GET",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                new HttpCheck.Expected(
                        Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty());
        long deadline = System.nanoTime() + app.timeout().toNanos();
        Optional<String> objection = probe.objection(check, reading -> {});
        while (objection.isPresent()) {
            if (started.endsByItself(PACE)) {
                throw failed("ended with exit code " + started.exit() + " before it was ready." + printed());
            }
            if (System.nanoTime() > deadline) {
                throw failed(
                        "was not ready within " + Text.duration(app.timeout()) + ": " + objection.get() + printed());
            }
            objection = probe.objection(check, reading -> {});
        }
    }

    /** Its exit code, when it ends by itself within that time. */
    public Optional<Integer> endsWithin(Duration time) {
        Program started = program;
        return started != null && started.endsByItself(time) ? Optional.of(started.exit()) : Optional.empty();
    }

    /** What it has printed until now, masked, as the end of a message. */
    public String printed() {
        Program started = program;
        return Outside.shown(
                started == null
                        ? ""
                        : ofTheCopy.of(masking.of(started.output())).strip());
    }

    /** Ends it at once. From any thread. */
    public void cancel() {
        cancelled = true;
        probe.cancel();
        Program started = program;
        if (started != null) {
            started.kill();
        }
    }

    @Override
    public void close() {
        Program started = program;
        if (started != null) {
            started.stop(GRACE);
        }
    }

    private StepFailure failed(String what) {
        String named = masking.of(String.join(" ", app.run()));
        return new StepFailure(
                StepFailure.Kind.CHECK,
                app.place() + ": the application '" + Text.printable(named) + "' " + what
                        + " It was tried on the copy only; the database itself is as it was.");
    }
}
