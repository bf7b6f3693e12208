package dev.cleanslate.session;

import dev.cleanslate.evidence.PastReset;
import dev.cleanslate.evidence.PastStorage;
import dev.cleanslate.evidence.record.StorageResult;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.session.HandOff.Rests;
import dev.cleanslate.storage.Compared;
import dev.cleanslate.storage.StorageFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The object store of a certification: what was done with it, by the records, and what is in it now. */
final class HandOffStorage {

    private final Workbench bench;
    private final HandOff handOff;
    private final Way way;
    private Optional<PastStorage> past = Optional.empty();
    private @Nullable Compared found;
    private String unseen = "nobody looked at the bucket";

    /** For the room's own kinds of answer: some finding may be answered for by a waiver. */
    @FunctionalInterface
    interface Way {
        Rests waivedOr(String finding, String objection);
    }

    HandOffStorage(Workbench bench, HandOff handOff, Way way) {
        this.bench = bench;
        this.handOff = handOff;
        this.way = way;
    }

    Rests onRecord() {
        PastStorage known = past();
        List<String> done = new ArrayList<>();
        known.atReset()
                .filter(store -> store.cleared().isPresent())
                .ifPresent(store -> done.add(
                        StorageRecords.cleared("reset " + handOff.reset().run(), store)));
        for (PastStorage.Later later : known.later()) {
            HandOffEvidence.requireWhole(later.folder());
            try {
                handOff.rests(later.link());
            } catch (IOException e) {
                throw check(later.folder() + " cannot be read: " + e.getMessage() + ". Take it from its archive.");
            }
            done.add(StorageRecords.cleared("run " + later.run(), later.found()));
        }
        if (!done.isEmpty()) {
            return Rests.done(String.join("; ", done));
        }
        return Rests.open(known.atReset()
                .map(store -> StorageRecords.left(store, bench))
                .orElse("the record of the reset knows of no object store, so files of the rows that it removed may be"
                        + " there still; whoever accepts should know"));
    }

    /** A listing as of now, which changes nothing. */
    Rests now(String step) {
        Optional<String> why = bench.storage().unreachable();
        if (why.isPresent()) {
            unseen = why.get();
            return Rests.open("not looked at now: " + unseen + ". What is known of it is what the records say");
        }
        Compared compared;
        try {
            compared = bench.storage().look(step);
        } catch (StorageFailure silent) {
            unseen = String.valueOf(silent.getMessage());
            return Rests.open("could not be looked at now, so what is known of it is what the records say: " + unseen);
        }
        found = compared;
        if (compared.strangers()) {
            throw check("not one of " + StorageWords.objects(compared.objects()) + " belongs to a row of "
                    + bench.storage().columns()
                    + ": this is another bucket or prefix than the database's, so nothing is"
                    + " known of its own.");
        }
        String bucket = bench.storage().bucketName();
        if (compared.orphans() > 0) {
            String many = StorageWords.sized(compared) + " without a row " + (compared.orphans() == 1 ? "is" : "are")
                    + " in bucket \"" + bucket + "\" now (list storage-orphans.txt)";
            boolean executed = taken();
            return executed
                    ? way.waivedOr(
                            "storage-orphans/" + bucket,
                            many + ", though objects were taken away after the reset. Take the rest away: "
                                    + bench.storage().goOn() + "; or have somebody answer for them")
                    : Rests.open(many + ": files whose rows are gone remain, since nobody opted in to taking them away."
                            + " Whoever accepts should know; " + bench.storage().goOn() + " takes them");
        }
        if (compared.young() > 0) {
            return Rests.open(StorageWords.objects(compared.young()) + " without a row in bucket \"" + bucket + "\" "
                    + (compared.young() == 1 ? "is" : "are")
                    + " too young to judge (list storage-kept.txt); certify again"
                    + " when min-age has passed");
        }
        return Rests.done(StorageWords.objects(compared.objects()) + " in bucket \"" + bucket + "\", "
                + (compared.kept() > 0 ? compared.kept() + " of them kept by \"protect\", the others" : "each")
                + " with a row");
    }

    /** More than at the reset, and files went that somebody needs. */
    Rests rows() {
        Compared now = found;
        if (now == null) {
            return Rests.open("not known: " + unseen);
        }
        if (now.missing() == 0) {
            return Rests.done("none is missing for " + bench.storage().columns());
        }
        String many = now.missing() + (now.missing() == 1 ? " key" : " keys") + " in "
                + bench.storage().columns()
                + (now.missing() == 1 ? " names a file that is" : " name files that are") + " not in the bucket"
                + " (list storage-missing.txt)";
        Optional<Long> before = past().atReset().flatMap(StorageResult::after).map(StorageResult.Counts::missing);
        if (before.isEmpty()) {
            return Rests.open(many + "; how many it were at the reset is not on record");
        }
        return now.missing() <= before.get()
                ? Rests.open(many + ", as at the reset, before any object was taken away: whoever accepts should know")
                : way.waivedOr(
                        "storage-missing/" + bench.storage().bucketName(),
                        many + ", and at the reset it were " + before.get()
                                + ", before any object was taken away. Find what removed them, and put them back from"
                                + " quarantine or from a version; or have somebody answer for it");
    }

    private boolean taken() {
        PastStorage known = past();
        return !known.later().isEmpty()
                || known.atReset().flatMap(StorageResult::cleared).isPresent();
    }

    private PastStorage past() {
        PastReset reset = handOff.reset();
        if (past.isEmpty()) {
            try {
                past = Optional.of(PastStorage.of(bench.invocation.reports(), bench.target.name(), reset));
            } catch (IOException e) {
                throw check("what became of the bucket cannot be read: " + e.getMessage() + ".");
            }
        }
        return past.get();
    }

    private static StepFailure check(String message) {
        return new StepFailure(StepFailure.Kind.CHECK, message);
    }
}
