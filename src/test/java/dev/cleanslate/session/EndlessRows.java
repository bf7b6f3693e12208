package dev.cleanslate.session;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Rows for a COPY that goes on for as long as somebody wants to look at it. */
final class EndlessRows extends InputStream {

    private static final byte[] ROW = "1\n".getBytes(StandardCharsets.US_ASCII);

    private volatile boolean ended;
    private int at;

    void end() {
        ended = true;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] bytes, int from, int most) {
        if (ended && at == 0) {
            return -1;
        }
        int given = 0;
        while (given < most && !(ended && at == 0)) {
            bytes[from + given] = ROW[at];
            at = (at + 1) % ROW.length;
            given++;
        }
        return given;
    }
}
