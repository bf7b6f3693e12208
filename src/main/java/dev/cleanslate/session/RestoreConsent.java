package dev.cleanslate.session;

import dev.cleanslate.postgres.Marker;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.run.Contents;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.StepFailure;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Whether whoever asks for a restore means this database, and knows what is replaced. */
final class RestoreConsent {

    private final RestoreBench restore;
    private final Workbench bench;

    RestoreConsent(RestoreBench restore) {
        this.restore = restore;
        this.bench = restore.bench();
    }

    /** Of the given one; whether there is one is asked last. */
    void requireName() {
        bench.invocation
                .execute()
                .ifPresent(given -> Decision.requireNamed(
                        bench.target, bench.catalog().server().database(), given));
    }

    void require() {
        long rows = replaced();
        if (bench.invocation.execute().isEmpty()) {
            String addition =
                    "--execute " + Decision.name(bench) + (bench.target.guarded() && whole() ? " --rows " + rows : "");
            bench.events().tell(new RunEvent.Next("the same command with " + addition + " puts it back."));
            throw refused("not executed: add " + addition + " to put it back for real.");
        }
        requireName();
        if (bench.target.guarded() && whole()) {
            requireRows(rows);
        }
    }

    private boolean whole() {
        return restore.wish().tables().isEmpty();
    }

    private long replaced() {
        if (!whole()) {
            return 0;
        }
        Map<QualifiedName, Long> now = Contents.counted(bench.session());
        now.remove(Marker.TABLE);
        if (restore.way() instanceof InPlaceWay) {
            restore.backup()
                    .contents()
                    .ifPresent(then -> now.keySet().retainAll(then.tables().keySet()));
        }
        long rows = now.values().stream().mapToLong(Long::longValue).sum();
        bench.events()
                .note(String.format(
                        Locale.ROOT,
                        "What the database holds now, %,d rows in %,d tables, is replaced by %s.",
                        rows,
                        now.size(),
                        restore.backup()
                                .contents()
                                .map(then -> String.format(
                                        Locale.ROOT,
                                        "the %,d rows in %,d tables of the backup",
                                        then.rows(),
                                        then.tables().size()))
                                .orElse("what the backup holds")));
        return rows;
    }

    private void requireRows(long rows) {
        Optional<String> typed = bench.invocation.consent().rows();
        if (typed.isEmpty() && bench.invocation.present().prompt().isPresent()) {
            return;
        }
        if (typed.isEmpty()) {
            throw refused("the target is guarded: the number of rows that are replaced must be typed too: --rows "
                    + rows + ".");
        }
        if (!ForetoldRows.digits(typed.get()).equals(Long.toString(rows))) {
            throw refused("the opt-in says " + typed.get() + " rows, and the database holds " + rows
                    + " now. Look at what came in since; then say --rows " + rows + ".");
        }
    }

    /** Right before it counts, where somebody sits at the terminal and has not typed the number of rows yet. */
    void lastWord() {
        Optional<Prompt> prompt = bench.invocation.present().prompt();
        if (!bench.target.guarded()
                || !whole()
                || bench.invocation.consent().rows().isPresent()
                || prompt.isEmpty()) {
            return;
        }
        bench.events().tell(new RunEvent.Asking("Is it put back?"));
        String name = Decision.name(bench);
        try {
            Optional<String> typed = prompt.get()
                    .answer(String.format(
                            Locale.ROOT,
                            "Everything is green, nothing has changed yet. With the next step \"%s\" is as it was at %s, and what came"
                                    + " in since is gone from it.%nType %s once more to go on; anything else leaves all as it is (%d s): ",
                            name,
                            restore.backup().takenAt(),
                            name,
                            prompt.get().limit().toSeconds()));
            if (!typed.filter(answer -> answer.strip().equals(name)).isPresent()) {
                throw refused("the question right before the end was not answered with \"" + name + "\".");
            }
        } catch (TimeoutException late) {
            throw refused("the question right before the end was not answered within "
                    + prompt.get().limit().toSeconds() + " s.");
        }
        bench.events().note("The name was typed once more right before the end.");
    }

    private static StepFailure refused(String message) {
        return new StepFailure(StepFailure.Kind.REFUSED, message + " Nothing was changed.");
    }
}
