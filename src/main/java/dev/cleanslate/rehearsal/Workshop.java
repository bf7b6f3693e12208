package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * The folder below the temporary one where binaries and servers of this user are. Not in the home folder: root's server
 * runs under another account, which may not enter there.
 */
record Workshop(Path root, int uid) {

    /**
     * A POSIX file lock belongs to the process and falls when the process closes any handle of the file, so the threads of
     * this JVM have to queue before they open it. Interned, because two class loaders may each have this class.
     */
    private static final Object QUEUE = "dev.cleanslate.rehearsal.Workshop".intern();

    interface Work<T> {
        T perform() throws IOException;
    }

    static Workshop open() {
        return open(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    }

    static Workshop open(Path temporary) {
        Path root = temporary.toAbsolutePath().resolve("cleanslate-" + System.getProperty("user.name", "unknown"));
        try {
            int uid = uidOfThisProcess(temporary);
            createOwn(root, uid);
            createOwn(root.resolve("binaries"), uid);
            createOwn(root.resolve("servers"), uid);
            return new Workshop(root, uid);
        } catch (IOException | UnsupportedOperationException e) {
            throw new ServerUnavailableException(
                    "The folder of the embedded servers, " + root + ", cannot be made: " + e
                            + ". Give -Djava.io.tmpdir a folder this user may write to.",
                    e);
        }
    }

    Path binaries() {
        return root.resolve("binaries");
    }

    Path servers() {
        return root.resolve("servers");
    }

    /** Runs the work while no other thread and no other JVM runs any. */
    <T> T alone(Work<T> work) throws IOException {
        synchronized (QUEUE) {
            Path file = root.resolve("lock");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                return work.perform();
            }
        }
    }

    private static void createOwn(Path folder, int uid) throws IOException {
        try {
            Folders.create(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || uidOf(folder) != uid
                    || writableByOthers(folder)) {
                throw new ServerUnavailableException(
                        folder + " exists, but it is not a folder that only this user may write"
                                + " to, so what lies in it cannot be trusted. Remove it, or choose another place with"
                                + " -Djava.io.tmpdir.",
                        e);
            }
        }
    }

    private static boolean writableByOthers(Path folder) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** Java does not tell it, but every file says whose it is. */
    private static int uidOfThisProcess(Path temporary) throws IOException {
        Path probe = Files.createTempFile(temporary, "cleanslate-", ".probe");
        try {
            return uidOf(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private static int uidOf(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
