package dev.cleanslate.evidence;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/** Where one run leaves its evidence: {@code <reports>/<target>/<suite>/<run>}, readable by its owner only. */
public record RunFolder(String run, Path path) {

    private static final int TRIES = 1_000;

    /** Makes the folder; runs that start at the same time get one each. */
    public static RunFolder create(Path reports, String target, String suite, Instant now) {
        Path parent = reports.resolve(FolderName.of(target)).resolve(FolderName.of(suite));
        try {
            Files.createDirectories(parent);
            for (int i = 0; ; i++) {
                String run = RunId.of(now, i);
                try {
                    return new RunFolder(run, Files.createDirectory(parent.resolve(run), ownerOnly(parent)));
                } catch (FileAlreadyExistsException e) {
                    if (i == TRIES) {
                        throw e;
                    }
                }
            }
        } catch (IOException e) {
            throw new EvidenceFailed(
                    reports + ": no folder for this run's record can be made: " + why(e)
                            + ". Make it writable, or name another with --reports DIR. Nothing was run, nothing was changed.",
                    e);
        }
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    private static FileAttribute<?>[] ownerOnly(Path parent) throws IOException {
        if (!Files.getFileStore(parent).supportsFileAttributeView("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        };
    }

    static String why(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied (" + e.getMessage() + ")";
        }
        if (e instanceof FileAlreadyExistsException) {
            return e.getMessage() + " exists and is not a folder";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
