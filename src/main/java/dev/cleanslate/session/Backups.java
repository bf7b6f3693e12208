package dev.cleanslate.session;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.rehearsal.Backup;
import dev.cleanslate.rehearsal.BackupRefusedException;
import dev.cleanslate.rehearsal.BackupRequest;
import dev.cleanslate.rehearsal.ClientTools;
import dev.cleanslate.rehearsal.Custody;
import dev.cleanslate.rehearsal.GivenRequest;
import dev.cleanslate.run.Contents;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The backup of a run: the one that is rehearsed on, and the one that is the way back. */
final class Backups {

    /** How old the way back may be, unless the target says otherwise. */
    private static final Duration FRESH = Duration.ofMinutes(15);

    private final Workbench bench;
    private final Function<String, Consumer<String>> progress;
    private @Nullable Backup backup;
    private @Nullable Custody custody;
    private boolean ours;
    private Duration ageThen = Duration.ZERO;
    private long since;

    Backups(Workbench bench, Function<String, Consumer<String>> progress) {
        this.bench = bench;
        this.progress = progress;
    }

    Optional<Backup> taken() {
        return Optional.ofNullable(backup);
    }

    Backup required() {
        return Objects.requireNonNull(backup, "the backup is not there yet");
    }

    /** One that is there and may be as old as the target allows, or one that is taken now. */
    void have(String step) {
        have(step, bench.target.backup().maxAge());
    }

    /** The way back: the one of the rehearsal just before it, when that did not take long; else another. */
    void fresh(String step) {
        Duration most = bench.target.backup().maxAge().orElse(FRESH);
        Backup rehearsed = backup;
        if (rehearsed != null) {
            Duration age = age(rehearsed);
            if (age.compareTo(most) <= 0) {
                bench.events()
                        .note("The rehearsed backup is " + age.toSeconds() + " s old and is the way back: "
                                + rehearsed.archive() + ".");
                return;
            }
            discard();
        }
        have(step, Optional.of(most));
    }

    private void have(String step, Optional<Duration> maxAge) {
        Optional<String> file = bench.target.backup().file();
        ours = file.isEmpty();
        Backup found = file.isPresent() ? given(Path.of(file.get()), maxAge) : take(step);
        backup = found;
        since = System.nanoTime();
        // What is taken now is not older than its taking, whatever the clock has been set to meanwhile.
        ageThen = ours ? found.took() : longer(Duration.ZERO, Duration.between(found.takenAt(), clock().instant()));
        if (ours && bench.command == Command.REHEARSE) {
            custody = Custody.of(found);
        }
        bench.events()
                .note(String.format(
                        Locale.ROOT,
                        "Backup %s: %s%,d bytes, of %s, SHA-256 %s.%s",
                        found.archive(),
                        found.contents()
                                .map(Contents::rows)
                                .map(rows -> String.format(Locale.ROOT, "%,d rows, ", rows))
                                .orElse(""),
                        found.bytes(),
                        found.takenAt(),
                        found.sha256(),
                        ours && bench.command == Command.REHEARSE && !bench.paired
                                ? " It goes when the rehearsal is over."
                                : ""));
    }

    private Backup take(String step) {
        ClientTools tools = ClientTools.forServer(bench.catalog().server().major());
        bench.events().note("The backup is taken with " + tools + ".");
        boolean toKeep = bench.paired || bench.command == Command.RESET;
        Path into = folder();
        bench.watch.follow(bench, "pg_dump", "cleanslate backup");
        bench.watch.knows(() -> {
            long written = Backup.writtenSoFar(into);
            return written == 0 ? "" : String.format(Locale.ROOT, "%,.1f MB written", written / 1e6);
        });
        try {
            return Backup.take(new BackupRequest(bench.url(), tools, into, jobs(), toKeep, progress.apply(step)));
        } finally {
            bench.watch.leave();
            bench.watch.follow(bench);
        }
    }

    private Backup given(Path file, Optional<Duration> maxAge) {
        return Backup.given(new GivenRequest(file, maxAge, bench.url(), tools(), clock()));
    }

    private Clock clock() {
        return bench.invocation.present().clock();
    }

    /** A plain dump can be looked at and put back without any. */
    Optional<ClientTools> tools() {
        try {
            return Optional.of(ClientTools.forServer(bench.catalog().server().major()));
        } catch (BackupRefusedException none) {
            return Optional.empty();
        }
    }

    int jobs() {
        return bench.target.backup().jobs().orElseGet(BackupRequest::usualJobs);
    }

    /** Beside the folders of the suites and not in that of the run: it holds real data, and a run is made to be passed on. */
    private Path folder() {
        return bench.target
                .backup()
                .folder()
                .map(Path::of)
                .orElseGet(() -> bench.folder().resolve("../../backups").normalize());
    }

    Optional<Certificate.Backup> described() {
        return taken().map(found -> Certificate.Backup.of(
                found.sha256(), found.bytes(), found.takenAt(), found.takenAt().plus(age(found))));
    }

    /** By the clock, or by the time that this process has seen pass, should somebody have set the clock back meanwhile. */
    private Duration age(Backup of) {
        return longer(ageThen.plusNanos(System.nanoTime() - since), Duration.between(of.takenAt(), clock().instant()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    void handOver(Backups next) {
        next.backup = backup;
        next.ours = ours;
        next.ageThen = ageThen;
        next.since = since;
        backup = null;
        released();
    }

    private void released() {
        Custody held = custody;
        if (held != null) {
            held.end();
        }
        custody = null;
    }

    /** What somebody else took stays where it is. */
    void discard() {
        Backup gone = backup;
        if (gone != null && ours) {
            gone.discard();
        }
        backup = null;
        released();
    }
}
