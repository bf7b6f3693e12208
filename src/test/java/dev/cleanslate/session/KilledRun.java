package dev.cleanslate.session;

import java.io.IOException;
import java.util.List;

/** A reset in a JVM of its own that a test kills. */
final class KilledRun {

    private KilledRun() {}

    /** It halts, without hooks, as soon as that line of its journal is on the disk. */
    static Process start(Playground shop, long lastLine) throws IOException {
        return HaltedTool.of(
                        shop,
                        HaltedTool.atLine(lastLine),
                        Command.RESET,
                        List.of("--no-rehearsal", "--execute", shop.databaseName()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
