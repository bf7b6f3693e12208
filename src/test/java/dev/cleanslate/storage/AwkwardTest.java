package dev.cleanslate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.plan.StoragePlan;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.suite.ObjectStore.Orphans;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, columns and buckets that nobody wants and somebody has. */
class AwkwardTest {

    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
    private static final Orphans DELETE = new Orphans.Deleted(5000);
    private static final Orphans QUARANTINE = new Orphans.Quarantined("removed/", 5000);

    @TempDir
    private Path folder;

    @Test
    void keysThatLookLikeSomethingElseGoAndTheirNeighboursStay() {
        List<String> keys =
                List.of("%2F", "a%2Fb", "a%20b", "a b", " leading", "trailing ", "a+b", "a&amp;b", "=", "?x=1", "#");
        for (Orphans orphans : List.of(QUARANTINE, DELETE)) {
            String name = "lookalike-" + orphans.word();
            ObjectServer.bucket(name);
            ObjectServer.fill(name, keys);
            ObjectServer.fill(name, List.of("a/b", "a%2520b", "stays"));
            var rows = new Rows(List.of("a%2520b", "a/b", "stays"));

            assertThat(clear(name, orphans, rows).taken()).isEqualTo(keys.size());

            Stream<String> moved = orphans == QUARANTINE ? keys.stream().map(key -> "removed/" + key) : Stream.of();
            assertThat(ObjectServer.keys(name))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(moved, Stream.of("a/b", "a%2520b", "stays"))
                            .toList());
        }
    }

    /** S3 takes 1024 bytes of UTF-8, and none beyond: behind a prefix such a key does not fit any more. */
    @Test
    void aKeyThatIsAsLongAsCanBeIsDeletedAndStaysWhereItWouldHaveToBeMoved() throws IOException {
        String longest = ("0123456789abcdef/" + "x".repeat(47)).repeat(16);
        assertThat(longest).hasSize(1024);
        ObjectServer.bucket("longest");
        ObjectServer.fill("longest", List.of(longest, "stays"));
        var rows = new Rows(List.of("stays"));
        try (Meddler meddler = new Meddler((what, number) -> what.startsWith("PUT") && what.contains("removed/")
                ? Optional.of(new Meddler.Answer(
                        400, "<Error><Code>KeyTooLongError</Code><Message>Your key is too long</Message></Error>"))
                : Optional.empty())) {
            Cleared moved = clear(QUARANTINE, rows, ObjectServer.at(meddler.endpoint(), "longest"));
            assertThat(moved.errors()).isEqualTo(Map.of("KeyTooLongError", 1L));
        }
        assertThat(ObjectServer.keys("longest")).contains(longest);

        assertThat(clear("longest", DELETE, rows).taken()).isEqualTo(1);
        assertThat(ObjectServer.keys("longest")).containsExactly("stays");
    }

    @Test
    void aColumnOfIdentifiersWithNullsAndTheSameOnesTwice() {
        String one = "00000000-0000-0000-0000-00000000000a";
        String two = "00000000-0000-0000-0000-00000000000b";
        ObjectServer.bucket("identifiers");
        ObjectServer.fill("identifiers", List.of(one, two, "00000000-0000-0000-0000-0000000000ff"));
        TestDatabases.Database database = TestDatabases.of(TestDatabases.NEWEST)
                .create("CREATE TABLE pictures (key uuid); CREATE TABLE covers (key uuid);"
                        + "INSERT INTO pictures VALUES ('"
                        + one + "'), (NULL), ('" + one + "'), ('" + two + "'); INSERT INTO covers VALUES ('" + one
                        + "'), (NULL)");
        try (PgSession session = database.admin()) {
            var keys = new ColumnKeys(
                    session,
                    List.of(
                            new StoragePlan.Column(new QualifiedName("public", "pictures"), "key"),
                            new StoragePlan.Column(new QualifiedName("public", "covers"), "key")));
            Compared found = of(DELETE, bucket("identifiers")).compare(keys, LATER, folder, objects -> {});
            assertThat(found.rows()).isEqualTo(2);
            assertThat(found.matched()).isEqualTo(2);
            assertThat(found.orphans()).isEqualTo(1);
            assertThat(keys.known(List.of(one, "no uuid", "00000000-0000-0000-0000-0000000000ff")))
                    .containsExactly(one);
        }
    }

    /** What came after a deletion is not looked at: S3Mock lists what has a delete marker, which S3 does not. */
    @Test
    void aBucketThatKeepsVersionsIsComparedByItsLatest() {
        ObjectServer.bucket("versions");
        assertThat(bucket("versions").versioned()).contains(false);
        ObjectServer.keepVersions("versions");
        ObjectServer.put("versions", "a", "one");
        ObjectServer.put("versions", "a", "the second");
        ObjectServer.put("versions", "b", "one");
        assertThat(bucket("versions").versioned()).contains(true);
        assertThat(ObjectServer.keys("versions")).containsExactly("a", "b");

        Compared found = of(DELETE, bucket("versions")).compare(new Rows(List.of("b")), LATER, folder, objects -> {});
        assertThat(found.orphans()).isEqualTo(1);
        assertThat(found.orphanBytes()).isEqualTo("the second".length());
        assertThat(clear("versions", DELETE, new Rows(List.of("b"))).taken()).isEqualTo(1);
    }

    @Test
    void aListingOfManyPagesUnderOnePrefixIsReadToItsEnd() {
        List<String> keys = IntStream.range(0, 3456)
                .mapToObj(i -> String.format("live/%06d", i))
                .toList();
        ObjectServer.bucket("pages");
        ObjectServer.fill("pages", keys);
        Compared found =
                of(DELETE, bucket("pages")).compare(new Rows(keys.subList(0, 456)), LATER, folder, objects -> {});
        assertThat(found.objects()).isEqualTo(3456);
        assertThat(found.orphans()).isEqualTo(3000);
        assertThat(folder.resolve(Manifest.ORPHANS)).content().hasLineCount(3000);
    }

    @Test
    void aStoreThatSlowsDownInTheMiddleOfACopyIsWaitedFor() throws IOException {
        List<String> keys =
                IntStream.range(0, 40).mapToObj(i -> String.format("%02d", i)).toList();
        ObjectServer.bucket("slow");
        ObjectServer.fill("slow", keys);
        var copies = new AtomicInteger();
        try (Meddler meddler = new Meddler((what, number) -> what.startsWith("PUT") && copies.incrementAndGet() % 3 == 0
                ? Optional.of(new Meddler.Answer(503, "<Error><Code>SlowDown</Code></Error>"))
                : Optional.empty())) {
            Cleared cleared = clear(QUARANTINE, new Rows(List.of("39")), ObjectServer.at(meddler.endpoint(), "slow"));
            assertThat(cleared.taken()).isEqualTo(39);
            assertThat(cleared.failed()).isZero();
        }
    }

    @Test
    void aClockThatIsOffIsSaidToBeThat() throws IOException {
        ObjectServer.bucket("skewed");
        try (Meddler meddler = new Meddler((what, number) -> Optional.of(new Meddler.Answer(
                403,
                "<Error><Code>RequestTimeTooSkewed</Code><Message>The difference is too large.</Message></Error>")))) {
            assertThatThrownBy(() -> of(DELETE, ObjectServer.at(meddler.endpoint(), "skewed"))
                            .compare(new Rows(List.of("a")), LATER, folder, objects -> {}))
                    .isInstanceOfSatisfying(StorageFailure.class, failure -> {
                        assertThat(failure).hasMessageContaining("403 RequestTimeTooSkewed");
                        assertThat(failure.mend("any")).contains("this machine's clock is not the store's");
                    });
        }
    }

    @Test
    void aQuarantineWithinThePrefixIsNeitherComparedNorMovedAgain() {
        ObjectServer.bucket("within");
        ObjectServer.fill("within", List.of("live/a", "live/b"));
        Orphans within = new Orphans.Quarantined("live/removed/", 5000);
        var rows = new Rows(List.of("live/b"));
        assertThat(clear("within", within, rows).taken()).isEqualTo(1);
        assertThat(clear("within", within, rows).total()).isZero();
        assertThat(ObjectServer.keys("within")).containsExactly("live/b", "live/removed/live/a");
    }

    private Cleared clear(String name, Orphans orphans, Keys rows) {
        return clear(orphans, rows, bucket(name));
    }

    private Cleared clear(Orphans orphans, Keys rows, Bucket bucket) {
        Reconciliation work = of(orphans, bucket);
        return work.clear(work.compare(rows, LATER, folder, objects -> {}), rows, folder, soFar -> {});
    }

    private static Reconciliation of(Orphans orphans, Bucket bucket) {
        return new Reconciliation(ReconciliationTest.store(orphans), bucket, 10);
    }

    private static Bucket bucket(String name) {
        return ObjectServer.at(ObjectServer.endpoint(), name);
    }
}
