package dev.cleanslate.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of one backup, readable by its owner alone. Until all of it is there its name ends in {@code .part}, and a
 * file in it says which process is at it, so that the next backup can sweep what a lost machine or a killed build left.
 */
record BackupFolder(Path part, Path whole) {

    private static final String PART = ".part";
    private static final String OWNER = "owner";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Set<PosixFilePermission> OWNER_ENTERS = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_READS = PosixFilePermissions.fromString("rw-------");

    static BackupFolder make(Path folder, String database, Instant now) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ENTERS));
        sweep(folder);
        String name = database.replaceAll("[^A-Za-z0-9_-]", "_") + "-" + STAMP.format(now);
        for (int number = 1; ; number++) {
            Path whole = folder.resolve(number == 1 ? name : name + "-" + number);
            Path part = folder.resolve(whole.getFileName() + PART);
            try {
                if (!Files.exists(whole)) {
                    Files.createDirectory(part, PosixFilePermissions.asFileAttribute(OWNER_ENTERS));
                    // The umask may have taken rights from the owner.
                    Files.setPosixFilePermissions(part, OWNER_ENTERS);
                    return new BackupFolder(part, whole).owned();
                }
            } catch (FileAlreadyExistsException takenByAnother) {
                // The next number is tried then.
            }
        }
    }

    private BackupFolder owned() throws IOException {
        try {
            Files.writeString(part.resolve(OWNER), Owner.label());
            return this;
        } catch (IOException full) {
            discard();
            throw full;
        }
    }

    /** Real data that nobody can use any more, and that would fill the disk in the end. */
    private static void sweep(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(BackupFolder::abandoned).forEach(part -> new BackupFolder(part, part).discard());
        }
    }

    private static boolean abandoned(Path part) {
        try {
            return part.getFileName().toString().endsWith(PART)
                    && Owner.gone(Files.readString(part.resolve(OWNER)).strip());
        } catch (IOException whoseItIsCannotBeSaid) {
            return false;
        }
    }

    /** By this process, into backups that are not whole yet. */
    static long written(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            long bytes = 0;
            for (Path part : all.filter(BackupFolder::ours).toList()) {
                try (Stream<Path> files = Files.walk(part)) {
                    bytes += files.mapToLong(file -> file.toFile().length()).sum();
                }
            }
            return bytes;
        } catch (IOException | UncheckedIOException goneMeanwhile) {
            return 0;
        }
    }

    private static boolean ours(Path part) {
        try {
            return part.getFileName().toString().endsWith(PART)
                    && Files.readString(part.resolve(OWNER)).strip().equals(Owner.label());
        } catch (IOException whoseItIsCannotBeSaid) {
            return false;
        }
    }

    Path archive() {
        return part.resolve("archive");
    }

    /** Gives it its name: from now on it is a backup. */
    Path complete(Manifest manifest) throws IOException {
        Path file = part.resolve(Manifest.FILE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(manifest.text().getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        ownerOnly();
        Files.delete(part.resolve(OWNER));
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel parent = FileChannel.open(whole.resolveSibling("."), StandardOpenOption.READ)) {
            parent.force(true);
        }
        return whole;
    }

    private void ownerOnly() throws IOException {
        try (Stream<Path> all = Files.walk(part)) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(path, Files.isDirectory(path) ? OWNER_ENTERS : OWNER_READS);
            }
        }
    }

    void discard() {
        try {
            Folders.delete(part);
        } catch (IOException stays) {
            // Its name says that it is no backup, and a person has to see to the disk anyway.
            part.toFile().deleteOnExit();
        }
    }
}
