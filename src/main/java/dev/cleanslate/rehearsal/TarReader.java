package dev.cleanslate.rehearsal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a tar archive of the ustar, GNU or pax kind, entry by entry. */
final class TarReader {

    enum Kind {
        FILE,
        FOLDER,
        SYMLINK,
        HARDLINK
    }

    /** The content is readable until the next entry is asked for. */
    record Entry(Kind kind, String name, int mode, String link, InputStream content) {}

    private static final int BLOCK = 512;
    private static final int LONGEST_HEADER = 1 << 20;

    private final InputStream in;
    private long unread;

    TarReader(InputStream in) {
        this.in = in;
    }

    @Nullable
    Entry next() throws IOException {
        Map<String, String> longer = new HashMap<>();
        while (true) {
            in.skipNBytes(unread);
            unread = 0;
            byte[] header = in.readNBytes(BLOCK);
            if (header.length < BLOCK) {
                throw new EOFException("the tar archive ends in the middle");
            }
            if (isEnd(header)) {
                return null;
            }
            checkSum(header);
            char type = (char) header[156];
            long size = number(header, 124, 12);
            unread = (size + BLOCK - 1) / BLOCK * BLOCK;
            switch (type) {
                case 'L' -> longer.put("path", text(content(size), 0, (int) size));
                case 'K' -> longer.put("linkpath", text(content(size), 0, (int) size));
                case 'x' -> pax(content(size), longer);
                case 'g' -> content(size);
                default -> {
                    return entry(header, type, size, longer);
                }
            }
        }
    }

    private Entry entry(byte[] header, char type, long headerSize, Map<String, String> longer) throws IOException {
        String name = longer.getOrDefault("path", shortName(header));
        long size = longer.containsKey("size") ? Long.parseLong(longer.getOrDefault("size", "")) : headerSize;
        unread = (size + BLOCK - 1) / BLOCK * BLOCK;
        Kind kind = switch (type) {
            case '0', '\0', '7' -> name.endsWith("/") ? Kind.FOLDER : Kind.FILE;
            case '1' -> Kind.HARDLINK;
            case '2' -> Kind.SYMLINK;
            case '5' -> Kind.FOLDER;
            default -> throw new IOException("the tar entry " + name + " is of an unknown type '" + type + "'");
        };
        String link = longer.getOrDefault("linkpath", text(header, 157, 100));
        InputStream content = kind == Kind.FILE ? new Content(size) : InputStream.nullInputStream();
        return new Entry(kind, name, (int) number(header, 100, 8) & 0777, link, content);
    }

    private byte[] content(long size) throws IOException {
        if (size > LONGEST_HEADER) {
            throw new IOException("a tar header of " + size + " bytes is longer than any name");
        }
        byte[] content = new Content(size).readAllBytes();
        in.skipNBytes(unread);
        unread = 0;
        return content;
    }

    private static String shortName(byte[] header) {
        boolean ustar = text(header, 257, 5).equals("ustar") && header[262] == 0;
        String prefix = ustar ? text(header, 345, 155) : "";
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** Records of the form "length key=value\n", the length counting itself. */
    private static void pax(byte[] records, Map<String, String> into) throws IOException {
        for (int start = 0; start < records.length; ) {
            int space = start;
            while (space < records.length && records[space] != ' ') {
                space++;
            }
            int length = (int) Long.parseLong(text(records, start, space - start));
            String[] pair = text(records, space + 1, start + length - space - 2).split("=", 2);
            if (length <= 0 || pair.length != 2) {
                throw new IOException("a pax header of the tar archive is damaged");
            }
            into.put(pair[0], pair[1]);
            start += length;
        }
    }

    private static void checkSum(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != number(header, 148, 8)) {
            throw new IOException("a header of the tar archive is damaged (its sum is wrong)");
        }
    }

    private static boolean isEnd(byte[] header) {
        return Arrays.equals(header, new byte[BLOCK]);
    }

    private static long number(byte[] header, int from, int length) throws IOException {
        String digits = text(header, from, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("a header of the tar archive is damaged (\"" + digits + "\" is no octal number)", e);
        }
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    /** Passes on as many bytes as the entry has and counts them off. */
    private final class Content extends InputStream {
        private long left;

        Content(long size) {
            left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int got = in.read(buffer, offset, (int) Math.min(length, left));
            if (got < 0) {
                throw new EOFException("the tar archive ends in the middle");
            }
            left -= got;
            unread -= got;
            return got;
        }
    }
}
