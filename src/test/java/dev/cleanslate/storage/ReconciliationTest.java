package dev.cleanslate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.suite.ObjectStore;
import dev.cleanslate.suite.ObjectStore.Orphans;
import dev.cleanslate.suite.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that speaks S3 and a real database. */
class ReconciliationTest {

    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
    private static final Orphans DELETE = new Orphans.Deleted(5000);
    private static final Orphans QUARANTINE = new Orphans.Quarantined("removed/", 5000);

    @TempDir
    private Path folder;

    @Test
    void aBucketAgainstAColumnInTheOrderOfBytes() throws IOException {
        List<String> awkward = List.of("é/ü.png", "a b+c&d<e>.txt", "Z", "a", "a/b", "ﬀ", "per%25cent", "~");
        Bucket bucket = bucket("awkward", awkward);
        ObjectServer.put("awkward", "only here", "x");
        ObjectServer.put("awkward", "exports/2024.csv", "x");
        try (PgSession session = blobs(awkward).admin()) {
            session.execute("INSERT INTO app.blobs (key) VALUES ('only there'), ('a'), (NULL)");
            Compared compared = reconciliation("awkward", bucket, DELETE)
                    .compare(new ColumnKeys(session, new QualifiedName("app", "blobs"), "key"), LATER);
            assertThat(compared.matched()).isEqualTo(awkward.size());
            assertThat(compared.objects()).isEqualTo(awkward.size() + 2);
            assertThat(compared.rows()).isEqualTo(awkward.size() + 1);
            assertThat(compared.kept()).isEqualTo(1);
            assertThat(compared.orphanSample()).containsExactly("only here");
            assertThat(compared.missingSample()).containsExactly("only there");
        }
    }

    @Test
    void orphansAreDeletedAndTheRestStays() throws IOException {
        List<String> keys = numbered(14);
        Bucket bucket = bucket("deleting", keys);
        Reconciliation reconciliation = reconciliation("deleting", bucket, DELETE);
        List<Long> progress = new ArrayList<>();

        Compared compared = reconciliation.compare(rows(keys.subList(11, 14)), LATER);
        assertThat(compared.orphans()).isEqualTo(11);
        assertThat(compared.orphanBytes()).isEqualTo(11 * 7);
        Cleared cleared = reconciliation.clear((done, total) -> progress.add(done));

        assertThat(cleared.taken()).isEqualTo(11);
        assertThat(cleared.left()).isEmpty();
        assertThat(progress).containsExactly(10L, 11L);
        assertThat(listed(bucket)).isEqualTo(keys.subList(11, 14));
        assertThat(reconciliation.clear((done, total) -> {}).taken()).isZero();
    }

    @Test
    void orphansAreMovedAndNotFoundAgain() throws IOException {
        List<String> keys = List.of("a b+c.txt", "b", "c/ü");
        Bucket bucket = bucket("moving", keys);
        Reconciliation reconciliation = reconciliation("moving", bucket, QUARANTINE);

        reconciliation.compare(rows(List.of("b")), LATER);
        assertThat(reconciliation.clear((done, total) -> {}).taken()).isEqualTo(2);

        assertThat(listed(bucket)).containsExactly("b", "removed/a b+c.txt", "removed/c/ü");
        assertThat(reconciliation.compare(rows(List.of("b")), LATER).orphans()).isZero();
    }

    @Test
    void whatChangedSinceItWasListedStays() throws IOException {
        Bucket bucket = bucket("changing", List.of("a", "b", "c"));
        Reconciliation reconciliation = reconciliation("changing", bucket, QUARANTINE);
        reconciliation.compare(rows(List.of("c")), LATER);
        ObjectServer.put("changing", "a", "uploaded again");
        bucket.delete(List.of("b"));

        Cleared cleared = reconciliation.clear((done, total) -> {});

        assertThat(cleared.taken()).isZero();
        assertThat(cleared.gone()).isEqualTo(1);
        assertThat(cleared.left()).containsOnlyKeys("a");
        assertThat(listed(bucket)).containsExactly("a", "c");
    }

    @Test
    void aClearanceThatWasCutShortIsTakenUp() throws IOException {
        List<String> keys = numbered(25);
        Bucket bucket = bucket("resuming", keys);
        reconciliation("resuming", bucket, DELETE).compare(rows(keys.subList(24, 25)), LATER);
        Reconciliation first = reconciliation("resuming", bucket, DELETE);
        assertThatThrownBy(() -> first.clear((done, total) -> {
                    throw new IllegalStateException("cut short");
                }))
                .hasMessage("cut short");

        Cleared cleared = reconciliation("resuming", bucket, DELETE).clear((done, total) -> {});

        assertThat(cleared.before()).isEqualTo(10);
        assertThat(cleared.taken()).isEqualTo(14);
        assertThat(listed(bucket)).containsExactly(keys.get(24));
    }

