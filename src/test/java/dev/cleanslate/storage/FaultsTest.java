package dev.cleanslate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.suite.ObjectStore.Orphans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store does wrong, before a real one. */
class FaultsTest {

    private static final Orphans DELETE = new Orphans.Deleted(5000);
    private static final Orphans QUARANTINE = new Orphans.Quarantined("removed/", 5000);
    private static final List<String> KEYS =
            IntStream.range(0, 60).mapToObj(i -> String.format("%02d", i)).toList();
    private static final Rows LAST = new Rows(KEYS.subList(59, 60));
    private static final Meddler.Answer DENIED =
            new Meddler.Answer(403, "<Error><Code>AccessDenied</Code><Message>Access Denied.</Message></Error>");

    private static final Meddler.Answer BUSY = new Meddler.Answer(503, "<Error><Code>SlowDown</Code></Error>");

    @TempDir
    private Path folder;

    @Test
    void aBucketThatIsNotThereIsNamed() {
        Bucket nowhere = ObjectServer.at(ObjectServer.endpoint(), "nowhere");
        assertThatThrownBy(() -> new Reconciliation(ReconciliationTest.store(DELETE), nowhere, 10)
                        .compare(LAST, folder, objects -> {}))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("bucket \"nowhere\" at localhost:")
                .hasMessageContaining("answered 404 NoSuchBucket");
    }

    @Test
    void credentialsThatMayNotListAreToldSo() throws IOException {
        filled("unlisted");
        try (Meddler meddler = new Meddler((what, number) -> Optional.of(DENIED))) {
            assertThatThrownBy(() -> at(meddler, "unlisted", DELETE).compare(LAST, folder, objects -> {}))
                    .hasMessageContaining("answered 403 AccessDenied: Access Denied.");
        }
    }

    @Test
    void aConnectionThatIsCutAndAStoreThatIsBusyAreAskedAgain() throws IOException {
        filled("cut");
        var asked = new ConcurrentHashMap<String, AtomicInteger>();
        try (Meddler meddler = new Meddler((what, number) -> {
            int turn = asked.computeIfAbsent(what, any -> new AtomicInteger()).incrementAndGet();
            return turn > 2 ? Optional.empty() : Optional.of(turn == 1 ? Meddler.CUT : BUSY);
        })) {
            Reconciliation work = at(meddler, "cut", DELETE);
            Compared compared = work.compare(LAST, folder, objects -> {});
            assertThat(compared.orphans()).isEqualTo(59);
            assertThat(work.clear(compared, LAST, folder, soFar -> {}).taken()).isEqualTo(59);
        }
        assertThat(ObjectServer.keys("cut")).containsExactly("59");
    }

    @Test
    void aStoreThatFallsSilentEndsTheClearanceAndALaterOneTakesTheRest() throws IOException {
        filled("silent");
        var deletions = new AtomicInteger();
        try (Meddler meddler = new Meddler((what, number) -> what.startsWith("POST") && deletions.incrementAndGet() > 3
                ? Optional.of(Meddler.CUT)
                : Optional.empty())) {
            Reconciliation work = at(meddler, "silent", DELETE);
            Compared compared = work.compare(LAST, folder, objects -> {});
            var told = new AtomicInteger();
            assertThatThrownBy(() -> work.clear(compared, LAST, folder, soFar -> told.set((int) soFar.taken())))
                    .isInstanceOf(StorageFailure.class)
                    .hasMessageContaining("did not answer");
            assertThat(told.get()).isEqualTo(30);
        }
        assertThat(ObjectServer.keys("silent")).hasSize(30);

        Reconciliation later = new Reconciliation(
                ReconciliationTest.store(DELETE), ObjectServer.at(ObjectServer.endpoint(), "silent"), 10);
        Compared left = later.compare(LAST, folder, objects -> {});
        assertThat(later.clear(left, LAST, folder, soFar -> {}).taken()).isEqualTo(29);
        assertThat(ObjectServer.keys("silent")).containsExactly("59");
    }

    @Test
    void whatMayNotBeCopiedIsNeverDeleted() throws IOException {
        filled("uncopied");
        try (Meddler meddler = new Meddler((what, number) ->
                what.startsWith("PUT") && what.endsWith("7") ? Optional.of(DENIED) : Optional.empty())) {
            Reconciliation work = at(meddler, "uncopied", QUARANTINE);
            Compared compared = work.compare(LAST, folder, objects -> {});
            Cleared cleared = work.clear(compared, LAST, folder, soFar -> {});
            assertThat(cleared.taken()).isEqualTo(53);
            assertThat(cleared.failed()).isEqualTo(6);
            assertThat(cleared.errors()).containsEntry("AccessDenied", 6L);
        }
        assertThat(ObjectServer.keys("uncopied"))
                .contains("07", "17", "27", "37", "47", "57", "59")
                .filteredOn(key -> !key.startsWith("removed/"))
                .hasSize(7);
    }

    @Test
    void whatTheStoreDoesNotLetGoIsCountedByItsWord() throws IOException {
        filled("locked");
        try (Meddler meddler = Meddler.keeping("05", "AccessDenied")) {
            Reconciliation work = at(meddler, "locked", DELETE);
            Rows rows = new Rows(KEYS.subList(10, 60));
            Compared compared = work.compare(rows, folder, objects -> {});
            Cleared cleared = work.clear(compared, rows, folder, soFar -> {});
            assertThat(cleared.errors()).containsEntry("AccessDenied", 1L);
            assertThat(cleared.failed()).isEqualTo(1);
            assertThat(folder.resolve("storage-left.txt"))
                    .content()
                    .startsWith("05 ")
                    .contains("refused:AccessDenied");
            assertThat(folder.resolve("storage-taken.txt")).content().hasLineCount(9);
        }
    }

    @Test
    void aListingThatMakesNoSenseIsNotWaitedForForEver() throws IOException {
        try (Meddler meddler = new Meddler(
                (what, number) -> Optional.of(
                        new Meddler.Answer(
                                200,
                                "<ListBucketResult><Contents><Key>a</Key><LastModified>yesterday</LastModified></Contents></ListBucketResult>")))) {
            assertThatThrownBy(() -> at(meddler, "nonsense", DELETE).compare(LAST, folder, objects -> {}))
                    .isInstanceOf(StorageFailure.class);
        }
    }

    private static Reconciliation at(Meddler meddler, String name, Orphans orphans) {
        return new Reconciliation(ReconciliationTest.store(orphans), ObjectServer.at(meddler.endpoint(), name), 10);
    }

    private static void filled(String name) {
        ObjectServer.bucket(name);
        ObjectServer.fill(name, KEYS);
        ObjectServer.settle();
    }
}
