package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.storage.ObjectServer;
import dev.cleanslate.storage.RefusingStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The doctor names what keeps a run from its bucket, and changes nothing there. */
class StorageDoctorTest {

    private static final String QUARANTINE = ", orphans: { quarantine: removed/ }, max-delete: 100";

    @TempDir
    private Path folder;

    private FileShop files() {
        return FileShop.of(TestDatabases.NEWEST, folder, QUARANTINE);
    }

    @Test
    void aBucketThatIsThereIsSound() {
        FileShop files = files();
        List<String> before = ObjectServer.keys(files.bucket());

        Consulted well = Consulted.of(files.shop());

        assertThat(well.exitCode()).as(well.err()).isZero();
        assertThat(well.of("ok"))
                .contains("object store: bucket \"" + files.bucket() + "\" at localhost:")
                .contains("moving objects: objects may be copied to removed/")
                .contains("deleting objects: objects may be deleted")
                .contains("versions of objects: none are kept");
        assertThat(ObjectServer.keys(files.bucket())).isEqualTo(before);
        assertThat(well.out() + well.err()).doesNotContain("not-to-be-seen");
    }

    @Test
    void variablesThatAreNotSetAreNamed() {
        FileShop files = files();
        files.shop().environment.remove("AWS_SECRET_ACCESS_KEY");

        Consulted ill = Consulted.of(files.shop());

        assertThat(ill.exitCode()).isEqualTo(2);
        assertThat(ill.prevents()).contains("object store: storage asks for the variable AWS_SECRET_ACCESS_KEY");
        assertThat(ill.mends()).contains("-- export AWS_SECRET_ACCESS_KEY='…'");
    }

    @Test
    void aBucketOrAServerThatIsNotThereIsNamed() {
        FileShop files = files();
        files.shop().environment.put("S3_BUCKET", "not-there");
        Consulted ill = Consulted.of(files.shop());
        assertThat(ill.exitCode()).isEqualTo(4);
        assertThat(ill.prevents()).contains("NoSuchBucket");
        assertThat(ill.mends()).anyMatch(mend -> mend.contains("there is no bucket of that name"));

        files.shop().environment.put("S3_ENDPOINT", "http://localhost:1");
        Consulted nobody = Consulted.of(files.shop());
        assertThat(nobody.exitCode()).isEqualTo(4);
        assertThat(nobody.prevents()).contains("cannot be reached: nobody takes the connection");
        assertThat(nobody.mends()).anyMatch(mend -> mend.contains("look at \"endpoint\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        403 | AccessDenied | lack a right: s3:ListBucket
        403 | InvalidAccessKeyId | no such access key
        403 | SignatureDoesNotMatch | the secret key is not that of the access key
        403 | RequestTimeTooSkewed | clock is not the store's
        400 | ExpiredToken | have expired
        400 | AuthorizationHeaderMalformed | write the region of the bucket
        301 | PermanentRedirect | write the region of the bucket
        """)
    void whatTheStoreSaysIsToldWithItsMend(int status, String code, String mend) throws IOException {
        FileShop files = files();
        try (RefusingStore store = RefusingStore.of("GET", status, code)) {
            files.shop().environment.put("S3_ENDPOINT", store.endpoint());
            Consulted ill = Consulted.of(files.shop());
            assertThat(ill.exitCode()).isEqualTo(4);
            assertThat(ill.prevents()).contains("answered " + status + " " + code);
            assertThat(ill.mends()).anyMatch(line -> line.contains(mend));
            if (code.equals("AuthorizationHeaderMalformed")) {
                assertThat(ill.prevents()).contains("the bucket is in eu-central-1");
            }
        }
    }

    @Test
    void rightsThatALaterClearanceLacksPreventIt() throws IOException {
        FileShop files = files();
        try (RefusingStore store = RefusingStore.of("PUT", 403, "AccessDenied")) {
            files.shop().environment.put("S3_ENDPOINT", store.endpoint());
            Consulted ill = Consulted.of(files.shop());
            assertThat(ill.exitCode()).as(ill.err()).isEqualTo(3);
            assertThat(ill.prevents()).startsWith("moving objects: ").doesNotContain("deleting");
            assertThat(ill.mends()).anyMatch(line -> line.contains("s3:PutObject, s3:PutObjectTagging below removed/"));
        }
        try (RefusingStore store = RefusingStore.of("POST", 403, "AccessDenied")) {
            files.shop().environment.put("S3_ENDPOINT", store.endpoint());
            Consulted ill = Consulted.of(files.shop());
            assertThat(ill.exitCode()).isEqualTo(3);
            assertThat(ill.prevents()).startsWith("deleting objects: ").contains("AccessDenied");
        }
    }

    @Test
    void aBucketThatKeepsVersionsIsNotTriedWithADeletion() {
        FileShop files = files();
        ObjectServer.keepVersions(files.bucket());

        Consulted well = Consulted.of(files.shop());

        assertThat(well.exitCode()).as(well.err()).isZero();
        assertThat(well.of("worth knowing")).contains("versions of objects: ").contains("(Enabled)");
        assertThat(well.of("could not be seen"))
                .contains("deleting objects: whether objects may be deleted was not tried");
    }

    @Test
    void aTargetThatSaysItHasNoneIsTold() {
        FileShop files = files();
        files.shop().target(", outside: { storage: none }");
        files.shop().environment.remove("S3_BUCKET");

        Consulted well = Consulted.of(files.shop());

        assertThat(well.exitCode()).as(well.err()).isZero();
        assertThat(well.of("worth knowing")).contains("says that it has no object store");
    }
}
