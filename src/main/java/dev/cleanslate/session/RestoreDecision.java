package dev.cleanslate.session;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.CertificateFile;
import dev.cleanslate.evidence.Certificates;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Surroundings;
import dev.cleanslate.rehearsal.Backup;
import dev.cleanslate.rehearsal.InPlace;
import dev.cleanslate.rehearsal.Sibling;
import dev.cleanslate.rehearsal.SwapRights;
import dev.cleanslate.run.Contents;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.StepFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Which way a backup is put back, what it replaces, and whether whoever asks for it knows that. */
final class RestoreDecision {

    private static final int TURNS = 20;
    private static final Duration TURN = Duration.ofMillis(100);

    private final RestoreBench restore;
    private final Workbench bench;

    RestoreDecision(RestoreBench restore) {
        this.restore = restore;
        this.bench = restore.bench();
    }

    void way() {
        RestoreWish wish = restore.wish();
        PutBack way = wish.tables().isEmpty() ? whole(wish.way()) : new TablesWay(restore, tables(wish.tables()));
        restore.way(way);
        way.foretold().forEach(bench.events()::note);
        rehearsed().ifPresent(bench.events()::note);
        List<String> left = Sibling.left(bench.session(), bench.url().database());
        if (!left.isEmpty()) {
            bench.events()
                    .note("An interrupted restore left a database of its own behind; the next one into a new database"
                            + " removes it: " + String.join(", ", left) + ".");
        }
        if (way instanceof SwapWay) {
            requireAlone();
        }
    }

    private PutBack whole(Optional<RestoreWish.Way> asked) {
        if (asked.filter(RestoreWish.Way.IN_PLACE::equals).isPresent()) {
            requireInPlace(List.of());
            return new InPlaceWay(restore, List.of());
        }
        List<String> objections = SwapRights.objections(bench.session(), bench.url());
        if (objections.isEmpty()) {
            return new SwapWay(restore);
        }
        if (asked.isPresent()) {
            throw refused("--way swap is not open here: " + String.join("; ", objections)
                    + ". Leave it out, and the backup is put back in place.");
        }
        requireInPlace(objections);
        return new InPlaceWay(restore, objections);
    }

    private void requireInPlace(List<String> noSwap) {
        InPlace.objection(restore.backup(), bench.session()).ifPresent(why -> {
            throw refused("it cannot be put back in place: " + why
                    + (noSwap.isEmpty()
                            ? ". Leave --way out"
                            : ", and not into a new database either: " + String.join("; ", noSwap))
                    + ". An archive (pg_dump --format=custom or directory) can.");
        });
    }

    /** Whoever is in the database keeps it from changing its name; better to know now than after an hour's restore. */
    private void requireAlone() {
        if (restore.wish().endSessions()) {
            return;
        }
        List<Surroundings.Other> others = others();
        if (others.isEmpty()) {
            return;
        }
        String who = "others are in the database, and while they are it cannot change its name: "
                + SessionGates.listed(others)
                + ". Stop the application, or let their sessions be ended at the swap (--end-sessions), or restore in"
                + " place (--way in-place).";
        if (bench.writes()) {
            throw refused(who);
        }
        bench.events().note("Would keep the restore from running just now: " + who);
    }

    /** Who has just hung up may still be seen for a moment. */
    private List<Surroundings.Other> others() {
        for (int turn = 0; turn < TURNS; turn++) {
            if (Surroundings.others(bench.session()).isEmpty()) {
                return List.of();
            }
            LockSupport.parkNanos(TURN.toNanos());
        }
        return Surroundings.others(bench.session());
    }

    private List<QualifiedName> tables(List<String> asked) {
        if (restore.backup().format() != Backup.Format.CUSTOM
                && restore.backup().format() != Backup.Format.DIRECTORY) {
            throw refused(
                    "single tables can only be taken out of an archive (pg_dump --format=custom or directory), and"
                            + " this is a plain dump.");
        }
        List<QualifiedName> known = List.copyOf(restore.backup()
                .contents()
                .map(contents -> contents.tables().keySet())
                .orElseGet(() -> Contents.names(bench.session())));
        List<QualifiedName> found =
                asked.stream().map(name -> table(name, known)).distinct().toList();
        if (found.stream().map(QualifiedName::name).distinct().count() < found.size()) {
            throw refused("two of these tables have the same name in different schemas, and all go into one. Restore"
                    + " them one after the other.");
        }
        return found;
    }

