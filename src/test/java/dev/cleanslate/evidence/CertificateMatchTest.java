package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.Certificate.Identity;
import dev.cleanslate.evidence.CertificateMatch.Kind;
import dev.cleanslate.evidence.CertificateMatch.Wanted;
import dev.cleanslate.seal.Keys;
import dev.cleanslate.seal.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateMatchTest {

    private static final String OTHER = "99".repeat(32);

    @TempDir
    Path reports;

    private CertificateFile certificate() {
        return Certified.leave(reports);
    }

    private static List<Kind> kinds(CertificateFile file, Wanted wanted) {
        return CertificateMatch.of(file, wanted).mismatches().stream()
                .map(CertificateMatch.Mismatch::kind)
                .toList();
    }

    /** The gym's reset with some of it changed; null is as it was. */
    private static Wanted changed(
            String suiteDigest, String planDigest, String schemaFingerprint, Identity database, String tool) {
        Wanted w = Certified.wanted();
        return new Wanted(
                w.suite(),
                w.target(),
                w.guarded(),
                suiteDigest,
                planDigest,
                schemaFingerprint,
                database,
                tool,
                w.now(),
                w.serverNow(),
                w.trusted());
    }

    private static Wanted at(Instant now, Instant serverNow, Set<PublicKey> trusted) {
        Wanted w = Certified.wanted();
        return new Wanted(
                w.suite(),
                w.target(),
                w.guarded(),
                w.suiteDigest(),
                w.planDigest(),
                w.schemaFingerprint(),
                w.database(),
                w.tool(),
                now,
                Optional.of(serverNow),
                trusted);
    }

    @Nested
    class ACertificate {

        @Test
        void opensTheResetThatItIsFor() {
            assertThat(CertificateMatch.of(certificate(), Certified.wanted()).fits())
                    .isTrue();
        }

        @Test
        void saysWhichOfItsBindingsDoesNotHold() {
            Wanted w = Certified.wanted();
            CertificateFile file = certificate();
            assertThat(kinds(file, changed(OTHER, w.planDigest(), w.schemaFingerprint(), w.database(), w.tool())))
                    .containsExactly(Kind.SUITE);
            assertThat(kinds(file, changed(w.suiteDigest(), OTHER, w.schemaFingerprint(), w.database(), w.tool())))
                    .containsExactly(Kind.PLAN);
            assertThat(kinds(file, changed(w.suiteDigest(), w.planDigest(), OTHER, w.database(), w.tool())))
                    .containsExactly(Kind.SCHEMA);
            assertThat(kinds(
                            file, changed(w.suiteDigest(), w.planDigest(), w.schemaFingerprint(), w.database(), "0.2")))
                    .containsExactly(Kind.TOOL);
        }

        @Test
        void saysAllOfThemAtOnce() {
            Wanted w = changed(OTHER, OTHER, OTHER, Certified.wanted().database(), "0.2");
            CertificateMatch match = CertificateMatch.of(certificate(), w);
            assertThat(match.mismatches())
                    .extracting(CertificateMatch.Mismatch::kind)
                    .containsExactly(Kind.SUITE, Kind.PLAN, Kind.SCHEMA, Kind.TOOL);
            assertThat(match.message(certificate()))
                    .contains("\n  Suite: suite \"gym\" was changed since the rehearsal")
                    .contains("cd34cd34cd34… then, 999999999999… now")
                    .endsWith("Nothing was changed.");
        }

        @Test
        void doesNotOpenAnotherDatabaseNorACopy() {
            Wanted w = Certified.wanted();
            Identity here = w.database();
            for (Identity other : List.of(
                    new Identity("7300000000000000002", here.oid(), here.name(), here.serverVersion()),
                    new Identity(here.systemIdentifier(), 16385, here.name(), here.serverVersion()),
                    new Identity(here.systemIdentifier(), here.oid(), "gym_prod", here.serverVersion()),
                    new Identity(here.systemIdentifier(), here.oid(), here.name(), "17.6"))) {
                assertThat(kinds(
                                certificate(),
                                changed(w.suiteDigest(), w.planDigest(), w.schemaFingerprint(), other, w.tool())))
                        .containsExactly(Kind.DATABASE);
            }
        }

        @Test
        void doesNotOpenAnotherSuiteOrTarget() {
            Wanted w = Certified.wanted();
            Wanted other = new Wanted(
                    "bakery",
                    "prod",
                    true,
                    w.suiteDigest(),
                    w.planDigest(),
                    w.schemaFingerprint(),
                    w.database(),
                    w.tool(),
                    w.now(),
                    w.serverNow(),
                    w.trusted());
            assertThat(kinds(certificate(), other)).containsExactly(Kind.ANOTHER_TARGET, Kind.SUITE);
        }

        @Test
        void ofACloneOpensOnlyWhatIsNotGuarded() {
            CertificateFile file = Certified.leave(reports, Certified.rehearsed("clone"), Certified.ISSUED);
            Wanted w = Certified.wanted();
            assertThat(kinds(file, w)).containsExactly(Kind.CLONE);
            Wanted unguarded = new Wanted(
                    w.suite(),
                    w.target(),
                    false,
                    w.suiteDigest(),
                    w.planDigest(),
                    w.schemaFingerprint(),
                    w.database(),
                    w.tool(),
                    w.now(),
                    w.serverNow(),
                    w.trusted());
            assertThat(kinds(file, unguarded)).isEmpty();
        }
    }

    @Nested
    class ASigner {

        @Test
        void mustBeKnown() {
            Instant now = Certified.wanted().now();
            assertThat(kinds(certificate(), at(now, now, Set.of(Keys.numbered(2).publicKey()))))
                    .containsExactly(Kind.UNKNOWN_SIGNER);
            assertThat(kinds(certificate(), at(now, now, Set.of()))).containsExactly(Kind.UNKNOWN_SIGNER);
        }

        @Test
        void whoChangedItAndSignedItAnewIsUnknown() throws IOException {
            CertificateFile.Sound good = Certified.leave(reports);
            CertificateFile forged =
                    CertificateFile.write(reports.resolve("forged.json"), good.certificate(), Keys.numbered(2));
            assertThat(kinds(CertificateFile.read(forged.file()), Certified.wanted()))
                    .containsExactly(Kind.UNKNOWN_SIGNER);
        }
    }

    @Nested
    class AClock {

        private final Instant issued = Certified.ISSUED;
        private final Set<PublicKey> trusted = Set.of(Certified.KEY.publicKey());

        private List<Kind> at(Instant now) {
            return kinds(certificate(), Certified.at(now));
        }

        @Test
        void thatRanOnForADayEndsIt() {
            assertThat(at(issued.plus(Duration.ofHours(24)).minusSeconds(1))).isEmpty();
            assertThat(at(issued.plus(Duration.ofHours(24)))).containsExactly(Kind.EXPIRED);
            assertThat(at(issued.plus(Duration.ofDays(3650)))).containsExactly(Kind.EXPIRED);
        }

        @Test
        void thatWasMovedBackIsNoticed() {
            assertThat(at(issued.minus(CertificateMatch.CLOCKS_DIFFER))).isEmpty();
            assertThat(at(issued.minus(CertificateMatch.CLOCKS_DIFFER).minusSeconds(1)))
                    .containsExactly(Kind.CLOCK);
        }

        @Test
        void thatWasMovedBackToFreshenAnOldOneIsNoticedByTheServersClock() {
            Instant back = issued.plusSeconds(60);
            assertThat(kinds(certificate(), CertificateMatchTest.at(back, back.plus(Duration.ofDays(2)), trusted)))
                    .containsExactly(Kind.CLOCK, Kind.EXPIRED);
            assertThat(kinds(certificate(), CertificateMatchTest.at(back, back.plusSeconds(200), trusted)))
                    .isEmpty();
        }
    }

    @Nested
    class TheNewest {

        @Test
        void ofTheRunsOfASuiteIsFound() throws IOException {
            assertThat(Certificates.newest(reports, "demo", "gym")).isEmpty();
            CertificateFile.Sound older = Certified.leave(reports);
            Path later = Certified.folder(older).resolveSibling("20261121T000000Z-0000");
            Files.createDirectory(later);
            assertThat(Certificates.newest(reports, "demo", "gym")).contains(older);

            Path newer = Files.copy(older.file(), later.resolve(Certificate.NAME));
            assertThat(Certificates.newest(reports, "demo", "gym"))
                    .hasValueSatisfying(found -> assertThat(found.file()).isEqualTo(newer));
            assertThat(Certificates.newest(reports, "demo", "bakery")).isEmpty();
        }

        @Test
        void isNotPassedOverForBeingDamaged() throws IOException {
            CertificateFile.Sound older = Certified.leave(reports);
            Path later = Files.createDirectory(Certified.folder(older).resolveSibling("20261121T000000Z-0000"));
            String text = Files.readString(older.file()).replace("\"kind\":\"rehearsal\"", "\"kind\":\"rehearsel\"");
            Files.writeString(later.resolve(Certificate.NAME), text);

            CertificateFile found = Certificates.newest(reports, "demo", "gym").orElseThrow();
            assertThat(kinds(found, Certified.wanted())).containsExactly(Kind.SIGNATURE);
        }
    }
}
