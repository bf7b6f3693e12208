package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The password of a throwaway server, for whoever wants to look at the copy: readable by this user alone, in a folder that
 * goes with the JVM or at the next start of a server.
 */
record PassFile(Path path, ServerFolder folder) implements AutoCloseable {

    static PassFile of(DatabaseUrl url, String password) {
        Workshop workshop = Workshop.open();
        try {
            ServerFolder folder = workshop.alone(() -> {
                Reaper.reap(workshop.servers());
                return ServerFolder.claim(workshop.servers());
            });
            Path path = Files.createFile(
                    folder.root().resolve("pgpass"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(path, url.host() + ":" + url.port() + ":*:" + url.user() + ":" + password + "\n");
            return new PassFile(path, folder);
        } catch (IOException e) {
            throw new ServerUnavailableException(
                    "The password file of the copy cannot be written below " + workshop.root() + ": " + e
                            + ". Is there space, and may this user write there?",
                    e);
        }
    }

    @Override
    public void close() {
        folder.release();
    }
}
