package dev.cleanslate.session;

import static dev.cleanslate.session.Certifications.certify;
import static dev.cleanslate.session.Certifications.inTheWay;
import static dev.cleanslate.session.Certifications.item;
import static dev.cleanslate.session.Certifications.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.Verification;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.storage.ObjectServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a certification says of the bucket: by the records, and by what is in it now. */
class StorageCertifyTest {

    private static final String RECORD = "What became of files without a row is on record";
    private static final String NOW = "No file in the bucket is without a row";
    private static final String ROWS = "Every row has its file in the bucket";
    private static final String QUARANTINE = ", orphans: { quarantine: removed/ }, max-delete: 100";

    @TempDir
    private Path folder;

    private @Nullable FileShop made;

    @BeforeEach
    void aShop() {
        made = FileShop.of(TestDatabases.NEWEST, folder, QUARANTINE);
    }

    private FileShop files() {
        return Objects.requireNonNull(made);
    }

    private Ran reset(boolean optedIn) {
        files().shop().storage = optedIn ? Optional.of(files().bucket()) : Optional.empty();
        Ran ran = files().shop().reset();
        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        files().shop().storage = Optional.empty();
        return ran;
    }

    @Test
    void aBucketThatWasClearedIsCertifiedWithItsCounts() throws IOException {
        Ran reset = reset(true);
        List<String> before = ObjectServer.keys(files().bucket());

        Ran ran = certify(files().shop());

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(item(ran, RECORD))
                .isEqualTo("done: reset " + reset.record().get("run").asString()
                        + ": 16 objects of 16 without a row moved to removed/ in bucket \"" + files().bucket()
                        + "\", 1 row has no object (list storage-missing.txt)");
        assertThat(item(ran, NOW)).isEqualTo("done: 5 objects in bucket \"" + files().bucket() + "\", each with a row");
        assertThat(item(ran, ROWS))
                .startsWith("open: 1 key in files.key names a file that is not in the bucket")
                .contains("as at the reset");
        assertThat(ObjectServer.keys(files().bucket())).isEqualTo(before);
        assertThat(Files.readString(ran.folder().resolve("certificate.json"))).contains("storage-orphans.txt");
        assertThat(Verification.ofChain(List.of(ran.folder()), Optional.empty(), Optional.empty())
                        .items())
                .allSatisfy(one -> assertThat(one.holds()).as(one.toString()).isTrue());
    }

    @Test
    void filesThatNobodyOptedInToTakeAwayAreToldAndLeaveItCertified() {
        reset(false);

        Ran ran = certify(files().shop());

        assertThat(verdict(ran)).isEqualTo("certified");
        assertThat(item(ran, RECORD))
                .startsWith("open: 16 objects (112 bytes) had no row after the reset and remain in bucket")
                .contains("nobody opted in to taking them away (--execute-storage " + files().bucket() + ")");
        assertThat(item(ran, NOW))
                .startsWith("open: 16 objects (112 bytes) without a row are in bucket")
                .contains("files whose rows are gone remain")
                .contains("storage --target test --execute-storage " + files().bucket());
    }

    @Test
    void objectsWithoutARowThatCameBackAfterTheClearanceAreInTheWayUnlessSomebodyAnswersForThem() {
        reset(true);
        ObjectServer.put(files().bucket(), "left over", "content");
        ObjectServer.settle();

        Ran refused = certify(files().shop());

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(verdict(refused)).isEqualTo("not-certified");
        assertThat(inTheWay(refused))
                .singleElement()
                .asString()
                .contains(
                        "1 object (7 bytes) without a row is in bucket",
                        "though objects were taken away",
                        "storage-orphans/" + files().bucket());

        files().shop()
                .suite(FileShop.suite(QUARANTINE) + "scan: { waivers: [ { finding: \"storage-orphans/"
                        + files().bucket()
                        + "\", owner: ops, reason: kept for the auditor, expires: 2999-12-31 } ] }\n");
        Ran waived = certify(files().shop());

        assertThat(verdict(waived)).as(waived.messages()).isEqualTo("certified-with-waivers");
    }

