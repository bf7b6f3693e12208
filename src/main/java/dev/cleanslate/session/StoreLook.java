package dev.cleanslate.session;

import dev.cleanslate.plan.Diagnosis;
import dev.cleanslate.run.StepFailure.Kind;
import dev.cleanslate.storage.Access;
import dev.cleanslate.storage.BucketCheck;
import dev.cleanslate.storage.StorageFailure;
import dev.cleanslate.suite.ObjectStore;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the doctor sees of a suite's object store. It changes nothing there. */
final class StoreLook {

    private static final String WHAT = "object store";
    private static final Duration TELLING = Duration.ofMinutes(1);

    private final Invocation invocation;
    private final Target target;
    private final List<Diagnosis> found = new ArrayList<>();
    private Optional<Kind> worst = Optional.empty();

    StoreLook(Invocation invocation, Target target) {
        this.invocation = invocation;
        this.target = target;
    }

    List<Diagnosis> found() {
        return List.copyOf(found);
    }

    /** How a run would end on what was found, where it is no matter of a refusal. */
    Optional<Kind> worst() {
        return worst;
    }

    void at(Suite suite) {
        suite.sections().storage().ifPresent(this::at);
    }

    private void at(ObjectStore store) {
        if (target.storeless()) {
            found.add(Diagnosis.worthKnowing(
                    WHAT,
                    StorageWords.notLookedAt(
                            "target \"" + target.name()
                                    + "\" says that it has no object store (outside: { storage: none })",
                            target.guarded())));
            return;
        }
        Access access = new Access(store, invocation.environment());
        List<String> missing = access.missing();
        if (!missing.isEmpty()) {
            worst = Optional.of(Kind.USAGE);
            found.add(Diagnosis.prevents(
                    WHAT,
                    "storage asks for " + StorageWords.variables(missing) + ", and "
                            + (missing.size() == 1 ? "it is" : "they are") + " not set here",
                    missing.stream().map(name -> "-- export " + name + "='…'").toArray(String[]::new)));
            return;
        }
        Optional<String> fault = access.fault();
        if (fault.isPresent()) {
            worst = Optional.of(Kind.USAGE);
            found.add(Diagnosis.prevents(WHAT, fault.get()));
            return;
        }
        look(store, access, new BucketCheck(access.open(), store.prefix()));
    }

    private void look(ObjectStore store, Access access, BucketCheck check) {
        String bucket = "bucket \"" + access.bucket() + "\" at " + access.host();
        Optional<StorageFailure> unlisted = check.listing();
        if (unlisted.isPresent()) {
            if (worst.isEmpty()) {
                worst = Optional.of(Kind.DATABASE);
            }
            found.add(Diagnosis.prevents(
                    WHAT, said(unlisted.get()), "-- " + unlisted.get().mend("s3:ListBucket on the bucket")));
            return;
        }
        found.add(Diagnosis.ok(WHAT, bucket + " is there and lets itself be listed"));
        clock(check.ahead());
        if (store.orphans().limit() == 0) {
            found.add(Diagnosis.ok(
                    "objects without a row", "they are only counted, so no right to take any away is needed"));
            return;
        }
        Optional<String> versions = check.versioning();
        versions(versions, bucket);
        String quarantine = store.orphans().quarantine();
        if (!quarantine.isEmpty()) {
            right(
                    "moving objects",
                    check.moving(quarantine),
                    "objects may be copied to " + quarantine,
                    "s3:GetObject, s3:GetObjectTagging, and s3:PutObject, s3:PutObjectTagging below " + quarantine);
        }
        if (versions.filter(String::isEmpty).isPresent()) {
            right("deleting objects", check.deleting(), "objects may be deleted", "s3:DeleteObject");
        } else {
            found.add(Diagnosis.unseen(
                    "deleting objects",
                    "whether objects may be deleted was not tried, since in a bucket that keeps versions, or may, that"
                            + " leaves a delete marker",
                    "-- ask whoever runs the store whether these credentials have s3:DeleteObject"));
        }
    }

    private void right(String what, Optional<StorageFailure> refusal, String may, String rights) {
        found.add(refusal.map(no -> Diagnosis.prevents(what, said(no), "-- " + no.mend(rights)))
                .orElseGet(() -> Diagnosis.ok(what, may + ", as far as can be seen without doing it")));
    }

    private void versions(Optional<String> versions, String bucket) {
        if (versions.isEmpty()) {
            found.add(Diagnosis.unseen(
                    "versions of objects",
                    "whether " + bucket + " keeps versions is not told to these credentials",
                    "-- s3:GetBucketVersioning on the bucket lets that be seen"));
        } else if (versions.get().isEmpty()) {
            found.add(Diagnosis.ok("versions of objects", "none are kept: what is deleted is gone"));
        } else {
            found.add(Diagnosis.worthKnowing(
                    "versions of objects",
                    bucket + " has versioning (" + versions.get() + "): what is deleted or moved may stay there as an"
                            + " older version until a rule of the bucket removes it"));
        }
    }

    private void clock(Duration ahead) {
        if (ahead.abs().compareTo(TELLING) > 0) {
            found.add(Diagnosis.worthKnowing(
                    "clock",
                    "this machine's clock is " + ahead.abs().toMinutes() + " min "
                            + (ahead.isNegative() ? "behind" : "ahead of")
                            + " the store's; from a quarter of an hour on stores refuse what is signed by it",
                    "-- set the clock (timedatectl set-ntp true)"));
        }
    }

    private static String said(StorageFailure failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("\\.$", "");
    }
}
