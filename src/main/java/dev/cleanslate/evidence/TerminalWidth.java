package dev.cleanslate.evidence;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many columns the terminal has. Problem: Java cannot ask, and hears of no change. Solution: {@code stty} is asked now
 * and then; where there is none, the terminal is taken for the narrowest usual one.
 */
final class TerminalWidth implements IntSupplier {

    static final int USUAL = 80;

    private static final int NARROWEST = 40;
    private static final int WIDEST = 160;
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d{1,5})\\s*");

    private volatile int columns = USUAL;
    private volatile long asked;

    @Override
    public int getAsInt() {
        return columns;
    }

    /** Takes some milliseconds, so it is not called while something else waits. */
    void ask() {
        long now = System.nanoTime();
        if (asked == 0 || now - asked > AGAIN_NANOS) {
            asked = now;
            try {
                columns = bounded(size());
            } catch (IOException none) {
                columns = USUAL;
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static int bounded(String said) {
        Matcher size = SIZE.matcher(said);
        int told = size.matches() ? Integer.parseInt(size.group(1)) : 0;
        return told == 0 ? USUAL : Math.max(NARROWEST, Math.min(WIDEST, told));
    }

    private static String size() throws IOException, InterruptedException {
        Process stty = new ProcessBuilder("stty", "size")
                .redirectInput(new File("/dev/tty"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!stty.waitFor(1, TimeUnit.SECONDS)) {
            stty.destroyForcibly();
            return "";
        }
        return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}
