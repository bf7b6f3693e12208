package dev.cleanslate.evidence;

import java.io.PrintStream;
import java.util.List;
import java.util.function.IntSupplier;

/** Lines that stay, and, on a terminal, a few at the end that are written over. */
final class Screen {

    private static final String ERASED = "\r\u001b[K";
    private static final String UP = "\u001b[A";

    /** A terminal that became narrower in this moment cuts what is too long instead of breaking it into two lines. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final boolean live;
    private final IntSupplier columns;
    private int shown;

    Screen(PrintStream out, boolean live, IntSupplier columns) {
        this.out = out;
        this.live = live;
        this.columns = columns;
    }

    boolean live() {
        return live;
    }

    /** One less than there are: in the last column some terminals go on to the next line. */
    int width() {
        return columns.getAsInt() - 1;
    }

    void line(String line) {
        erase();
        out.print(line + "\n");
        out.flush();
    }

    /** All at once, so that nobody sees them half. */
    void over(List<String> lines) {
        if (live && !lines.isEmpty()) {
            StringBuilder all = new StringBuilder(erasing()).append(ERASED).append(NO_WRAP);
            for (int i = 0; i < lines.size(); i++) {
                all.append(i == 0 ? "" : "\r\n").append(lines.get(i));
            }
            out.print(all.append(WRAP));
            out.flush();
            shown = lines.size();
        }
    }

    void erase() {
        if (shown > 0) {
            out.print(erasing() + ERASED);
            out.flush();
            shown = 0;
        }
    }

    private String erasing() {
        return (ERASED + UP).repeat(Math.max(0, shown - 1));
    }
}
