package dev.cleanslate.evidence;

import java.io.PrintStream;

/** Lines that stay, and, on a terminal, one line at the end that is written over. */
final class Screen {

    /** One less than the narrowest usual terminal: a line that wraps cannot be written over. */
    private static final int LIVE_COLUMNS = 79;

    private final PrintStream out;
    private final boolean live;
    private boolean dirty;

    Screen(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    boolean live() {
        return live;
    }

    void line(String line) {
        erase();
        out.print(line + "\n");
        out.flush();
    }

    void over(String line) {
        if (live) {
            out.print("\r\u001b[K" + Width.cut(line, LIVE_COLUMNS));
            out.flush();
            dirty = true;
        }
    }

    void erase() {
        if (dirty) {
            out.print("\r\u001b[K");
            out.flush();
            dirty = false;
        }
    }
}