    private static QualifiedName table(String asked, List<QualifiedName> known) {
        List<QualifiedName> fitting = known.stream()
                .filter(name -> asked.equals(name.name()) || asked.equals(name.schema() + "." + name.name()))
                .toList();
        List<QualifiedName> exact = fitting.stream()
                .filter(name -> asked.equals(name.schema() + "." + name.name()))
                .toList();
        if (exact.size() == 1 || fitting.size() == 1) {
            return exact.size() == 1 ? exact.get(0) : fitting.get(0);
        }
        throw new StepFailure(
                StepFailure.Kind.USAGE,
                "--table " + asked
                        + (fitting.isEmpty()
                                ? ": the backup holds no such table. It holds "
                                : ": the backup holds more than one: ")
                        + (fitting.isEmpty() ? known : fitting)
                                .stream()
                                        .limit(20)
                                        .map(name -> name.schema() + "." + name.name())
                                        .collect(Collectors.joining(", "))
                        + (fitting.isEmpty() && known.size() > 20 ? " and " + (known.size() - 20) + " more" : "")
                        + ". Nothing was changed.");
    }

    /** The time that it will take is best told by the time that it took. */
    private Optional<String> rehearsed() {
        if (!restore.wish().tables().isEmpty() || bench.suite.name().equals(Restores.NO_SUITE)) {
            return Optional.empty();
        }
        try {
            return Certificates.newest(bench.invocation.reports(), bench.target.name(), bench.suite.name())
                    .filter(CertificateFile.Sound.class::isInstance)
                    .map(file -> ((CertificateFile.Sound) file).certificate())
                    .flatMap(this::took);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<String> took(Certificate certificate) {
        boolean same = Optional.ofNullable(certificate.backup())
                .filter(backup -> backup.sha256().equals(restore.backup().sha256()))
                .isPresent();
        Duration took = Duration.ofMillis(certificate.copy().restoreMillis());
        return took.isZero()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "The last rehearsal restored %s in %.1f s, on a throwaway server.",
                        same ? "this very backup" : "another backup of it",
                        took.toMillis() / 1000.0));
    }

    /** Of the given one; whether there is one is asked last. */
    void requireName() {
        String name = Decision.name(bench);
        Optional<String> given = bench.invocation.execute();
        if (!given.filter(name::equals).isPresent()) {
            throw refused("the opt-in says \"" + given.orElse("") + "\", but target \"" + bench.target.name()
                    + "\" is confirmed as \"" + name + "\" (connected to database "
                    + bench.catalog().server().database() + "). Look twice at which database this is.");
        }
    }

    void consent() {
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
        if (!digits(typed.get()).equals(Long.toString(rows))) {
            throw refused("the opt-in says " + typed.get() + " rows, and the database holds " + rows
                    + " now. Look at what came in since; then say --rows " + rows + ".");
        }
    }

    /** People group digits as they are shown. */
    private static String digits(String typed) {
        return typed.strip().replaceAll("(?<=\\d)[,_ '](?=\\d{3}(?!\\d))", "");
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

    /** For what a reader looks for first. */
    static List<String> described(Backup backup, Duration age, int serverMajor) {
        List<String> said = new ArrayList<>();
        said.add(String.format(
                Locale.ROOT,
                "Backup %s: %s%,d bytes, as of %s (%s ago)%s, SHA-256 %s.",
                backup.archive(),
                backup.contents()
                        .map(Contents::rows)
                        .map(rows -> String.format(Locale.ROOT, "%,d rows, ", rows))
                        .orElse(""),
                backup.bytes(),
                backup.takenAt(),
                words(age),
                backup.manifest()
                        .map(manifest -> String.format(Locale.ROOT, ", taken in %.1f s", manifest.millis() / 1000.0))
                        .orElse(""),
                backup.sha256()));
        backup.manifest()
                .filter(manifest -> manifest.serverMajor() < serverMajor)
                .ifPresent(manifest ->
                        said.add("It was taken of PostgreSQL " + manifest.serverMajor() + ", and this server is "
                                + serverMajor + ": what it holds is compared, how it behaves is for you to try."));
        if (backup.contents().isEmpty()) {
            said.add(
                    "Another program took it, so nobody wrote down what it holds: that all of it can be read is checked,"
                            + " what comes back is not.");
        }
        return said;
    }

    private static String words(Duration age) {
        long minutes = Math.max(0, age.toMinutes());
        return minutes < 1
                ? age.toSeconds() + " s"
                : minutes < 120 ? minutes + " min" : minutes < 48 * 60 ? minutes / 60 + " h" : minutes / 1440 + " days";
    }
}
