package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The folder of one server, named after the JVM it belongs to: process id, start, a random part. All of them together are
 * the register of what runs. The JVM holds a lock in it, which the system takes back however the JVM ends; process ids
 * alone would deceive where containers share a temporary folder, start times where somebody sets the clock.
 */
record ServerFolder(Path root, FileChannel lock) {

    private static final String LOCK = "owner.lock";

    /** To be called while nobody reaps. */
    static ServerFolder claim(Path servers) throws IOException {
        Path root = Folders.create(servers.resolve(prefix(ProcessHandle.current()) + UUID.randomUUID()));
        FileChannel channel =
                FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        return new ServerFolder(root, channel);
    }

    /** Takes over a folder whose JVM is gone; empty where that JVM lives, or where nobody can say. */
    static Optional<ServerFolder> abandoned(Path root) {
        if (ownerIsSeen(root)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.WRITE);
            lock = channel.tryLock();
            return lock == null ? Optional.empty() : Optional.of(new ServerFolder(root, channel));
        } catch (NoSuchFileException diedWhileClaiming) {
            return claimAgain(root);
        } catch (IOException undecided) {
            return Optional.empty();
        } finally {
            if (lock == null && channel != null) {
                close(channel);
            }
        }
    }

    Path data() {
        return root.resolve("data");
    }

    /** What cannot be deleted now stays for the next reaping. */
    void release() {
        try {
            Folders.delete(root);
        } catch (IOException left) {
            return;
        } finally {
            close(lock);
        }
    }

    private static Optional<ServerFolder> claimAgain(Path root) {
        try {
            Path lock = Files.createFile(root.resolve(LOCK));
            return Optional.of(new ServerFolder(root, FileChannel.open(lock, StandardOpenOption.WRITE)));
        } catch (IOException undecided) {
            return Optional.empty();
        }
    }

    /** Asked before the lock is, since touching the lock of a folder of this very JVM would lose it. */
    private static boolean ownerIsSeen(Path root) {
        String name = root.getFileName().toString();
        String pid = name.split("-", 2)[0];
        return pid.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(pid))
                        .filter(process -> name.startsWith(prefix(process)))
                        .isPresent();
    }

    private static String prefix(ProcessHandle process) {
        return process.pid() + "-"
                + process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli() + "-";
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException closedAllTheSame) {
            return;
        }
    }
}