    @Test
    void moreThanTheCapAndNoneIsTouched() throws IOException {
        Bucket bucket = bucket("capped", List.of("a", "b", "c"));
        Reconciliation reconciliation = reconciliation("capped", bucket, new Orphans.Deleted(1));
        reconciliation.compare(rows(List.of("c")), LATER);
        assertThatThrownBy(() -> reconciliation.clear((done, total) -> {}))
                .hasMessageContaining("there are 2 objects without a row, and \"max-delete\" allows 1")
                .hasMessageContaining("No object was moved or deleted.");
        assertThat(listed(bucket)).hasSize(3);
    }

    @Test
    void withoutASwitchNothingIsTaken() throws IOException {
        Bucket bucket = bucket("reporting", List.of("a", "b"));
        Reconciliation reconciliation = reconciliation("reporting", bucket, new Orphans.Reported());
        assertThat(reconciliation.compare(rows(List.of("b")), LATER).orphans()).isEqualTo(1);
        assertThatThrownBy(() -> reconciliation.clear((done, total) -> {}))
                .hasMessageContaining("\"orphans\" does not say");
        assertThat(listed(bucket)).hasSize(2);
    }

    @Test
    void aColumnThatKnowsNoneOfTheObjectsIsTheWrongOne() throws IOException {
        Bucket bucket = bucket("strangers", List.of("a", "b"));
        Reconciliation reconciliation = reconciliation("strangers", bucket, DELETE);
        assertThatThrownBy(() -> reconciliation.compare(rows(List.of("x", "y")), LATER))
                .hasMessageContaining("not one of 2 objects belongs to one of 2 rows of \"app.blobs.key\"");
        assertThatThrownBy(() -> reconciliation.clear((done, total) -> {})).hasMessageContaining("Compare first");
    }

    /** S3Mock itself is one: it sorts as Java does, which differs beyond the first plane of Unicode. */
    @Test
    void aStoreThatListsInAnotherOrderIsRefused() {
        Bucket bucket = bucket("disorderly", List.of("𝒳", "ﬀ"));
        Reconciliation reconciliation = reconciliation("disorderly", bucket, DELETE);
        assertThatThrownBy(() -> reconciliation.compare(rows(List.of("ﬀ")), LATER))
                .hasMessageContaining("which is not the order of bytes");
    }

    @Test
    void whatIsYoungerThanTheRunIsNobodysOrphanYet() throws IOException {
        Bucket bucket = bucket("young", List.of("a", "b"));
        Compared compared = reconciliation("young", bucket, DELETE)
                .compare(rows(List.of("b")), Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(compared.orphans()).isZero();
        assertThat(compared.recent()).isEqualTo(1);
    }

    private Reconciliation reconciliation(String name, Bucket bucket, Orphans orphans) {
        Place place = new Place("suite.yaml", 1, 1);
        ObjectStore store = new ObjectStore(
                place,
                name,
                Optional.empty(),
                "us-east-1",
                new ObjectStore.Credentials("ID", "SECRET", Optional.empty()),
                "",
                new ObjectStore.KeyColumn("app.blobs", "key", place),
                List.of("exports/*"),
                orphans);
        return new Reconciliation(store, bucket, folder, 10);
    }

    private static TestDatabases.Database blobs(List<String> keys) {
        String values = String.join(
                ", ", keys.stream().map(k -> "('" + k.replace("'", "''") + "')").toList());
        return TestDatabases.of(TestDatabases.NEWEST)
                .create("CREATE SCHEMA app; CREATE TABLE app.blobs (key varchar); INSERT INTO app.blobs VALUES "
                        + values);
    }

    private static Bucket bucket(String name, List<String> keys) {
        Bucket bucket = ObjectServer.bucket(name);
        keys.parallelStream().forEach(key -> ObjectServer.put(name, key, "content"));
        return bucket;
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> String.format("%05d", i)).toList();
    }

    private static Consumer<Consumer<String>> rows(List<String> keys) {
        return keys::forEach;
    }

    private static List<String> listed(Bucket bucket) {
        List<String> keys = new ArrayList<>();
        try (Listing listing = new Listing(bucket, "")) {
            for (var object = listing.next(); object.isPresent(); object = listing.next()) {
                keys.add(object.get().key());
            }
        }
        return keys;
    }
}
