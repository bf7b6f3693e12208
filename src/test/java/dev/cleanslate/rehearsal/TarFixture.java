package dev.cleanslate.rehearsal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes tar archives byte by byte, damaged ones included. */
final class TarFixture {

    private static final int BLOCK = 512;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    TarFixture file(String name, int mode, String content) {
        return entry('0', "", name, mode, "", content);
    }

    TarFixture folder(String name) {
        return entry('5', "", name, 0755, "", "");
    }

    TarFixture symlink(String name, String link) {
        return entry('2', "", name, 0777, link, "");
    }

    TarFixture hardlink(String name, String link) {
        return entry('1', "", name, 0644, link, "");
    }

    TarFixture prefixed(String prefix, String name, String content) {
        return entry('0', prefix, name, 0644, "", content);
    }

    TarFixture gnuLongName(String name) {
        return entry('L', "", "././@LongLink", 0, "", name + "\0");
    }

    TarFixture gnuLongLink(String link) {
        return entry('K', "", "././@LongLink", 0, "", link + "\0");
    }

    TarFixture pax(String key, String value) {
        String pair = " " + key + "=" + value + "\n";
        int length = pair.getBytes(StandardCharsets.UTF_8).length;
        int digits = Integer.toString(length + 2).length();
        return entry('x', "", "pax", 0644, "", (length + digits) + pair);
    }

    TarFixture entry(char type, String prefix, String name, int mode, String link, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, String.format("%07o", mode));
        put(header, 124, String.format("%011o", bytes.length));
        header[156] = (byte) type;
        put(header, 157, link);
        put(header, 257, "ustar\00000");
        put(header, 345, prefix);
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o\0", sum));
        out.writeBytes(header);
        out.writeBytes(bytes);
        out.writeBytes(new byte[(BLOCK - bytes.length % BLOCK) % BLOCK]);
        return this;
    }

    byte[] bytes() {
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    TarReader reader() {
        return new TarReader(new ByteArrayInputStream(bytes()));
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
