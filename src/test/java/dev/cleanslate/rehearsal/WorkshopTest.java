package dev.cleanslate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkshopTest {

    @TempDir
    Path temporary;

    @Nested
    class Opens {

        @Test
        void a_folder_that_others_may_enter_but_not_write_to_and_the_same_one_again() throws IOException {
            Workshop workshop = Workshop.open(temporary);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(workshop.root())))
                    .isEqualTo("rwxr-xr-x");
            assertThat(Workshop.open(temporary)).isEqualTo(workshop);
        }

        @Test
        void no_folder_that_others_may_write_to() throws IOException {
            Path root = Workshop.open(temporary).root();
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
            assertThatThrownBy(() -> Workshop.open(temporary))
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContaining(root.toString())
                    .hasMessageContaining("cannot be trusted");
        }

        @Test
        void no_link_to_a_folder_of_somebody_elses_choice() throws IOException {
            Path root = temporary.resolve("cleanslate-" + System.getProperty("user.name"));
            Files.createSymbolicLink(root, Files.createDirectory(temporary.resolve("elsewhere")));
            assertThatThrownBy(() -> Workshop.open(temporary)).hasMessageContaining("cannot be trusted");
        }
    }

    @Test
    void lets_one_work_at_a_time() throws Exception {
        Workshop workshop = Workshop.open(temporary);
        AtomicInteger inside = new AtomicInteger();
        Callable<Integer> work = () -> workshop.alone(() -> {
            int together = inside.incrementAndGet();
            Thread.onSpinWait();
            inside.decrementAndGet();
            return together;
        });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> many =
                    IntStream.range(0, 200).mapToObj(i -> work).toList();
            for (Future<Integer> together : threads.invokeAll(many)) {
                assertThat(together.get()).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
