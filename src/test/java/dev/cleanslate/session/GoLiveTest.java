package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.Redrawing;
import dev.cleanslate.seal.OwnKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoLiveTest {

    @TempDir
    Path folder;

    private Playground shop;

    @BeforeEach
    void reset() {
        shop = Certifications.marked(folder);
    }

    private Ran certify() {
        Ran ran = shop.run(shop.invocation(Command.CERTIFY, Optional.empty()));
        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        return ran;
    }

    private Ran goLive(Optional<String> execute) {
        return shop.run(shop.invocation(Command.GO_LIVE, execute));
    }

    private boolean live() {
        return shop.number("SELECT count(live_since) FROM cleanslate.identity") == 1;
    }

    private void refused(Ran ran, String... words) {
        assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(3);
        assertThat(ran.messages()).contains(words).contains("Nothing was changed.");
        assertThat(live()).isFalse();
    }

    @Test
    void a_certified_database_goes_live_and_is_never_reset_again() {
        Ran certified = certify();

        Ran ran = goLive(Optional.of(shop.databaseName()));

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(ran.committed()).isTrue();
        assertThat(live()).isTrue();
        assertThat(ran.record().get("notes").toString())
                .contains(certified.record().get("run").asString());
        Ran again = shop.reset();
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.messages()).contains("marked live since");
        // It can be certified once more, and marked only once.
        certify();
        Ran twice = goLive(Optional.of(shop.databaseName()));
        assertThat(twice.exitCode()).isEqualTo(3);
        assertThat(twice.messages()).contains("marked live since");
    }

    @Test
    void not_without_the_opt_in_or_with_another_name() {
        certify();

        refused(goLive(Optional.empty()), "add --execute " + shop.databaseName());
        refused(goLive(Optional.of("other")), "the opt-in says \"other\"");
    }

    @Test
    void not_without_a_certificate() {
        refused(goLive(Optional.of(shop.databaseName())), "no certificate of a hand-off", "Certify first");
    }

    @Test
    void not_on_a_certificate_that_was_changed() throws IOException {
        Path file = certify().folder().resolve("certificate.json");
        Files.writeString(file, Files.readString(file).replace("\"certified\"", "\"Certified\""));

        refused(goLive(Optional.of(shop.databaseName())), "certificate.json");
    }

    @Test
    void not_when_a_file_of_the_certified_reset_was_changed_since() throws IOException {
        certify();
        Path reset = shop.reset().folder();
        certify();
        Files.writeString(reset.resolve("report.html"), "x");

        refused(goLive(Optional.of(shop.databaseName())), "report.html", "it was changed");
    }

    @Test
    void not_when_the_database_was_reset_after_it_was_certified() {
        certify();
        assertThat(shop.reset().outcome()).isEqualTo("passed");

        // Which of the two it says depends on how the runs of one second sort.
        refused(goLive(Optional.of(shop.databaseName())), "Certify again.");
    }

    @Test
    void not_on_an_old_certificate() {
        certify();
        Invocation tomorrow = shop.invocation(Command.GO_LIVE, Optional.of(shop.databaseName()))
                .with(new Invocation.Present(
                        java.time.Clock.offset(java.time.Clock.systemUTC(), java.time.Duration.ofHours(25)),
                        java.util.List.of(),
                        Optional.empty()));

        refused(shop.run(tomorrow), "takes none older than 1440 minutes");
    }

    @Test
    void only_when_everybody_has_signed_whom_the_target_asks() throws Exception {
        Map<String, String> client =
                Map.of("XDG_CONFIG_HOME", folder.resolve("client").toString());
        String key = new OwnKey(client, line -> {}).orMake().publicKey().text();
        shop.target(", guarded: true, trusted-keys: { client: [" + key + "] }");
        Path certificate = certify().folder().normalize().resolve("certificate.json");

        refused(goLive(Optional.of(shop.databaseName())), "role \"client\" has not signed for this certificate");

        var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(new SigningOff(shop.suites, client, Instant.now(), out, out)
                        .sign("client", "test", certificate, Optional.of("C. Lient")))
                .isZero();
        assertThat(Redrawing.of(certificate.resolveSibling("."), Optional.empty(), Optional.empty()))
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "report.html",
                        "report.pdf",
                        "report.signed.html",
                        "report.signed.pdf",
                        "junit.xml",
                        "execution-log.md");
        assertThat(certificate.resolveSibling("report.html")).content().doesNotContain("C. Lient");
        assertThat(certificate.resolveSibling("report.signed.html")).content().contains("C. Lient");

        Ran ran = goLive(Optional.of(shop.databaseName()));
        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(ran.record().get("notes").toString()).contains("Accepted by role client (C. Lient)");
    }
}
