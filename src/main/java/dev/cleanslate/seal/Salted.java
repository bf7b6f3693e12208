package dev.cleanslate.seal;

import java.util.Arrays;

/** What every salted hash is at last: the salt, and what came of it and the password. */
final class Salted {

    private final byte[] salt;
    private final byte[] hash;

    Salted(byte[] salt, byte[] hash) {
        this.salt = salt.clone();
        this.hash = hash.clone();
    }

    byte[] salt() {
        return salt.clone();
    }

    /** Of the hash, in bytes. */
    int length() {
        return hash.length;
    }

    boolean is(byte[] made) {
        return Arrays.equals(hash, made);
    }
}
