package dev.cleanslate.storage;

import dev.cleanslate.seal.Digest;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One of the lists that a run leaves in its folder: how many lines it has, and the SHA-256 of its bytes. */
public record ListFile(String name, long lines, String sha256) {

    /** Those that are there, in the order in which a run writes them. */
    public static List<ListFile> in(Path folder) throws IOException {
        List<ListFile> lists = new ArrayList<>();
        for (String name :
                List.of(Manifest.ORPHANS, Manifest.KEPT, Manifest.MISSING, Departures.TAKEN, Departures.LEFT)) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                try (Counted counted = new Counted(Files.newInputStream(file))) {
                    String digest = Digest.of(counted);
                    lists.add(new ListFile(name, counted.lines, digest));
                }
            }
        }
        return lists;
    }

    /** A list of millions is read once, and never held. */
    private static final class Counted extends FilterInputStream {

        private long lines;

        Counted(InputStream in) {
            super(new BufferedInputStream(in));
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            for (int i = 0; i < read; i++) {
                lines += buffer[offset + i] == '\n' ? 1 : 0;
            }
            return read;
        }
    }
}
