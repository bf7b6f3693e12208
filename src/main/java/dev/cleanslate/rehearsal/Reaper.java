package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Ends the servers that dead JVMs left, and deletes their data. To be called while nobody else reaps or claims. */
final class Reaper {

    private Reaper() {}

    static void reap(Path servers) throws IOException {
        List<Path> folders;
        try (Stream<Path> list = Files.list(servers)) {
            folders = list.toList();
        }
        for (Path folder : folders) {
            ServerFolder.abandoned(folder).ifPresent(abandoned -> {
                Postmaster.stop(abandoned.data());
                abandoned.release();
            });
        }
    }
}
