package dev.cleanslate.session;

import java.io.IOException;
import java.util.List;

/** A restore in a JVM of its own that a test kills. */
final class KilledRestore {

    private KilledRestore() {}

    /** It halts, without hooks, as soon as that line of its journal is on the disk. */
    static Process start(PutBackShop there, RestoreWish.Way way, long lastLine) throws IOException {
        return HaltedTool.of(
                        there.shop(),
                        HaltedTool.atLine(lastLine),
                        Command.RESTORE,
                        List.of(
                                "--backup",
                                there.backup().archive().toString(),
                                "--way",
                                way.word(),
                                "--execute",
                                there.shop().databaseName()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