    @Test
    void aClearanceThatCameLaterCountsAndIsBoundByTheCertificate() throws IOException {
        reset(false);
        files().shop().storage = Optional.of(files().bucket());
        Ran cleared = files().shop().storage();
        files().shop().storage = Optional.empty();

        Ran ran = certify(files().shop());

        String run = cleared.record().get("run").asString();
        assertThat(item(ran, RECORD))
                .startsWith("done: run " + run + ": 16 objects of 16 without a row moved to removed/");
        assertThat(item(ran, NOW)).startsWith("done: 5 objects");
        assertThat(ran.record().at("/certification/chain").toString()).contains(run);
        Files.writeString(cleared.folder().resolve("storage-taken.txt"), "");
        assertThat(Verification.ofChain(List.of(ran.folder()), Optional.empty(), Optional.empty())
                        .items())
                .filteredOn(one -> !one.holds())
                .anySatisfy(one -> assertThat(one.subject()).isEqualTo(run + "/storage-taken.txt"));
    }

    @Test
    void aFileThatIsMissingSinceTheResetIsInTheWay() {
        reset(true);
        ObjectServer.delete(files().bucket(), "file-3");

        Ran ran = certify(files().shop());

        assertThat(verdict(ran)).isEqualTo("not-certified");
        assertThat(inTheWay(ran))
                .singleElement()
                .asString()
                .contains("2 keys in files.key name files that are not in the bucket", "at the reset it were 1");
    }

    @Test
    void aBucketThatCannotBeSeenIsLeftOpenAndTheRecordIsTold() {
        reset(true);
        files().shop().environment.remove("AWS_SECRET_ACCESS_KEY");

        Ran unset = certify(files().shop());

        assertThat(verdict(unset)).isEqualTo("certified");
        assertThat(item(unset, RECORD)).startsWith("done: reset ");
        assertThat(item(unset, NOW))
                .startsWith("open: not looked at now: the variable AWS_SECRET_ACCESS_KEY is not set here");
        assertThat(item(unset, ROWS)).startsWith("open: not known: the variable");

        files().shop().environment.put("AWS_SECRET_ACCESS_KEY", "x");
        files().shop().environment.put("S3_BUCKET", "not-there");
        Ran gone = certify(files().shop());

        assertThat(item(gone, NOW))
                .startsWith("open: could not be looked at now")
                .contains("NoSuchBucket");
    }

    @Test
    void aTargetThatSaysItHasNoneIsToldInEveryRunAndIsNoReasonToRefuse() {
        files().shop().target(", outside: { storage: none }");
        files().shop().environment.remove("S3_BUCKET");

        Ran reset = reset(false);

        assertThat(reset.record().at("/storage/skipped").asString())
                .isEqualTo("target \"test\" says that it has no object store (outside: { storage: none })");
        assertThat(reset.record().get("notes").toString()).contains("The object store is not looked at: target");
        assertThat(ObjectServer.keys(files().bucket())).hasSize(21);
        Ran ran = certify(files().shop());
        assertThat(verdict(ran)).isEqualTo("certified");
        assertThat(item(ran, RECORD)).startsWith("open: nobody looked at the object store: target \"test\" says");
        assertThat(item(ran, NOW)).startsWith("open: not looked at now: target \"test\" says");
        assertThat(reset.folder().resolve("report.html")).content().contains("says that it has no object store");

        files().shop().storage = Optional.of(files().bucket());
        Ran contradicted = files().shop().reset();
        assertThat(contradicted.exitCode()).isEqualTo(2);
        assertThat(contradicted.messages()).contains("says that it has no object store", "Nothing was run.");
        files().shop().storage = Optional.empty();
        assertThat(files().shop().storage().exitCode()).isEqualTo(2);
    }
}
