package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** Unpacked binaries, shared by every server of this user. */
record Installation(Path home, int major) {

    private static final String MANIFEST = "manifest";

    /** To be called while no other JVM does the same. */
    static Installation of(Binaries binaries, Path folder) throws IOException {
        Path home = folder.resolve(binaries.version() + "-" + Long.toHexString(sum(binaries.jar())));
        if (!complete(home)) {
            Folders.delete(home);
            Path fresh = folder.resolve("unpacking-" + UUID.randomUUID());
            try {
                Folders.create(fresh);
                List<String> names = Unpacking.unpack(binaries.jar(), fresh);
                Files.write(fresh.resolve(MANIFEST), names);
                Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Folders.delete(fresh);
            }
        }
        return new Installation(home, binaries.major());
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /** Systems that tidy their temporary folder take single old files away, so each is looked for. */
    private static boolean complete(Path home) throws IOException {
        Path manifest = home.resolve(MANIFEST);
        return Files.exists(manifest)
                && Files.readAllLines(manifest).stream().allMatch(name -> Files.exists(home.resolve(name)));
    }

    private static long sum(Path jar) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(jar), sum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return sum.getValue() | Files.size(jar) << 32;
    }
}
