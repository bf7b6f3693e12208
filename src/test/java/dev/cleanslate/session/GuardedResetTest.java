package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.CertificateFile;
import dev.cleanslate.evidence.CertificatesLeft;
import dev.cleanslate.seal.Keys;
import dev.cleanslate.seal.Opened;
import dev.cleanslate.seal.Signed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guarded target: rehearsed on a restored backup, and reset by the right of the certificate that this leaves. */
class GuardedResetTest {

    private static final int MAJOR = 15;
    private static final String GUARDED = ", guarded: true, confirm-as: shop-prod";

    @TempDir
    private Path folder = Path.of("");

    private Playground shop;

    @BeforeAll
    static void needsClientTools() {
        Needs.pgDump(MAJOR);
    }

    @BeforeEach
    void aRehearsedShop() {
        shop = Playground.shop(MAJOR, folder).target(GUARDED);
        assertThat(Consulted.mark(shop, "shop-prod").exitCode()).isZero();
        Ran rehearsal = shop.rehearse();
        assertThat(rehearsal.exitCode()).as(rehearsal.messages()).isZero();
        assertThat(rehearsal.committed()).isFalse();
        shop.rows = Optional.of(Long.toString(rowsThatGo()));
    }

    @Test
    void isResetAsItWasRehearsed() {
        Ran ran = shop.reset("shop-prod");
        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(ran.committed()).isTrue();
    }

    @Nested
    class Refuses {

        @Test
        void aNumberOfRowsThatNobodyOrSomebodyWrongTyped() {
            String right = shop.rows.orElseThrow();
            shop.rows = Optional.empty();
            refused("the number of rows that will go must be typed too", "--rows " + right);
            shop.rows = Optional.of("1");
            refused("the opt-in says 1 rows");
        }

        @Test
        void withoutACertificateAndSaysHowToGetOne() throws IOException {
            Files.delete(certificate());
            refused("there is none", "mvn verify -Dtarget=test");
        }

        @Test
        void aChangedByteOfTheCertificate() throws IOException {
            Files.writeString(
                    certificate(), Files.readString(certificate()).replace("\"rowsThatGo\":", "\"rowsThatGo\":1"));
            refused("Seal:");
        }

        @Test
        void aChangedByteOfTheSuite() {
            shop.suite(Playground.SUITE + "# one remark more\n");
            refused("Suite:");
        }

        @Test
        void aColumnMore() {
            shop.execute("ALTER TABLE orders ADD COLUMN remark text");
            refused("Schema:");
        }

        @Test
        void anExpiredCertificate() throws IOException {
            resign(Map.of("issuedAt", "2026-01-01T00:00:00Z", "expiresAt", "2026-01-02T00:00:00Z"));
            refused("expired");
        }

        @Test
        void aCertificateOlderThanTheTargetTakes() throws IOException {
            Instant anHourAgo = Instant.ofEpochSecond(Instant.now().getEpochSecond() - 3_600);
            resign(Map.of(
                    "issuedAt",
                    anHourAgo.toString(),
                    "expiresAt",
                    anHourAgo.plusSeconds(86_400).toString()));
            shop.target(GUARDED + ", rehearsal: { on: embedded, max-age: 30m }");
            refused("takes none older than 30 minutes");
        }

        @Test
        void aCertificateFromTheFuture() throws IOException {
            Instant tomorrow = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 86_400);
            resign(Map.of(
                    "issuedAt",
                    tomorrow.toString(),
                    "expiresAt",
                    tomorrow.plusSeconds(60).toString()));
            refused("Clock:");
        }

        @Test
        void aCertificateByAKeyThatNobodyTrusts() {
            shop.environment.put("CLEANSLATE_SIGNING_KEY", Keys.text(9));
            refused("Signer:");
        }

        @Test
        void aCertificateOfAnotherDatabaseThatLooksTheSame() {
            Path theirs = certificate();
            Playground twin = Playground.shop(MAJOR, folder.resolve("twin")).target(GUARDED);
            twin.environment.put("XDG_CONFIG_HOME", shop.environment.get("XDG_CONFIG_HOME"));
            assertThat(Consulted.mark(twin, "shop-prod").exitCode()).isZero();
            twin.certificate = Optional.of(theirs);
            twin.rows = shop.rows;
            assertRefused(twin.reset("shop-prod"), twin, "Database:");
        }

        @Test
        void aRoleThatHasNotSigned() throws IOException {
            String dba = Keys.numbered(2).publicKey().text();
            shop.target(GUARDED + ", trusted-keys: { dba: [" + dba + "] }");
            refused("role \"dba\" has not signed");

            signOff(Keys.text(2));
            // Its seal holds, for this very certificate; and no target knows the key.
            CertificatesLeft.signOff(certificate(), Keys.numbered(9), "boss");
            Ran ran = shop.reset("shop-prod");
            assertThat(ran.exitCode()).as(ran.messages()).isZero();
            assertThat(ran.record().at("/rehearsal/signOffs"))
                    .extracting(signed -> signed.get("role").asString())
                    .containsExactly("dba");
        }

        @Test
        void toCommitFarMoreRowsThanWereRehearsed() {
            shop.execute("INSERT INTO orders (user_id) SELECT 1 FROM generate_series(1, 50)");
            refused("more than the");
        }
    }

    @Test
    void mayGrowWithinTheTolerance() {
        shop.target(GUARDED + ", tolerance: 1000");
        shop.execute("INSERT INTO orders (user_id) SELECT 1 FROM generate_series(1, 50)");
        assertThat(shop.reset("shop-prod").exitCode()).isZero();
    }

    private void refused(String... words) {
        assertRefused(shop.reset("shop-prod"), shop, words);
    }

    private static void assertRefused(Ran ran, Playground there, String... words) {
        assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(3);
        assertThat(ran.messages()).contains(words);
        assertThat(ran.committed()).isFalse();
        assertThat(there.count("orders")).isPositive();
    }

    private long rowsThatGo() {
        return ((CertificateFile.Sound) CertificateFile.read(certificate()))
                .certificate()
                .rowsThatGo();
    }

    private Path certificate() {
        try (var files = Files.walk(shop.reports)) {
            return files.filter(file -> file.endsWith("certificate.json"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** By the same key, so that nothing but the new members is wrong with it. */
    private void resign(Map<String, String> members) throws IOException {
        Signed signed = ((Opened.Sound) Signed.open(Files.readAllBytes(certificate()))).signed();
        var content = new TreeMap<String, Object>(signed.content());
        content.putAll(members);
        var own = new dev.cleanslate.seal.OwnKey(shop.environment, said -> {});
        Files.writeString(certificate(), Signed.by(own.orMake(), content).text());
    }

    private void signOff(String key) {
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        int exit = new SigningOff(shop.suites, Map.of("CLEANSLATE_SIGNING_KEY", key), Instant.now(), nowhere, nowhere)
                .sign("dba", "test", certificate(), Optional.of("D. Ba"));
        assertThat(exit).isZero();
    }
}
