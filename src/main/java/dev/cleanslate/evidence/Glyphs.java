package dev.cleanslate.evidence;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The few signs a terminal line needs, in what the terminal can show. */
record Glyphs(String passed, String failed, String refused, String running, String more, String rule) {

    static final Glyphs UNICODE = new Glyphs("\u2713", "\u2717", "\u2717", "\u203a", "\u2026", "\u2500");
    static final Glyphs ASCII = new Glyphs("ok", "FAILED", "REFUSED", ">", "...", "-");

    /**
     * Before Java 19 the encoding of standard output has no public name; without one the locale's own is asked.
     * See <a href="https://openjdk.org/jeps/400">JEP 400</a>.
     */
    static Glyphs ofThisProcess() {
        String name = System.getProperty(
                "stdout.encoding",
                System.getProperty("sun.stdout.encoding", System.getProperty("native.encoding", "US-ASCII")));
        return Charset.isSupported(name) && Charset.forName(name).equals(StandardCharsets.UTF_8) ? UNICODE : ASCII;
    }
}
