package dev.cleanslate.session;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.run.Application;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.run.Unset;
import dev.cleanslate.suite.RehearsalApp;
import dev.cleanslate.suite.Target.Where;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The copy after its reset, with the suite's application on it if it names one, for as long as somebody wants to try it. */
final class Hold {

    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final Duration TOLD = Duration.ofSeconds(15);

    private final Workbench bench;
    private volatile @Nullable Application application;
    private final CountDownLatch interrupted = new CountDownLatch(1);

    Hold(Workbench bench) {
        this.bench = bench;
    }

    boolean asked() {
        return bench.command == Command.REHEARSE
                && bench.invocation.present().hold().isPresent();
    }

    /** Asked before anything runs: a backup and a restore take their time. */
    void requireSound() {
        if (!asked()) {
            return;
        }
        Optional<RehearsalApp> app = bench.suite.sections().app();
        if (app.isEmpty() && bench.target.where() instanceof Where.Embedded) {
            throw new StepFailure(
                    StepFailure.Kind.USAGE,
                    bench.suite.place() + ": --hold tries the application out on the copy of a demo, and suite "
                            + bench.suite.name()
                            + " names none. Add it: rehearsal: { app: { run: [bin/rails, server], ready: \"http://localhost:3000/\" } }"
                            + " or leave --hold out. Nothing was run.");
        }
        var asked = new MissingVariables();
        app.ifPresent(one -> asked.add(one.place(), "the application", Unset.of(one, bench.invocation.environment())));
        asked.requireNone();
    }

    void start(String step, DatabaseUrl copy) {
        RehearsalApp app = bench.suite.sections().app().orElseThrow();
        bench.events().tell(new RunEvent.Working(step, "starting " + app.run().get(0)));
        AppEnvironment environment = AppEnvironment.of(app, bench.invocation.environment(), bench.url(), copy);
        if (!environment.dropped().isEmpty()) {
            bench.events()
                    .note("The application does not see " + String.join(", ", environment.dropped())
                            + ", which may lead to the database itself.");
        }
        var started = new Application(app, bench.invocation.environment(), environment.variables());
        application = started;
        requireNotInterrupted();
        started.start();
    }

    /** Ends when the time is up, when the application ends, or when somebody at the terminal presses Enter. */
    void keep(String step) {
        Application running = application;
        Duration hold = bench.invocation.present().hold().orElseThrow();
        Optional<Prompt> person = bench.invocation.present().prompt();
        bench.events().note(invitation(running != null, hold, person.isPresent()));
        Optional<CompletableFuture<Optional<String>>> enter = person.map(Prompt::enter);
        long end = System.nanoTime() + hold.toNanos();
        long told = System.nanoTime() - TOLD.toNanos();
        while (System.nanoTime() < end) {
            if (System.nanoTime() - told >= TOLD.toNanos()) {
                told = System.nanoTime();
                bench.events().tell(new RunEvent.Working(step, "the copy is up, " + left(end) + " left"));
            }
            if (running == null) {
                pause();
            } else if (endedWell(running)) {
                bench.events().note("The application ended by itself, and with it the hold." + running.printed());
                return;
            }
            if (enter.filter(CompletableFuture::isDone).isPresent()) {
                bench.events().note("The hold was ended at the terminal." + printed());
                return;
            }
        }
        bench.events().note("The time of the hold is over." + printed());
    }

    /** Until it is time to look again. */
    private void pause() {
        try {
            if (interrupted.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CancellationException("interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** An interruption ends the application as well, and is not held against it. */
    private boolean endedWell(Application running) {
        Optional<Integer> exit = running.endsWithin(GLANCE);
        requireNotInterrupted();
        exit.ifPresent(code -> requireWell(code, running));
        return exit.isPresent();
    }

    private void requireNotInterrupted() {
        if (interrupted.getCount() == 0) {
            throw new CancellationException("interrupted");
        }
    }

    private String printed() {
        Application running = application;
        return running == null ? "" : " The application:" + running.printed();
    }

    private static String left(long end) {
        long seconds = Math.max(1, (end - System.nanoTime()) / 1_000_000_000);
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }

    private String invitation(boolean application, Duration hold, boolean person) {
        String where = bench.suite
                .sections()
                .app()
                .flatMap(RehearsalApp::ready)
                .map(url -> "it answers at " + url + ". ")
                .orElse("");
        String until = "The copy stays up until "
                + bench.events().clock().instant().plus(hold).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        String look = bench.rig().hint().map(line -> " To look at it: " + line).orElse("");
        return (application ? "The application runs on the reset copy; " + where : "The copy is reset. ")
                + until
                + (person
                        ? ", or until Enter is pressed here."
                        : application ? ", or until the application ends." : ".")
                + look;
    }

    private void requireWell(int exit, Application ended) {
        if (exit != 0) {
            List<String> run = bench.suite.sections().app().orElseThrow().run();
            throw new StepFailure(
                    StepFailure.Kind.CHECK,
                    "the application '" + run.get(0) + "' ended with exit code " + exit + " on the reset copy."
                            + ended.printed() + " The database itself is as it was.");
        }
    }

    /** From any thread. */
    void cancel() {
        interrupted.countDown();
        Application running = application;
        if (running != null) {
            running.cancel();
        }
    }

    /** Before the copy goes: nobody likes to lose the server under the feet. */
    void close() {
        Application running = application;
        if (running != null) {
            running.close();
        }
    }
}
