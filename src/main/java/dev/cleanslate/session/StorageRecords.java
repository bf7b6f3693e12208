package dev.cleanslate.session;

import dev.cleanslate.evidence.record.StorageResult;
import java.util.Optional;

/** What a record says of an object store, in a sentence without its full stop. */
final class StorageRecords {

    private StorageRecords() {}

    static String cleared(String run, StorageResult store) {
        StorageResult.Cleared done = store.cleared().orElseThrow();
        long stayed = done.total() - done.taken();
        return run + ": " + StorageWords.objects(done.taken()) + " of " + done.total() + " without a row "
                + store.quarantine().map(to -> "moved to " + to).orElse("deleted") + " in bucket \"" + store.bucket()
                + "\"" + (stayed > 0 ? ", " + stayed + " stayed (list storage-left.txt)" : "")
                + missing(store);
    }

    /** Of a reset that took nothing away. */
    static String left(StorageResult store, Workbench bench) {
        if (store.skipped().isPresent()) {
            return "nobody looked at the object store: " + store.skipped().get()
                    + ". If there is one, the files of the rows that the reset removed are there still; whoever accepts"
                    + " should know";
        }
        Optional<StorageResult.Counts> after = store.after();
        String remain = after.map(counts -> StorageWords.objects(counts.orphans()) + " ("
                        + StorageWords.bytes(counts.orphanBytes()) + ") had no row after the reset and remain")
                .orElse("the files of the rows that the reset removed remain");
        return remain + " in bucket \"" + store.bucket() + "\": "
                + (store.limit() == 0
                        ? "the suite only counts them (no \"orphans\" in its \"storage\")"
                        : "nobody opted in to taking them away (--execute-storage " + store.bucket() + ")")
                + missing(store) + "; whoever accepts should know";
    }

    private static String missing(StorageResult store) {
        return store.after()
                .map(StorageResult.Counts::missing)
                .filter(count -> count > 0)
                .map(count -> ", " + count + (count == 1 ? " row has" : " rows have")
                        + " no object (list storage-missing.txt)")
                .orElse("");
    }
}
