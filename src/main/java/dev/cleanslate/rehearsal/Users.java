package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Who this process is to the system. */
final class Users {

    private Users() {}

    /** {@code uid:gid}, so that what a container writes is ours; empty where the system has no such numbers. */
    static Optional<String> current() {
        Path self = Path.of("/proc/self");
        try {
            return Optional.of(Files.getAttribute(self, "unix:uid") + ":" + Files.getAttribute(self, "unix:gid"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }
}
