package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.Redrawing;
import dev.cleanslate.evidence.Verification;
import dev.cleanslate.seal.Keys;
import dev.cleanslate.seal.OwnKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do for a hand-over: named in the suite, ticked by a signature or left open. */
class HandOverItemsTest {

    private static final String MANUAL = "The operating manual is handed over";
    private static final String CALLED = "The client knows <b>whom</b> to call";
    private static final String KEPT = "The backup is kept for a year";

    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Playground shop;

    @BeforeEach
    void aResetOfASuiteThatNamesThem() {
        shop = Certifications.marked(folder);
        shop.suite(Playground.SUITE + """
                        hand-over:
                          database: [ { text: %s, role: archive } ]
                          documentation: [ { text: %s, role: client } ]
                          communication: [ { text: "%s", role: client } ]
                        """.formatted(KEPT, MANUAL, CALLED));
        guarded();
    }

    private void guarded() {
        shop.target(", guarded: true, trusted-keys: { client: ["
                + Keys.numbered(2).publicKey().text() + "], dba: ["
                + Keys.numbered(3).publicKey().text() + "] }");
    }

    private int tick(Ran certified, int key, String role, String... items) {
        said.reset();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new SigningOff(shop.suites, Map.of(OwnKey.VARIABLE, Keys.text(key)), Instant.now(), out, out)
                .sign(
                        role,
                        "test",
                        certified.folder().resolve("certificate.json"),
                        Optional.of("C. <i>Lient</i>"),
                        Arrays.asList(items));
    }

