package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table of contents of a backup in one of pg_dump's own formats. */
final class Archive {

    private Archive() {}

    /** The lines of {@code pg_restore --list}, comments included. */
    static List<String> contents(ClientTools tools, Path archive) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Tool tool = Tool.start(
                tools,
                "pg_restore",
                List.of("--list", archive.toAbsolutePath().toString()),
                Map.of(),
                reach(archive))) {
            int exit = tool.await(lines::add);
            if (exit != 0) {
                throw new BackupFailedException(
                        archive + ": the backup cannot be read: pg_restore --list ended with exit"
                                + " code " + exit + " and said:\n  | " + tool.complaint()
                                + "\nTake another one. Nothing was changed.");
            }
        }
        return lines;
    }

    static List<Path> reach(Path archive) {
        Path parent = archive.toAbsolutePath().getParent();
        return parent == null ? List.of() : List.of(parent);
    }
}
