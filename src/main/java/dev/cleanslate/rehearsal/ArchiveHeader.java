package dev.cleanslate.rehearsal;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/**
 * How an archive of pg_dump begins, which is the same in custom and directory format: when it was begun, by the clock on
 * the wall of the machine it was made on. That machine's zone is not told; pg_restore takes its own for it, and so do we.
 */
record ArchiveHeader(Instant begun, String database) {

    private static final byte[] MAGIC = "PGDMP".getBytes(StandardCharsets.US_ASCII);
    private static final int COMPRESSION_IS_A_BYTE = 15;

    /** Empty where the file is no archive of pg_dump at all. */
    static Optional<ArchiveHeader> of(Path file, ZoneId zone) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(raw)) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                return Optional.empty();
            }
            in.readByte();
            int minor = in.readUnsignedByte();
            in.readByte();
            int size = in.readUnsignedByte();
            in.readByte();
            in.readByte();
            if (minor >= COMPRESSION_IS_A_BYTE) {
                in.readByte();
            } else {
                number(in, size);
            }
            int second = number(in, size);
            int minute = number(in, size);
            int hour = number(in, size);
            int day = number(in, size);
            int month = number(in, size) + 1;
            int year = number(in, size) + 1900;
            number(in, size);
            Instant begun = LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59))
                    .atZone(zone)
                    .toInstant();
            byte[] database = in.readNBytes(Math.max(0, Math.min(number(in, size), 1024)));
            return Optional.of(new ArchiveHeader(begun, new String(database, StandardCharsets.UTF_8)));
        } catch (EOFException | DateTimeException e) {
            throw new IOException("its header is cut off or damaged", e);
        }
    }

    /** A sign, then the bytes from the least to the most significant. */
    private static int number(DataInputStream in, int size) throws IOException {
        boolean negative = in.readByte() != 0;
        int number = 0;
        for (int i = 0; i < size; i++) {
            int part = in.readUnsignedByte();
            number |= i < Integer.BYTES ? part << (8 * i) : 0;
        }
        return negative ? -number : number;
    }
}
