package dev.cleanslate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.postgres.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.utility.DockerImageName;

/** Docker as it is found: there, gone, silent; and what a JVM that is gone leaves in it, which is nothing. */
@Tag("slow")
class DockerTest {

    @TempDir
    static Path temporary;

    @BeforeAll
    static void entrableForAnUnprivilegedServer() throws IOException {
        NeedsBinaries.of(NeedsDocker.MAJOR);
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Nested
    class AContainerWhoseJvm {

        @BeforeEach
        void needsDocker() {
            NeedsDocker.withTheImage();
        }

        @Test
        void is_killed_with_all_its_processes_goes_as_well() throws Exception {
            try (Tenant tenant = Tenant.start("CONTAINER", temporary, Map.of())) {
                String id = container(tenant);
                assertThat(id).as(tenant.why()).isNotEmpty();
                tenant.killWithAllItsProcesses();
                assertGone(id, tenant);
            }
        }

        @Test
        void ends_without_closing_it_goes_as_well() throws Exception {
            try (Tenant tenant = Tenant.start("CONTAINER", temporary, Map.of())) {
                String id = container(tenant);
                tenant.jvm().outputWriter().close();
                assertThat(tenant.jvm().waitFor()).isZero();
                assertGone(id, tenant);
            }
        }

        @Test
        void was_gone_before_it_started_goes_with_the_next_start() {
            String dead = Owner.label().replaceAll("/\\d+/\\d+$", "/999999999/0");
            String left = NeedsDocker.ask("docker", "create", "--label", Docker.OWNER + "=" + dead, NeedsDocker.IMAGE);
            String foreign = NeedsDocker.ask(
                    "docker", "create", "--label", Docker.OWNER + "=elsewhere/999999999/0", NeedsDocker.IMAGE);
            assertThat(left).isNotEmpty();
            try (Docker docker = Docker.find()) {
                docker.sweep();
                assertThat(exists(left)).isFalse();
                assertThat(exists(foreign)).isTrue();
            } finally {
                NeedsDocker.ask("docker", "rm", "-f", left, foreign);
            }
        }

        private void assertGone(String id, Tenant tenant) {
            Await.until("the container to go", Duration.ofMinutes(1), () -> !exists(id));
            assertThat(Ports.isOpen(tenant.port())).as("port open").isFalse();
        }

        private static String container(Tenant tenant) {
            return NeedsDocker.ask("docker", "ps", "-q", "--no-trunc", "--filter", "publish=" + tenant.port());
        }

        private static boolean exists(String id) {
            return NeedsDocker.ask("docker", "ps", "-aq", "--no-trunc").lines().anyMatch(id::equals);
        }
    }

    @Nested
    class WithoutAnAnswer {

        @Test
        void from_an_address_that_leads_nowhere_the_server_is_an_embedded_one_and_the_reason_is_told()
                throws Exception {
            try (Tenant tenant = Tenant.start("ANY", temporary, nowhere())) {
                assertThat(tenant.why())
                        .startsWith("an embedded PostgreSQL 15, because no container can be had: ")
                        .contains("Docker");
                assertThat(Ports.isOpen(tenant.port())).isTrue();
                tenant.jvm().outputWriter().close();
                tenant.jvm().waitFor();
            }
        }

        @Test
        void a_container_that_was_asked_for_is_refused_with_the_reason() throws Exception {
            try (Tenant tenant = Tenant.start("CONTAINER", temporary, nowhere())) {
                assertThat(tenant.why()).contains("Docker", "No server was started");
                assertThat(tenant.jvm().waitFor()).isEqualTo(3);
            }
        }

        /** A daemon that hangs takes the connection all the same, since the system does that for it. */
        @Test
        void from_a_daemon_that_hangs_it_is_not_waited_for_long() throws Exception {
            try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                long begun = System.nanoTime();
                try (Tenant tenant = Tenant.start(
                        "CONTAINER", temporary, Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + silent.getLocalPort()))) {
                    assertThat(tenant.why()).contains("Docker did not answer within 20 s");
                    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(90));
                }
            }
        }

        private static Map<String, String> nowhere() {
            return Map.of("DOCKER_HOST", "unix://" + temporary.resolve("nowhere.sock"));
        }
    }

    @Nested
    class AnImageThatIsNotThere {

        @BeforeEach
        void needsDocker() {
            NeedsDocker.withTheImage();
        }

        @Test
        void and_cannot_be_fetched_is_refused_with_what_docker_says() {
            assertThatThrownBy(
                            () -> Wishes.of(15).image("127.0.0.1:1/postgres:15").start())
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContainingAll(
                            "has no image 127.0.0.1:1/postgres:15", "connection refused", "docker pull");
        }

        @Test
        void and_does_not_come_is_not_waited_for_long() throws IOException {
            try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                    Docker docker = Docker.find()) {
                DockerImageName image = DockerImageName.parse("127.0.0.1:" + silent.getLocalPort() + "/postgres:15");
                assertThatThrownBy(() -> Pull.of(docker.client(), image, Duration.ofSeconds(3), progress -> {}))
                        .isInstanceOf(ServerUnavailableException.class)
                        .hasMessageContaining("nothing more came, and it was given up");
            }
        }
    }

    @Test
    void an_owner_that_lives_or_that_cannot_be_seen_from_here_is_not_gone() {
        String self = Owner.label();
        assertThat(Owner.gone(self)).isFalse();
        assertThat(List.of("", "x", "elsewhere/1/1")).noneMatch(Owner::gone);
        assertThat(Owner.gone(self.replaceAll("/\\d+$", "/1")))
                .as("its number was given to us")
                .isTrue();
    }
}
