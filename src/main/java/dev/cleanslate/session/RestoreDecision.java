package dev.cleanslate.session;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.CertificateFile;
import dev.cleanslate.evidence.Certificates;
import dev.cleanslate.postgres.Surroundings;
import dev.cleanslate.rehearsal.InPlace;
import dev.cleanslate.rehearsal.Sibling;
import dev.cleanslate.rehearsal.SwapRights;
import dev.cleanslate.run.StepFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Which way a backup is put back: the first that is open, and what is in its way. */
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
        PutBack way = wish.tables().isEmpty()
                ? whole(wish.way())
                : new TablesWay(restore, new TableChoice(restore).of(wish.tables()));
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
            if (seen().isEmpty()) {
                return List.of();
            }
            LockSupport.parkNanos(TURN.toNanos());
        }
        return seen();
    }

    /** Without what this run itself has opened: that is gone before the names change. */
    private List<Surroundings.Other> seen() {
        return Surroundings.others(bench.session()).stream()
                .filter(other -> !bench.onlooker().is(other.name()) && !bench.watch.is(other))
                .toList();
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

    private static StepFailure refused(String message) {
        return new StepFailure(StepFailure.Kind.REFUSED, message + " Nothing was changed.");
    }
}
