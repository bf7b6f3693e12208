package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.cli.Main;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.rehearsal.OtherJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the bakery's database is reached: past the provider's pooler, and with TLS. */
@Tag("slow")
class BakeryConnectionTest {

    /** As Neon calls the pooler of a branch; without the suffix it is the branch itself. */
    private static final String POOLER = "ep-sweet-roll-123456-pooler.eu-central-1.aws.neon.tech";

    @TempDir
    private Path folder = Path.of("");

    private ShippedSuite bakery = new ShippedSuite("bakery", folder);

    @BeforeEach
    void aCopyOfTheSuite() {
        bakery = ShippedSuite.copied("bakery", folder);
    }

    @Test
    void aResetThroughThePoolerIsRefusedAndTheDirectHostNamed() throws Exception {
        TestDatabases.Database database = bakery.filled(TestDatabases.NEWEST);
        try (PgBouncer pooler = PgBouncer.before(database)) {
            Process tool = tool(pooler.url(POOLER), database.name());
            String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(said.replaceAll("\\s+", " "))
                    .contains("stands a pooler in transaction mode")
                    .contains("the host " + POOLER + " is Neon's pooler; the direct host is "
                            + POOLER.replace("-pooler", ""))
                    .contains("Nothing was changed.");
            assertThat(tool.exitValue()).as(said).isEqualTo(3);
        }
        assertThat(ShippedSuite.count(database, "sales")).isEqualTo(28);
    }

    @Test
    void anUnencryptedConnectionIsRefusedAndAVerifiedOneGoes() throws IOException {
        bakery.targets("  real: { url: \"${REAL_URL}\", suite: bakery, require-tls: true }\n");
        try (TlsServer tls = TlsServer.start()) {
            TestDatabases.Database database = tls.server().create(bakery.text("schema.sql"), bakery.text("data.sql"));

            Ran plain = bakery.reset(database, Map.of("REAL_URL", database.url() + "?sslmode=disable"));
            assertThat(plain.exitCode()).as(plain.messages()).isEqualTo(3);
            assertThat(plain.messages())
                    .contains("the target asks for TLS (require-tls), and this connection has none");
            assertThat(ShippedSuite.count(database, "sales")).isEqualTo(28);

            Ran verified = bakery.reset(database, Map.of("REAL_URL", database.url() + tls.verified(folder)));
            assertThat(verified.exitCode()).as(verified.messages()).isZero();
            assertThat(ShippedSuite.count(database, "sales")).isZero();
        }
    }

    /** In a process of its own, to which that host is here. */
    private Process tool(String url, String database) throws IOException {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + POOLER + "\n");
        ProcessBuilder builder = OtherJvm.running(
                Main.class,
                "reset",
                "--target",
                "real",
                "--execute",
                database,
                "--no-rehearsal",
                "--suites",
                folder.resolve("suites").toString(),
                "--reports",
                folder.resolve("reports").toString());
        builder.command().add(1, "-Djdk.net.hosts.file=" + hosts);
        builder.environment().put("REAL_URL", url);
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        return builder.redirectErrorStream(true).start();
    }
}
