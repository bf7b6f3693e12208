package dev.cleanslate.session;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.rehearsal.Backup;
import dev.cleanslate.rehearsal.Dump;
import dev.cleanslate.run.RunEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The backup of a run: the one that is rehearsed on, and the one that is the way back. */
final class Backups {

    private Backups() {}

    private static final Duration FRESH = Duration.ofMinutes(15);

    /** Of the rehearsal just before it, when that did not take long; else another. */
    static void fresh(Workbench bench, String step) {
        Optional<Backup> rehearsed = bench.backup();
        if (rehearsed.isPresent()) {
            Duration age = rehearsed.get().age(Instant.now());
            if (age.compareTo(FRESH) <= 0) {
                bench.events()
                        .note("The rehearsed backup is " + age.toSeconds() + " s old and is kept: "
                                + rehearsed.get().place());
                return;
            }
            rehearsed.get().discard();
        }
        take(bench, step);
    }

    /** Takes one, and keeps it on the bench. Whoever holds the database does not hinder it: a dump only reads. */
    static void take(Workbench bench, String step) {
        Path folder = folder(bench);
        var dump =
                new Dump(bench.url(), bench.catalog(), what -> bench.events().tell(new RunEvent.Working(step, what)));
        bench.whenCancelled(dump::cancel);
        Backup backup = dump.into(folder);
        bench.backup(backup);
        bench.events()
                .note(String.format(
                        Locale.ROOT,
                        "Backup of %,d rows, %,d bytes, in %.1f s with %s: %s, SHA-256 %s",
                        backup.contents().map(contents -> contents.rows()).orElse(0L),
                        backup.bytes(),
                        backup.took().toMillis() / 1000.0,
                        backup.tools().words(),
                        backup.place(),
                        backup.sha256()));
    }

    /** Beside the suites' folders, named after the run: it holds real data, and a run's folder is made to be passed on. */
    private static Path folder(Workbench bench) {
        Path run = bench.folder();
        return run.resolve("../../backups").normalize().resolve(String.valueOf(run.getFileName()));
    }

    static Certificate.Backup described(Backup backup, Instant now) {
        return Certificate.Backup.of(backup.sha256(), backup.bytes(), backup.takenAt(), now);
    }
}
