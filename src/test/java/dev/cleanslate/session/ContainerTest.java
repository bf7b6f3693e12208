package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A reset of a database that runs as most do: in a container, reached by a bare URL. */
@Tag("slow")
class ContainerTest {

    private static final String IMAGE = "postgres:15";

    @TempDir
    Path folder;

    /**
     * Problem: Testcontainers' own probe takes minutes where Docker answers and no registry does. Solution: ask the
     * docker command for the image, with a time limit, and never pull.
     */
    @BeforeAll
    static void needsTheImage() throws InterruptedException {
        Needs.that(
                imageIsThere(),
                "Docker with an image " + IMAGE + " is needed: docker pull " + IMAGE + ", or .ci/postgres-image");
    }

    private static boolean imageIsThere() throws InterruptedException {
        try {
            Process docker = new ProcessBuilder("docker", "image", "inspect", IMAGE)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return docker.waitFor(20, TimeUnit.SECONDS) && docker.exitValue() == 0;
        } catch (IOException noDocker) {
            return false;
        }
    }

    @Test
    void aBareUrlOfAContainerIsReset() throws IOException {
        try (var container =
                new PostgreSQLContainer(IMAGE).withDatabaseName("shop").withUsername("owner")) {
            container.start();
            String url = "postgresql://owner:" + container.getPassword() + "@" + container.getHost() + ":"
                    + container.getMappedPort(5432) + "/shop";
            try (PgSession session = PgSession.open(DatabaseUrl.parse(url, Map.of()), "test")) {
                session.script(Playground.SHOP);
            }
            Path suite = Files.createDirectories(folder.resolve("shop")).resolve("suite.yaml");
            Files.writeString(suite, Playground.SUITE);

            int exitCode = Launch.run(new Invocation(
                    Command.RESET,
                    Optional.empty(),
                    Optional.of(url),
                    List.of(suite.toString()),
                    folder,
                    folder.resolve("reports"),
                    Optional.of("shop"),
                    true,
                    Optional.empty(),
                    new Invocation.Output(false, false, false),
                    Map.of()));

            Ran ran = Ran.latest(exitCode, folder.resolve("reports"));
            assertThat(ran.messages()).isEmpty();
            assertThat(exitCode).isZero();
            assertThat(ran.removed("orders")).isEqualTo(300);
            assertThat(ran.record().toString()).doesNotContain(container.getPassword() + "@");
        }
    }
}
