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
        if (ended && at == 0) {
            return -1;
        }
        int next = ROW[at];
        at = (at + 1) % ROW.length;
        return next;
    }
}
