package dev.cleanslate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaysOutTest {

    private static final int MAJOR = 17;

    /** A place of their own, so that no other test run reaps what these leave. */
    @TempDir
    static Path temporary;

    @BeforeAll
    static void entrableForAnUnprivilegedServer() throws IOException {
        NeedsBinaries.of(MAJOR);
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Nested
    class AJvmThatEndsInAnOrderlyWay {

        @Test
        void by_system_exit_takes_its_server_along() throws Exception {
            try (Holder holder = Holder.start(MAJOR, temporary, "plain")) {
                holder.tell("exit");
                assertGone(holder);
            }
        }

        @Test
        void by_sigterm_takes_its_server_along() throws Exception {
            try (Holder holder = Holder.start(MAJOR, temporary, "plain")) {
                holder.terminate();
                assertGone(holder);
            }
        }

        @Test
        void by_sigterm_leaves_the_server_to_the_owners_hook_when_that_asked_for_it() throws Exception {
            try (Holder holder = Holder.start(MAJOR, temporary, "owner")) {
                holder.terminate();
                assertThat(holder.jvm().inputReader().readLine()).isEqualTo("still open: true");
                assertGone(holder);
            }
        }
    }

    @Nested
    class AJvmThatIsKilled {

        @ParameterizedTest
        @ValueSource(strings = {"kill -9", "halt"})
        void loses_its_server_to_the_watch(String how) throws Exception {
            try (Holder holder = Holder.start(MAJOR, temporary, "plain")) {
                if (how.equals("halt")) {
                    holder.tell(how);
                } else {
                    holder.kill();
                }
                Await.until("the watch to clean up", Duration.ofSeconds(20), () -> !Files.exists(holder.folder()));
                assertGone(holder);
            }
        }

        @Test
        void together_with_its_watch_leaves_a_server_that_the_next_start_reaps() throws Exception {
            try (Holder dead = Holder.start(MAJOR, temporary, "plain")) {
                dead.killWithItsWatch();
                assertThat(Ports.isOpen(dead.port())).isTrue();
                try (Holder next = Holder.start(MAJOR, temporary, "plain")) {
                    assertGone(dead);
                    assertThat(Ports.isOpen(next.port())).isTrue();
                }
            }
        }

        @Test
        void leaves_a_server_that_two_starts_at_once_may_reap() throws Exception {
            try (Holder dead = Holder.start(MAJOR, temporary, "plain")) {
                dead.killWithItsWatch();
                CompletableFuture<Holder> first = CompletableFuture.supplyAsync(WaysOutTest::holder);
                try (Holder second = holder();
                        Holder one = first.join()) {
                    assertGone(dead);
                    assertThat(Ports.isOpen(one.port())).isTrue();
                    assertThat(Ports.isOpen(second.port())).isTrue();
                }
            }
        }
    }

    @Test
    void a_server_whose_jvm_lives_is_left_alone_by_the_starts_of_others() throws Exception {
        try (Holder living = Holder.start(MAJOR, temporary, "plain");
                Holder next = Holder.start(MAJOR, temporary, "plain")) {
            next.tell("exit");
            assertThat(Ports.isOpen(living.port())).isTrue();
            assertThat(living.data()).isDirectory();
        }
    }

    /** Where containers share the folder the process id of the owner says nothing; its lock does. */
    @Test
    void a_server_whose_jvm_cannot_be_seen_from_here_but_holds_its_lock_is_left_alone() throws Exception {
        try (Holder living = Holder.start(MAJOR, temporary, "plain")) {
            Path foreign = Files.move(living.folder(), living.folder().resolveSibling("999999999-0-foreign"));
            assertThat(ServerFolder.abandoned(foreign)).isEmpty();
            living.killWithItsWatch();
            assertThat(ServerFolder.abandoned(foreign)).hasValueSatisfying(ServerFolder::release);
        }
    }

    private static Holder holder() {
        try {
            return Holder.start(MAJOR, temporary, "plain");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertGone(Holder holder) {
        assertThat(Ports.isOpen(holder.port())).as("port open").isFalse();
        assertThat(holder.folder()).doesNotExist();
        assertThat(Postmaster.on(holder.data())).isEmpty();
    }
}
