package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A backup in a JVM of its own that a test kills. The URL with its password comes through the environment. */
public final class KilledBackup {

    private KilledBackup() {}

    public static void main(String[] arguments) {
        Backup.take(new BackupRequest(
                DatabaseUrl.parse(System.getenv("SOURCE"), Map.of()),
                ClientTools.forServer(14),
                Path.of(arguments[0]),
                2,
                line -> {}));
    }

    static Process start(String url, Path folder) throws IOException {
        var builder = OtherJvm.running(KilledBackup.class, folder.toString());
        builder.environment().put("SOURCE", url);
        return builder.inheritIO().start();
    }
}
