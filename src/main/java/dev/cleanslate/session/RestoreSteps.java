package dev.cleanslate.session;

import dev.cleanslate.postgres.Marker;
import dev.cleanslate.rehearsal.Backup;
import dev.cleanslate.rehearsal.GivenRequest;
import dev.cleanslate.run.Contents;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.Stage;
import dev.cleanslate.run.StepFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The steps of a restore: known before anything is connected, and the same whichever way it goes. */
final class RestoreSteps {

    /** Rows lie looser in a database than in a packed archive, and have indexes. */
    private static final int UNPACKED = 6;

    private final RestoreBench restore;
    private final Workbench bench;
    private final RestoreDecision decision;
    private final RestoreConsent consent;
    private final List<Step> steps = new ArrayList<>();
    private Optional<Marker> marker = Optional.empty();

    private RestoreSteps(RestoreBench restore) {
        this.restore = restore;
        this.bench = restore.bench();
        this.decision = new RestoreDecision(restore);
        this.consent = new RestoreConsent(restore);
    }

    static List<Step> of(RestoreBench restore) {
        return new RestoreSteps(restore).all();
    }

    private List<Step> all() {
        boolean tables = !restore.wish().tables().isEmpty();
        add(Stage.PREFLIGHT, "connect", "The database can be reached, directly", (id, d) -> {
            Preflight.connect(bench, true);
            marker = RestoredMarker.present(bench.session());
        });
        add(Stage.PREFLIGHT, "lock", "Nobody else resets or restores it", (id, d) -> Preflight.lock(bench));
        add(Stage.PREFLIGHT, "catalog", "The catalog is read", (id, d) -> Preflight.readCatalog(bench));
        add(
                Stage.PREFLIGHT,
                "gates",
                "Every gate is open",
                (id, d) -> Gates.require(bench, gates(false), false, Stage.PREFLIGHT, id, d));
        add(Stage.BACKUP, "backup", "The backup is whole, readable and of this database", (id, d) -> look());
        add(Stage.DECISION, "way", "How it is put back is known", (id, d) -> way());
        add(Stage.DECISION, "opt-in", "The opt-in names this database", (id, d) -> consent.require());
        add(
                Stage.RESTORE,
                "put-back",
                tables ? "The tables are put back beside" : "The backup is put back, where nobody sees it yet",
                (id, d) -> restore.way().putBack(id));
        add(Stage.VERIFICATION, "compare", "What was put back is what was backed up", this::compare);
        if (!tables) {
            add(
                    Stage.VERIFICATION,
                    "identity",
                    "The marker says which database it is",
                    (id, d) -> RestoredMarker.mend(
                                    restore.way().restored(),
                                    marker,
                                    bench.target.name(),
                                    bench.url().database())
                            .ifPresent(bench.events()::note));
        }
        add(
                Stage.VERIFICATION,
                "gates-again",
                "Every gate is still open",
                (id, d) -> Gates.require(bench, gates(true), true, Stage.VERIFICATION, id, d));
        add(Stage.VERIFICATION, "commit", "It takes effect, in one go", (id, d) -> {
            consent.lastWord();
            restore.way().commit();
        });
        add(Stage.RESTART, "afterwards", "It serves, with fresh statistics", (id, d) -> {
            restore.way().afterwards();
            bench.events().tell(new RunEvent.Next(restore.way().next()));
        });
        return List.copyOf(steps);
    }

    private void look() {
        Clock clock = bench.invocation.present().clock();
        Backup backup = Backup.toPutBack(
                new GivenRequest(
                        restore.wish().backup(),
                        Optional.empty(),
                        bench.url(),
                        bench.rig().backups().tools(),
                        clock),
                restore.wish().from());
        restore.backup(backup);
        RestoredFrom.words(
                        backup,
                        Duration.between(backup.takenAt(), clock.instant()),
                        bench.catalog().server().major())
                .forEach(bench.events()::note);
    }

    private void way() {
        decision.way();
        if (restore.wish().tables().isEmpty()) {
            FreeDisk.require(bench.session(), needed(), bench.events()::note);
        }
    }

    private List<Condition> gates(boolean again) {
        List<Condition> all = new ArrayList<>(new ServerGates(bench).server());
        if (!again && bench.invocation.execute().isPresent()) {
            // Nobody should wait an hour for a mistyped name.
            all.add(new Condition(
                    "The opt-in names this database", bench.target.place(), false, open -> consent.requireName()));
        }
        if (!restore.wish().endSessions() && restore.wish().tables().isEmpty()) {
            all.addAll(new SessionGates(bench).all());
        }
        return all;
    }

    private long needed() {
        long now = bench.session()
                .query("SELECT pg_catalog.pg_database_size(pg_catalog.current_database())")
                .get(0)
                .number(0);
        return Math.max(now, restore.backup().bytes() * UNPACKED);
    }

    /** With what the backup held, where that was written down when it was taken. */
    private void compare(String id, Step.Dynamic dynamic) {
        Optional<Contents> then = restore.backup().contents();
        if (then.isEmpty()) {
            bench.events()
                    .note("Whether it is cannot be said: nobody wrote down what the backup held when it was taken."
                            + " pg_restore and the server had nothing against any of it.");
            return;
        }
        Consumer<String> progress = restore.progress(id);
        List<String> differences =
                restore.way().differences(then.get(), table -> progress.accept("comparing " + table));
        if (!differences.isEmpty()) {
            throw new StepFailure(
                    StepFailure.Kind.DATABASE,
                    "what was put back is not what was backed up: " + String.join("; ", differences)
                            + ". Nothing was changed.");
        }
        bench.events().note(String.format(Locale.ROOT, "Compared with the backup: %s.", compared(then.get())));
    }

    private String compared(Contents then) {
        if (!restore.wish().tables().isEmpty()) {
            return restore.wish().tables().size() + " tables, the same rows by count and fingerprint";
        }
        long unknown = then.tables().values().stream()
                .filter(content -> content.fingerprint().isEmpty())
                .count();
        return String.format(
                Locale.ROOT,
                "%,d tables with %,d rows, the same by count and by fingerprint%s",
                then.tables().size(),
                then.rows(),
                unknown == 0 ? "" : String.format(Locale.ROOT, " (%,d of them by count alone)", unknown));
    }

    private void add(Stage stage, String id, String name, Body body) {
        steps.add(new Step(stage, id, name, bench.target.place(), Step.Kind.WORK, dynamic -> body.run(id, dynamic)));
    }

    @FunctionalInterface
    private interface Body {
        void run(String id, Step.Dynamic dynamic) throws Exception;
    }
}
