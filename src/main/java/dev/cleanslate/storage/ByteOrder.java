package dev.cleanslate.storage;

import java.util.Comparator;

/** Texts in the order of their UTF-8 bytes, which is that of their code points: so S3 lists, and so "C" collates. */
enum ByteOrder implements Comparator<String> {
    IT;

    @Override
    public int compare(String one, String other) {
        int shared = Math.min(one.length(), other.length());
        for (int i = 0; i < shared; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                // Halves of what lies beyond the first plane come before U+E000 as chars, and after it as bytes.
                boolean beyond = Character.isSurrogate(a);
                return beyond == Character.isSurrogate(b) ? Character.compare(a, b) : beyond ? 1 : -1;
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
