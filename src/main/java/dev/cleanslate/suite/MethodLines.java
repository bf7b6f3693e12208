package dev.cleanslate.suite;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Where each method of a class begins, read from the class file's line numbers. Reflection gives neither lines nor an
 * order that is the same on every run. See chapter 4 of the Java Virtual Machine Specification.
 */
final class MethodLines {

    private static final int MAGIC = 0xCAFEBABE;

    private final DataInputStream in;
    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private MethodLines(byte[] classFile) {
        in = new DataInputStream(new ByteArrayInputStream(classFile));
    }

    /** The line of a method's first statement by the method's name; nothing where the class file does not say. */
    static Map<String, Integer> of(byte[] classFile) {
        MethodLines file = new MethodLines(classFile);
        try {
            file.read();
        } catch (IOException cutShort) {
            return Map.of();
        }
        return Map.copyOf(file.lines);
    }

    private void read() throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        in.skipNBytes(4);
        constants();
        in.skipNBytes(6);
        in.skipNBytes(2L * in.readUnsignedShort());
        members(false);
        members(true);
    }

    private void constants() throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(i, in.readUTF());
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    // A constant of eight bytes takes two numbers.
                    i++;
                }
                default -> throw new IOException("an unknown constant " + tag);
            }
        }
    }

    private void members(boolean methods) throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.skipNBytes(2);
            String name = texts.getOrDefault(in.readUnsignedShort(), "");
            in.skipNBytes(2);
            attributes(name, methods);
        }
    }

    private void attributes(String method, boolean wanted) throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            String attribute = texts.getOrDefault(in.readUnsignedShort(), "");
            long length = Integer.toUnsignedLong(in.readInt());
            if (wanted && attribute.equals("Code")) {
                in.skipNBytes(4);
                in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
                in.skipNBytes(8L * in.readUnsignedShort());
                attributes(method, true);
            } else if (wanted && attribute.equals("LineNumberTable")) {
                int entries = in.readUnsignedShort();
                for (int entry = 0; entry < entries; entry++) {
                    in.skipNBytes(2);
                    lines.merge(method, in.readUnsignedShort(), Math::min);
                }
            } else {
                in.skipNBytes(length);
            }
        }
    }
}