    private String words() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }

    private static Ran certified(Playground shop) {
        Ran ran = Certifications.certify(shop);
        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        return ran;
    }

    @Test
    void areOpenUntilSomebodyTicksThem() throws IOException {
        Ran ran = certified(shop);

        assertThat(Certifications.item(ran, MANUAL))
                .isEqualTo("open: role client ticks it by signature (sign-off --role"
                        + " client --tick), or by hand on the page");
        assertThat(Certifications.item(ran, KEPT))
                .isEqualTo("open: role archive ticks it, which has no key in trusted-keys: by hand on the page");
        assertThat(Certifications.item(ran, "Operating documents and runbook are handed over"))
                .startsWith("no item");
        assertThat(text(ran.folder().resolve("report.html")))
                .contains("The client knows &lt;b&gt;whom&lt;/b&gt; to call", "to be ticked in role client");
        assertThat(text(ran.folder().resolve("execution-log.md"))).contains("- [ ] " + MANUAL);
    }

    @Test
    void areTickedByASignatureThatTheNextCertificationCounts() throws Exception {
        Ran ran = certified(shop);

        assertThat(tick(ran, 2, "client", MANUAL)).as(words()).isZero();
        assertThat(tick(ran, 2, "client", "all")).as(words()).isZero();

        try (Stream<Path> files = Files.list(ran.folder())) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("ticks-")))
                    .hasSize(1);
        }
        assertThat(text(ran.folder().resolve("execution-log.md"))).contains("- [x] " + MANUAL, "- [ ] " + KEPT);
        assertThat(Redrawing.of(ran.folder(), Optional.empty(), Optional.empty()))
                .anyMatch(file -> file.endsWith("report.signed.html"));
        assertThat(text(ran.folder().resolve("report.signed.html")))
                .contains("ticked", "client: C. &lt;i&gt;Lient&lt;/i&gt;, ");
        assertThat(Verification.of(ran.folder(), Optional.empty(), Optional.of(Version.current()))
                        .exitCode())
                .isZero();
        Ran again = certified(shop);
        assertThat(Certifications.item(again, MANUAL)).startsWith("done: ticked by C. <i>Lient</i> (role client) at ");
        assertThat(Certifications.item(again, CALLED)).startsWith("done: ");
        assertThat(Certifications.item(again, KEPT)).startsWith("open: ");
        assertThat(Certifications.item(again, "Role client accepts this certificate"))
                .startsWith("open: ");
    }

    private Ran goLive() {
        return shop.run(shop.invocation(Command.GO_LIVE, Optional.of(shop.databaseName())));
    }

    private void accepted(Ran certified) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        for (Map.Entry<String, Integer> one : Map.of("client", 2, "dba", 3).entrySet()) {
            assertThat(new SigningOff(
                                    shop.suites,
                                    Map.of(OwnKey.VARIABLE, Keys.text(one.getValue())),
                                    Instant.now(),
                                    out,
                                    out)
                            .sign(
                                    one.getKey(),
                                    "test",
                                    certified.folder().resolve("certificate.json"),
                                    Optional.empty(),
                                    List.of()))
                    .as(words())
                    .isZero();
        }
    }

    @Test
    void areAskedForBeforeADatabaseGoesLive() {
        Ran ran = certified(shop);
        accepted(ran);

        Ran none = goLive();
        assertThat(tick(ran, 2, "client", MANUAL)).as(words()).isZero();
        Ran one = goLive();
        assertThat(tick(ran, 2, "client", "all")).as(words()).isZero();
        Ran all = goLive();

        assertThat(List.of(none.exitCode(), one.exitCode())).containsOnly(3);
        assertThat(none.messages())
                .contains("role \"client\" has not ticked \"" + MANUAL + "\", \"" + CALLED + "\" of the hand-over")
                .contains("sign-off --role client --target test --certificate ", " --tick all", "Nothing was changed.");
        assertThat(one.messages()).contains(CALLED).doesNotContain(MANUAL);
        assertThat(all.exitCode()).as(all.messages()).isZero();
        assertThat(all.record().get("notes").toString())
                .contains("its role has no key in trusted-keys: \\\"" + KEPT + "\\\" (role archive)");
    }

    @Test
    void areCountedForANewerCertificateOfTheSameReset() {
        assertThat(tick(certified(shop), 2, "client", MANUAL)).as(words()).isZero();
        Ran newer = certified(shop);
        accepted(newer);
        assertThat(goLive().messages()).contains(CALLED).doesNotContain(MANUAL);
        assertThat(tick(newer, 2, "client", CALLED)).as(words()).isZero();

        assertThat(goLive().exitCode()).isZero();
    }

    @Test
    void areOpenAgainAfterAnotherReset() {
        assertThat(tick(certified(shop), 2, "client", "all")).as(words()).isZero();
        shop.target("");
        assertThat(shop.reset().outcome()).isEqualTo("passed");
        guarded();

        assertThat(Certifications.item(certified(shop), MANUAL)).startsWith("open: ");
    }

    @Test
    void areNotTickedByAKeyThatTheTargetDoesNotKnowForTheRole() throws IOException {
        Ran ran = certified(shop);

        assertThat(tick(ran, 3, "client", MANUAL)).isEqualTo(3);
        assertThat(tick(ran, 2, "archive", KEPT)).isEqualTo(2);
        // Signed where nobody looked at targets.yaml, and found out where it counts.
        Path targets = shop.suites.resolve("targets.yaml");
        Path aside = Files.move(targets, shop.suites.resolve("aside.yaml"));
        assertThat(tick(ran, 3, "client", MANUAL)).as(words()).isZero();
        Files.move(aside, targets);
        assertThat(Certifications.item(certified(shop), MANUAL)).startsWith("open: ");
    }

    @Test
    void areOnlyThoseOfTheCertificate() {
        Ran ran = certified(shop);

        assertThat(tick(ran, 2, "client", "The moon is full")).isEqualTo(2);
        assertThat(words()).contains("no open item \"The moon is full\" for role \"client\"", MANUAL);
        assertThat(tick(ran, 3, "dba", "all")).isEqualTo(2);
        assertThat(words()).contains("It has none for this role");
    }

    @Test
    void areFoundOutWhenSomebodyChangesThem() throws IOException {
        Ran ran = certified(shop);
        assertThat(tick(ran, 2, "client", MANUAL)).as(words()).isZero();
        Path file;
        try (Stream<Path> files = Files.list(ran.folder())) {
            file = files.filter(one -> one.getFileName().toString().startsWith("ticks-"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int at : List.of(5, bytes.length / 3, bytes.length / 2, bytes.length - 20)) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            assertThat(Verification.of(ran.folder(), Optional.empty()).items())
                    .anyMatch(item -> !item.holds()
                            && item.subject().equals(file.getFileName().toString()));
            assertThat(Verification.of(file, Optional.empty()).exitCode()).isEqualTo(1);
        }
        Files.write(file, bytes);
        assertThat(Verification.of(file, Optional.empty()).exitCode()).isZero();
    }
}
