package dev.cleanslate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.plan.StoragePlan;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.suite.ObjectStore;
import dev.cleanslate.suite.ObjectStore.Orphans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
    void aBucketAgainstColumnsInTheOrderOfBytes() throws IOException {
        List<String> awkward = List.of("é/ü.png", "a b+c&d<e>.txt", "Z", "a", "a/b", "ﬀ", "per%25cent", "~", "li\nne");
        bucket("awkward", awkward);
        ObjectServer.put("awkward", "only here", "x");
        ObjectServer.put("awkward", "of another table", "x");
        ObjectServer.put("awkward", "exports/2024.csv", "x");
        try (PgSession session = blobs(awkward).admin()) {
            session.script(
                    "INSERT INTO app.blobs (key) VALUES ('only there'), ('a'), (NULL);"
                            + "CREATE TABLE app.avatars (\"the Key\" text); INSERT INTO app.avatars VALUES ('of another table')");
            Compared compared = compared(
                    "awkward",
                    DELETE,
                    new ColumnKeys(
                            session,
                            List.of(
                                    new StoragePlan.Column(new QualifiedName("app", "blobs"), "key"),
                                    new StoragePlan.Column(new QualifiedName("app", "avatars"), "the Key"))));
            assertThat(compared.matched()).isEqualTo(awkward.size() + 1);
            assertThat(compared.objects()).isEqualTo(awkward.size() + 3);
            assertThat(compared.rows()).isEqualTo(awkward.size() + 2);
            assertThat(compared.kept()).isEqualTo(1);
            assertThat(lines(Manifest.ORPHANS)).singleElement().asString().startsWith("only%20here ");
            assertThat(lines(Manifest.MISSING)).containsExactly("only%20there");
        }
    }

    @Test
    void keysAreLookedUpInTheRowsAsTheyAreNow() {
        List<String> awkward = List.of("a'b", "back\\slash", "{\"x\",}", "li\nne", "ü");
        try (PgSession session = blobs(awkward).admin()) {
            var keys =
                    new ColumnKeys(session, List.of(new StoragePlan.Column(new QualifiedName("app", "blobs"), "key")));
            List<String> asked = new ArrayList<>(awkward);
            asked.addAll(List.of("nobody", "nu\0l"));
            assertThat(keys.known(asked)).containsExactlyInAnyOrderElementsOf(awkward);
            session.execute("INSERT INTO app.blobs VALUES ('nobody')");
            assertThat(keys.known(asked)).contains("nobody");
        }
    }

    @Test
    void orphansAreDeletedAndTheRestStays() throws IOException {
        List<String> keys = numbered(54);
        bucket("deleting", keys);
        var rows = new Rows(keys.subList(51, 54));
        List<Long> progress = new ArrayList<>();

        Compared compared = compared("deleting", DELETE, rows);
        assertThat(compared.orphans()).isEqualTo(51);
        assertThat(compared.orphanBytes()).isEqualTo(51 * 7);
        Cleared cleared = of("deleting", DELETE).clear(compared, rows, folder, soFar -> progress.add(soFar.done()));

        assertThat(cleared).isEqualTo(new Cleared(51, 51, 0, 0, 0, 0, 0, java.util.Map.of()));
        assertThat(progress).containsExactly(40L, 51L);
        assertThat(ObjectServer.keys("deleting")).isEqualTo(keys.subList(51, 54));
    }

    @Test
    void orphansStrewnAmongObjectsWithRowsAreFoundAgain() throws IOException {
        List<String> keys = numbered(2500);
        bucket("strewn", keys);
        List<String> kept = keys.stream().filter(key -> !key.endsWith("77")).toList();
        Compared compared = compared("strewn", DELETE, new Rows(kept));

        assertThat(clear("strewn", DELETE, compared, new Rows(kept)).taken()).isEqualTo(25);
        assertThat(ObjectServer.keys("strewn")).isEqualTo(kept);
    }

    @Test
    void keysOfEveryKindGo() throws IOException {
        List<String> awkward =
                List.of("a b+c.txt", "per%25cent", "li\nne", "ta\tb", "am&p<x>", "quo\"te'", "ü/😀", "~", "a+b", "a b");
        for (Orphans orphans : List.of(QUARANTINE, DELETE)) {
            String name = "kinds-" + orphans.word();
            bucket(name, awkward);
            ObjectServer.put(name, "stays", "content");
            var rows = new Rows(List.of("stays"));
            Compared compared = compared(name, orphans, rows);
            assertThat(clear(name, orphans, compared, rows).taken()).isEqualTo(awkward.size());

            List<String> expected = new ArrayList<>(List.of("stays"));
            if (orphans == QUARANTINE) {
                awkward.forEach(key -> expected.add("removed/" + key));
            }
            assertThat(ObjectServer.keys(name)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void whatWasMovedIsNotFoundAgain() throws IOException {
        bucket("moving", List.of("a", "b", "c"));
        var rows = new Rows(List.of("b"));
        assertThat(clear("moving", QUARANTINE, compared("moving", QUARANTINE, rows), rows)
                        .taken())
                .isEqualTo(2);
        assertThat(ObjectServer.keys("moving")).containsExactly("b", "removed/a", "removed/c");
        assertThat(compared("moving", QUARANTINE, rows).orphans()).isZero();
    }

    @Test
    void whatChangedSinceItWasListedStays() throws IOException {
        for (Orphans orphans : List.of(QUARANTINE, DELETE)) {
            String name = "changing-" + orphans.word();
            Bucket bucket = bucket(name, List.of("a", "b", "c", "d"));
            Compared compared = compared(name, orphans, new Rows(List.of("c")));
            ObjectServer.put(name, "a", "uploaded again");
            bucket.delete(List.of(stored("b")));

            Cleared cleared = clear(name, orphans, compared, new Rows(List.of("c", "d")));

            assertThat(cleared).isEqualTo(new Cleared(3, 0, 1, 1, 1, 0, 0, java.util.Map.of()));
            assertThat(ObjectServer.keys(name)).containsExactly("a", "c", "d");
        }
    }

    @Test
    void whatIsUploadedWhileTheBucketIsListedIsTooYoung() throws IOException {
        bucket("racing", List.of("a", "b"));
        ObjectServer.settle();
        AtomicBoolean uploaded = new AtomicBoolean();
        try (Meddler meddler = new Meddler((what, number) -> {
            // The parts of a listing are asked for at once: none may overtake the upload.
            synchronized (uploaded) {
                if (number > 1 && !uploaded.getAndSet(true)) {
                    ObjectServer.put("racing", "uploaded meanwhile", "x");
                }
            }
            return Optional.empty();
        })) {
            var store = store(DELETE);
            Compared compared = new Reconciliation(store, ObjectServer.at(meddler.endpoint(), "racing"), 10)
                    .compare(new Rows(List.of("b")), folder, objects -> {});
            assertThat(compared.young()).isEqualTo(1);
            assertThat(compared.orphans()).isEqualTo(1);
            assertThat(lines(Manifest.ORPHANS)).singleElement().asString().startsWith("a ");
        }
    }

    @Test
    void whatIsYoungerThanTheSuiteSaysIsNobodysOrphanYet() throws IOException {
        bucket("young", List.of("a", "b"));
        Compared compared = of("young", DELETE)
                .compare(new Rows(List.of("b")), Instant.parse("2020-01-01T00:00:00Z"), folder, objects -> {});
        assertThat(compared.orphans()).isZero();
        assertThat(compared.young()).isEqualTo(1);
        assertThat(lines(Manifest.ORPHANS)).isEmpty();
    }

    @Test
    void moreThanTheCapAndNoneIsTouched() throws IOException {
        bucket("capped", List.of("a", "b", "c"));
        Orphans one = new Orphans.Deleted(1);
        Compared compared = compared("capped", one, new Rows(List.of("c")));
        assertThatThrownBy(() -> clear("capped", one, compared, new Rows(List.of("c"))))
                .isInstanceOf(NotTaken.class)
                .hasMessageContaining("there are 2 objects without a row in bucket \"capped\"")
                .hasMessageContaining("\"max-delete\" allows 1")
                .hasMessageContaining("No object was moved or deleted.");
        assertThat(ObjectServer.keys("capped")).hasSize(3);
    }

    @Test
    void withoutASwitchNothingIsTaken() throws IOException {
        bucket("reporting", List.of("a", "b"));
        Compared compared = compared("reporting", new Orphans.Reported(), new Rows(List.of("b")));
        assertThat(compared.orphans()).isEqualTo(1);
        assertThatThrownBy(() -> clear("reporting", new Orphans.Reported(), compared, new Rows(List.of("b"))))
                .isInstanceOf(NotTaken.class);
        assertThat(ObjectServer.keys("reporting")).hasSize(2);
    }

    @Test
    void aColumnThatKnowsNoneOfTheObjectsIsTheWrongOne() throws IOException {
        bucket("strangers", List.of("a", "b"));
        Compared compared = compared("strangers", DELETE, new Rows(List.of("x", "y")));
        assertThatThrownBy(() -> of("strangers", DELETE).requireKin(compared, "app.blobs.key"))
                .hasMessageContaining("not one of 2 objects in bucket \"strangers\"")
                .hasMessageContaining("belongs to one of the 2 keys in app.blobs.key");
    }

    @Test
    void aRowWhoseKeyLiesInQuarantineIsRefusedSinceWhatIsMovedThereMayReplaceItsObject() {
        bucket("overlapping", List.of("a", "removed/b"));
        assertThatThrownBy(() -> compared("overlapping", QUARANTINE, new Rows(List.of("a", "removed/b"))))
                .isInstanceOf(NotTaken.class)
                .hasMessageContaining("a row has the key \"removed/b\"")
                .hasMessageContaining("Nothing was changed.");
    }

    /** S3Mock itself is one: it sorts as Java does, which differs beyond the first plane of Unicode. */
    @Test
    void aStoreThatListsInAnotherOrderIsRefused() {
        bucket("disorderly", List.of("𝒳", "ﬀ"));
        assertThatThrownBy(() -> compared("disorderly", DELETE, new Rows(List.of("ﬀ"))))
                .hasMessageContaining("which is not the order of bytes");
    }

    private Reconciliation of(String name, Orphans orphans) {
        return new Reconciliation(store(orphans), ObjectServer.at(ObjectServer.endpoint(), name), 10);
    }

    private Compared compared(String name, Orphans orphans, Keys rows) {
        return of(name, orphans).compare(rows, LATER, folder, objects -> {});
    }

    private Cleared clear(String name, Orphans orphans, Compared compared, Keys rows) {
        return of(name, orphans).clear(compared, rows, folder, soFar -> {});
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file));
    }

    static ObjectStore store(Orphans orphans) {
        var place = new dev.cleanslate.suite.Place("suite.yaml", 1, 1);
        return new ObjectStore(
                place,
                "any",
                Optional.empty(),
                "us-east-1",
                true,
                new ObjectStore.Credentials("ID", "SECRET", Optional.empty()),
                "",
                List.of(new ObjectStore.KeyColumn("app.blobs", "key", place)),
                List.of("exports/*"),
                Duration.ZERO,
                orphans);
    }

    private static TestDatabases.Database blobs(List<String> keys) {
        String values = String.join(
                ", ", keys.stream().map(k -> "('" + k.replace("'", "''") + "')").toList());
        return TestDatabases.of(TestDatabases.NEWEST)
                .create("CREATE SCHEMA app; CREATE TABLE app.blobs (key varchar); INSERT INTO app.blobs VALUES "
                        + values);
    }

    static StoredObject stored(String key) {
        return new StoredObject(key, 7, Instant.EPOCH, "");
    }

    private static Bucket bucket(String name, List<String> keys) {
        Bucket bucket = ObjectServer.bucket(name);
        ObjectServer.fill(name, keys);
        return bucket;
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> String.format("%05d", i)).toList();
    }
}
