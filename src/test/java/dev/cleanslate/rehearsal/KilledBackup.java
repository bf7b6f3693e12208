package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        var builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledBackup.class.getName(),
                folder.toString()));
        builder.environment().put("SOURCE", url);
        return builder.inheritIO().start();
    }
}
