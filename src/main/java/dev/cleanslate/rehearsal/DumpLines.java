package dev.cleanslate.rehearsal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A plain dump line by line, unpacked where it is packed. As bytes, since rows can be in any encoding. */
final class DumpLines implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final InputStream stream;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int at;
    private int end;
    private long number;

    private DumpLines(InputStream stream) {
        this.stream = stream;
    }

    static DumpLines of(Path file, boolean gzipped) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            return new DumpLines(gzipped ? new GZIPInputStream(raw, BUFFER) : raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Of what a program makes. */
    static DumpLines of(InputStream stream) {
        return new DumpLines(stream);
    }

    /** With its line end; null behind the last. */
    byte @Nullable [] next() throws IOException {
        line.reset();
        while (true) {
            if (at == end) {
                end = stream.read(buffer);
                at = 0;
                if (end <= 0) {
                    end = 0;
                    return line.size() == 0 ? null : line.toByteArray();
                }
            }
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            boolean whole = at < end;
            at += whole ? 1 : 0;
            line.write(buffer, from, at - from);
            if (whole) {
                number++;
                return line.toByteArray();
            }
        }
    }

    long number() {
        return number;
    }

    /** What stands between {@code COPY … FROM stdin} and its end, as the server wants it. */
    InputStream rows() {
        return new Data();
    }

    static boolean endsData(byte[] line) {
        return line.length <= 4
                && new String(line, StandardCharsets.ISO_8859_1).stripTrailing().equals("\\.");
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private final class Data extends InputStream {

        private byte[] row = {};
        private int next;
        private boolean over;

        private boolean more() throws IOException {
            if (next < row.length) {
                return true;
            }
            if (over) {
                return false;
            }
            byte[] following = DumpLines.this.next();
            if (following == null) {
                throw new IOException("it ends in the middle of a table's rows (line " + number + "): it is cut off");
            }
            over = endsData(following);
            row = over ? new byte[0] : following;
            next = 0;
            return !over;
        }

        @Override
        public int read() throws IOException {
            return more() ? row[next++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = 0;
            while (read < length && more()) {
                int part = Math.min(length - read, row.length - next);
                System.arraycopy(row, next, into, offset + read, part);
                next += part;
                read += part;
            }
            return read == 0 && length > 0 ? -1 : read;
        }
    }
}
