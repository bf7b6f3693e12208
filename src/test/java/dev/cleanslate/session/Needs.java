package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of the outside that a test cannot do without: missing on a build server it fails, elsewhere it skips by name. */
public final class Needs {

    private Needs() {}

    /** The client tools of a server of this version, or newer ones. */
    public static void pgDump(int major) {
        that(
                pgDumpThere(major),
                "pg_dump and pg_restore of version " + major + " or newer are needed: postgresql-client");
    }

    private static boolean pgDumpThere(int major) {
        try {
            Process said = new ProcessBuilder("pg_dump", "--version").start();
            String text = new String(said.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            Matcher version = Pattern.compile("\\) (\\d+)").matcher(text);
            return version.find() && Integer.parseInt(version.group(1)) >= major;
        } catch (IOException none) {
            return false;
        }
    }

    /** A program on the path, which this one word makes say that it is there. */
    static void program(String name, String word) {
        that(runs(name, word), name + " is needed");
    }

    private static boolean runs(String name, String word) {
        try {
            Process said = new ProcessBuilder(name, word)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return said.waitFor() == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public static void that(boolean there, String what) {
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as(what).isTrue();
        }
        assumeTrue(there, what);
    }
}
