package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.PlanRecord;
import dev.cleanslate.evidence.record.StorageResult;
import dev.cleanslate.plan.StoragePlan;
import dev.cleanslate.storage.Account;
import dev.cleanslate.storage.Cleared;
import dev.cleanslate.storage.Compared;
import dev.cleanslate.storage.ListFile;
import dev.cleanslate.suite.ObjectStore;
import java.util.Optional;
import java.util.TreeMap;

/** The object store's parts of the record. */
final class RecordedStorage {

    private RecordedStorage() {}

    static PlanRecord.Storage planned(StoragePlan plan) {
        ObjectStore store = plan.store();
        return new PlanRecord.Storage(
                store.bucket(),
                store.endpoint(),
                store.prefix(),
                plan.columns().stream().map(StoragePlan.Column::toString).toList(),
                store.protect(),
                store.minAge().toString(),
                store.orphans().word(),
                filled(store.orphans().quarantine()),
                store.orphans().limit());
    }

    static StorageResult of(Account account) {
        return new StorageResult(
                account.bucket(),
                account.host(),
                account.prefix(),
                account.keys(),
                account.orphans(),
                filled(account.quarantine()),
                account.limit(),
                account.wanted(),
                account.before().map(RecordedStorage::counts),
                account.after().map(RecordedStorage::counts),
                account.cleared().map(RecordedStorage::cleared),
                account.skipped(),
                Optional.of(account.lists())
                        .filter(lists -> !lists.isEmpty())
                        .map(lists -> lists.stream().map(RecordedStorage::list).toList()));
    }

    private static StorageResult.Counts counts(Compared c) {
        return new StorageResult.Counts(
                c.objects(),
                c.rows(),
                c.matched(),
                c.elsewhere(),
                c.kept(),
                c.young(),
                c.orphans(),
                c.orphanBytes(),
                c.missing());
    }

    private static StorageResult.Cleared cleared(Cleared c) {
        return new StorageResult.Cleared(
                c.total(),
                c.taken(),
                c.gone(),
                c.changed(),
                c.claimed(),
                c.failed(),
                Optional.of(c.late()).filter(late -> late > 0),
                new TreeMap<>(c.errors())
                        .entrySet().stream()
                                .map(e -> new StorageResult.Reason(e.getKey(), e.getValue()))
                                .toList());
    }

    private static StorageResult.ListFile list(ListFile list) {
        return new StorageResult.ListFile(list.name(), list.lines(), list.sha256());
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty());
    }
}
