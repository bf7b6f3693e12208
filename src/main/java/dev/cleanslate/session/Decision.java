package dev.cleanslate.session;

import dev.cleanslate.run.Stage;
import dev.cleanslate.run.StepFailure;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether this run may write: who asks for it, by what right, and whether they know what will go. */
final class Decision {

    private Decision() {}

    /** Everything that stands against it is told at once, each as a step of its own where there is more than one. */
    static void take(Workbench bench, String id, Step.Dynamic dynamic) {
        if (bench.guardedReset()) {
            guarded(bench, id, dynamic);
            return;
        }
        requireName(bench);
        Optional<Foretold> foretold = bench.foretold();
        if (foretold.isPresent()) {
            foretold.get().requireSame(bench.fitting());
            // The very plan that was rehearsed, its strategies included, also where sizes would now suggest others.
            bench.plan(foretold.get().plan());
            return;
        }
        bench.events().note("No rehearsal was made (--no-rehearsal).");
    }

    private static void guarded(Workbench bench, String id, Step.Dynamic dynamic) {
        Clock clock = Clock.systemUTC();
        Consumer<Step> ask = dynamic::run;
        ask.accept(question(bench, id + "-name", "The opt-in names this database", () -> requireName(bench)));
        Optional<Warrant> warrant = bench.warrant();
        ask.accept(question(
                bench,
                id + "-certificate",
                "A fresh certificate is of exactly this plan and database",
                () -> Warrant.required(bench).requireFits(bench, clock)));
        warrant.filter(Warrant::sealed).ifPresent(sound -> {
            ask.accept(question(
                    bench, id + "-rows", "Who opts in knows how many rows go", () -> sound.requireRowsTyped(bench)));
            ask.accept(question(
                    bench,
                    id + "-sign-offs",
                    "Everybody who must has signed",
                    () -> sound.requireSignOffs(bench, clock)));
            bench.foretold(sound.foretold(bench));
        });
    }

    private static Step question(Workbench bench, String id, String name, Runnable body) {
        return new Step(Stage.PREFLIGHT, id, name, bench.suite.place(), Step.Kind.WORK, dynamic -> body.run());
    }

    /** Also asked before a rehearsal that a reset is to follow: nobody should wait an hour for a mistyped name. */
    static void requireName(Workbench bench) {
        if (bench.target.disposable()) {
            bench.events().note("The target is disposable: no opt-in is asked.");
            return;
        }
        String name = name(bench);
        Optional<String> given = bench.invocation.execute();
        if (given.isEmpty()) {
            throw refused("not executed: nothing was changed. " + optIn(bench));
        }
        if (!given.get().equals(name)) {
            throw refused("the opt-in says \"" + given.get() + "\", but target \"" + bench.target.name()
                    + "\" is confirmed as \"" + name + "\" (connected to database "
                    + bench.catalog().server().database()
                    + "). Look twice at which database this is. Nothing was changed.");
        }
    }

    static String optIn(Workbench bench) {
        return "add -Dreset.execute=" + name(bench) + " (--execute " + name(bench) + ") to run it for real";
    }

    static String name(Workbench bench) {
        return bench.target.confirmAs().orElse(bench.catalog().server().database());
    }

    /** Right before the commit: the question to whoever sits at the terminal and has not typed the number of rows yet. */
    static void lastWord(Workbench bench) {
        if (!bench.guardedReset() || bench.invocation.consent().rows().isPresent()) {
            return;
        }
        var terminal = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        var question = new LastQuestion(terminal, System.err, LastQuestion.LIMIT);
        bench.whenCancelled(question::withdraw);
        ForetoldRows rows = Warrant.required(bench).rows(bench);
        question.unlessAnswered(rows, name(bench)).ifPresent(objection -> {
            throw refused(objection);
        });
        bench.events().note("The number of rows, " + rows.rows() + ", was typed before the commit.");
    }

    private static StepFailure refused(String message) {
        return new StepFailure(StepFailure.Kind.REFUSED, message);
    }
}
