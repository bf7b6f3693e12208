package dev.cleanslate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.suite.ObjectStore.Orphans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to an object between the last look at it and its end. */
class ClearanceTest {

    private static final Orphans DELETE = new Orphans.Deleted(5000);
    private static final Orphans QUARANTINE = new Orphans.Quarantined("removed/", 5000);
    private static final List<String> KEYS = List.of("a", "b", "c", "d");

    @TempDir
    private Path folder;

    /** A row of {@code c} comes before the rows are asked for the n-th time; {@code d} always has one. */
    private record RowComes(int beforeLook, AtomicInteger looks) implements Keys {

        static RowComes before(int look) {
            return new RowComes(look, new AtomicInteger());
        }

        @Override
        public void each(Consumer<String> key) {
            key.accept("d");
        }

        @Override
        public Set<String> known(Collection<String> some) {
            return looks.incrementAndGet() >= beforeLook && some.contains("c") ? Set.of("c") : Set.of();
        }
    }

    @Test
    void aRowThatComesWhileObjectsAreCopiedKeepsItsObject() throws IOException {
        Cleared cleared = cleared("copying", QUARANTINE, RowComes.before(2));

        assertThat(cleared.taken()).isEqualTo(2);
        assertThat(cleared.claimed()).isEqualTo(1);
        assertThat(ObjectServer.keys("copying")).contains("c", "d").doesNotContain("a", "b");
    }

    @Test
    void aRowThatComesWhileItsObjectIsMovedHasItPutBack() throws IOException {
        Cleared cleared = cleared("moved", QUARANTINE, RowComes.before(3));

        assertThat(cleared.taken()).isEqualTo(2);
        assertThat(cleared.claimed()).isEqualTo(1);
        assertThat(cleared.late()).isZero();
        assertThat(ObjectServer.keys("moved")).contains("c", "d").doesNotContain("a", "b");
        assertThat(folder.resolve(Departures.LEFT))
                .content()
                .startsWith("c ")
                .contains(" has-a-row")
                .hasLineCount(1);
    }

    @Test
    void aRowThatComesWhileItsObjectIsDeletedIsTold() throws IOException {
        Cleared cleared = cleared("gone", DELETE, RowComes.before(2));

        assertThat(cleared.taken()).isEqualTo(3);
        assertThat(cleared.late()).isEqualTo(1);
        assertThat(ObjectServer.keys("gone")).containsExactly("d");
        assertThat(folder.resolve(Departures.TAKEN)).content().containsPattern("(?m)^c .* row-came-late$");
    }

    /** As Amazon's answers; S3Mock deletes whatever is there by then. */
    @Test
    void anUploadBetweenTheLookAndTheDeletionStaysWhereTheStoreComparesContent() throws IOException {
        filled("again");
        try (Meddler meddler = Meddler.keeping("b", "PreconditionFailed")) {
            Reconciliation work = at(meddler, "again", DELETE);
            var rows = new Rows(List.of("d"));
            Cleared cleared = work.clear(work.compare(rows, folder, objects -> {}), rows, folder, soFar -> {});

            assertThat(cleared.taken()).isEqualTo(2);
            assertThat(cleared.changed()).isEqualTo(1);
            assertThat(cleared.failed()).isZero();
        }
        assertThat(folder.resolve(Departures.LEFT)).content().startsWith("b ").contains(" uploaded-again");
    }

    @Test
    void credentialsThatExpireEndItAtOnceAndLaterOnesTakeTheRest() throws IOException {
        List<String> keys =
                IntStream.range(0, 200).mapToObj(i -> String.format("%03d", i)).toList();
        ObjectServer.bucket("expired");
        ObjectServer.fill("expired", keys);
        ObjectServer.settle();
        var rows = new Rows(List.of("199"));
        var copies = new AtomicInteger();
        try (Meddler meddler = new Meddler((what, number) -> what.startsWith("PUT") && copies.incrementAndGet() > 25
                ? Optional.of(new Meddler.Answer(
                        400,
                        "<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message></Error>"))
                : Optional.empty())) {
            Reconciliation work = at(meddler, "expired", QUARANTINE);
            Compared compared = work.compare(rows, folder, objects -> {});
            assertThatThrownBy(() -> work.clear(compared, rows, folder, soFar -> {}))
                    .isInstanceOf(StorageFailure.class)
                    .hasMessageContaining("answered 400 ExpiredToken: The provided token has expired.");
        }
        // Four batches of ten were under way, and no other was begun.
        assertThat(copies.get()).isLessThanOrEqualTo(40);
        assertThat(ObjectServer.keys("expired")).containsAll(keys.subList(40, 200));

        Reconciliation later = new Reconciliation(
                ReconciliationTest.store(QUARANTINE), ObjectServer.at(ObjectServer.endpoint(), "expired"), 10);
        later.clear(later.compare(rows, folder, objects -> {}), rows, folder, soFar -> {});
        assertThat(ObjectServer.keys("expired"))
                .hasSize(200)
                .filteredOn(key -> !key.startsWith("removed/"))
                .containsExactly("199");
    }

    private Cleared cleared(String bucket, Orphans orphans, Keys rows) throws IOException {
        filled(bucket);
        Reconciliation work = new Reconciliation(
                ReconciliationTest.store(orphans), ObjectServer.at(ObjectServer.endpoint(), bucket), 10);
        return work.clear(work.compare(rows, folder, objects -> {}), rows, folder, soFar -> {});
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
