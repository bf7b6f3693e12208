package dev.cleanslate.session;

import dev.cleanslate.rehearsal.OtherJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The tool as a shell starts it: a process of its own, with a temporary folder in which nobody else leaves anything, so
 * that what it leaves there itself is seen.
 */
record OwnProcess(Path temporary) {

    private static final int PATIENCE_SECONDS = 120;

    /** An embedded server of root runs under another account, which must be able to walk there. */
    static OwnProcess in(Path temporary) {
        try {
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new OwnProcess(temporary);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** Its command against the playground's target; {@code more} are further words of the command line. */
    Process start(Playground shop, Command command, List<String> more) {
        return start(shop, command, "", more);
    }

    /** Halts as soon as its journal holds that text. */
    Process haltedAt(String text, Playground shop, Command command, List<String> more) {
        return start(shop, command, text, more);
    }

    private Process start(Playground shop, Command command, String when, List<String> more) {
        ProcessBuilder builder = OtherJvm.in(temporary, HaltedTool.of(shop, when, command, more));
        builder.environment().put("TMPDIR", temporary.toString());
        try {
            return builder.redirectOutput(shop.suites.resolveSibling("said").toFile())
                    .start();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** Its exit code; one that does not end is killed and fails the test with what it said last. */
    static int ended(Process process, Playground shop) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("did not end: " + said(shop));
            }
            return process.exitValue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }

    /** Two at once write into each other's lines. */
    static String said(Playground shop) {
        try {
            return new String(Files.readAllBytes(shop.suites.resolveSibling("said")), StandardCharsets.UTF_8);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}
