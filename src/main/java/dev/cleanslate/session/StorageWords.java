package dev.cleanslate.session;

import dev.cleanslate.plan.StoragePlan;
import dev.cleanslate.storage.Access;
import dev.cleanslate.storage.Account;
import dev.cleanslate.storage.Bucket;
import dev.cleanslate.storage.Cleared;
import dev.cleanslate.storage.Compared;
import dev.cleanslate.suite.ObjectStore;
import dev.cleanslate.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of an object store. */
final class StorageWords {

    static final String LISTED = "objects listed";
    static final String TAKEN = "objects done";

    private StorageWords() {}

    static Account nothingYet(StoragePlan plan, Access access, boolean wanted) {
        return account(
                plan.store(),
                plan.columns().stream().map(StoragePlan.Column::toString).toList(),
                access.bucket(),
                access.host(),
                wanted,
                Optional.empty());
    }

    static Account nobodyLooked(ObjectStore store, String why) {
        return account(
                store,
                store.keys().stream().map(ObjectStore.KeyColumn::toString).toList(),
                store.bucket(),
                store.endpoint().orElse(""),
                false,
                Optional.of(why));
    }

    /** A guarded target holds what people rely on, so there it is told what that leaves open. */
    static String notLookedAt(String why, boolean guarded) {
        return guarded
                ? "NOBODY LOOKS AT THE OBJECT STORE of this guarded target: " + why
                        + ". If it has one after all, the files of every removed row stay there, and nothing will say so."
                : "The object store is not looked at: " + why + ".";
    }

    private static Account account(
            ObjectStore store,
            List<String> keys,
            String bucket,
            String host,
            boolean wanted,
            Optional<String> skipped) {
        return new Account(
                bucket,
                host,
                store.prefix(),
                keys,
                store.orphans().word(),
                store.orphans().quarantine(),
                store.orphans().limit(),
                wanted,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                skipped,
                List.of());
    }

    /** What a rehearsal saw before it, for the reset that follows. */
    static Account again(Account seen, boolean wanted) {
        return new Account(
                seen.bucket(),
                seen.host(),
                seen.prefix(),
                seen.keys(),
                seen.orphans(),
                seen.quarantine(),
                seen.limit(),
                wanted,
                seen.before(),
                Optional.empty(),
                Optional.empty(),
                seen.skipped(),
                List.of());
    }

    /** The name of the step that does it. */
    static String clearing(Suite suite) {
        String quarantine = suite.sections()
                .storage()
                .map(store -> store.orphans().quarantine())
                .orElse("");
        return quarantine.isEmpty()
                ? "Objects without a row are deleted"
                : "Objects without a row are moved to " + quarantine;
    }

    static String variables(List<String> names) {
        return (names.size() == 1 ? "the variable " : "the variables ") + String.join(", ", names);
    }

    static String objects(long count) {
        return count(count, "object", "objects");
    }

    static String sized(Compared found) {
        return objects(found.orphans()) + " (" + bytes(found.orphanBytes()) + ")";
    }

    static String found(Bucket bucket, Compared found, StoragePlan plan, String when) {
        List<String> parts = new ArrayList<>();
        parts.add(objects(found.orphans()) + " without a row (" + bytes(found.orphanBytes()) + ")");
        parts.add(count(found.missing(), "row", "rows") + " without an object");
        if (found.young() > 0) {
            parts.add(objects(found.young()) + " without a row too young to judge");
        }
        if (found.kept() > 0) {
            parts.add(objects(found.kept()) + " without a row protected by the suite");
        }
        if (found.elsewhere() > 0) {
            parts.add(count(found.elsewhere(), "row", "rows") + " with a key that does not begin with "
                    + plan.store().prefix());
        }
        return "In " + bucket + ", " + when + ": " + objects(found.objects()) + ", "
                + count(found.matched(), "belongs", "belong") + " to a row of " + plan.keys() + "; "
                + String.join(", ", parts) + ".";
    }

    static String cleared(StoragePlan plan, Cleared done) {
        List<String> left = new ArrayList<>();
        if (done.gone() > 0) {
            left.add(number(done.gone()) + " were gone already");
        }
        if (done.changed() > 0) {
            left.add(number(done.changed()) + " were uploaded again meanwhile and stay");
        }
        if (done.claimed() > 0) {
            left.add(number(done.claimed()) + " have a row by now and stay");
        }
        if (done.late() > 0) {
            left.add(number(done.late()) + " of the deleted got a row in just that moment");
        }
        String quarantine = plan.store().orphans().quarantine();
        return objects(done.taken()) + " of " + number(done.total()) + " "
                + (quarantine.isEmpty() ? "deleted" : "moved to " + quarantine)
                + left.stream().map(part -> "; " + part).collect(Collectors.joining()) + ".";
    }

    static String refused(Bucket bucket, Cleared done) {
        String reasons = done.errors().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(reason -> reason.getKey() + " (" + number(reason.getValue()) + ")")
                .collect(Collectors.joining(", "));
        return bucket + " would not let " + objects(done.failed()) + " of " + number(done.total()) + " go: " + reasons
                + ". Likely the credentials lack a right, or the objects are locked; the other "
                + number(done.taken()) + " are done.";
    }

    /** Of deletion: an object that was put back has its row and is no trouble. */
    static String late(Bucket bucket, Cleared done) {
        return objects(done.late()) + " of " + bucket + " got a row between the last look at the rows and the deletion,"
                + " and " + (done.late() == 1 ? "is" : "are") + " gone. The list storage-taken.txt marks "
                + (done.late() == 1 ? "it" : "them") + " row-came-late: have "
                + (done.late() == 1 ? "it" : "them")
                + " uploaded again, or take an older version from a bucket that keeps versions. Stop the application while"
                + " objects go, or use quarantine.";
    }

    private static String count(long count, String one, String many) {
        return number(count) + " " + (count == 1 ? one : many);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String bytes(long bytes) {
        if (bytes < 10_000) {
            return number(bytes) + " bytes";
        }
        return bytes < 10_000_000 ? number(bytes / 1000) + " kB" : number(bytes / 1_000_000) + " MB";
    }
}
