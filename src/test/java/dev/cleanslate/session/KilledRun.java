package dev.cleanslate.session;

import dev.cleanslate.engine.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A reset in a JVM of its own that a test kills. Arguments: suites folder, reports folder, database name; and which
 * line of the journal is the last one: the JVM halts, without hooks, as soon as that line is on the disk.
 */
public final class KilledRun {

    private KilledRun() {}

    /** As a child of the test's own JVM, with the environment of the playground. */
    static Process start(Playground shop, long lastLine) throws IOException {
        shop.invocation(Command.RESET, Optional.empty());
        var builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRun.class.getName(),
                shop.suites.toString(),
                shop.reports.toString(),
                shop.databaseName(),
                String.valueOf(lastLine)));
        builder.environment().putAll(shop.environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return builder.start();
    }

    public static void main(String[] args) {
        long lastLine = Long.parseLong(args[3]);
        Path reports = Path.of(args[1]);
        if (lastLine < Long.MAX_VALUE) {
            var watch = new Thread(() -> haltAt(reports, lastLine), "halt");
            watch.setDaemon(true);
            watch.start();
        }
        System.exit(Launch.run(new Invocation(
                Command.RESET,
                Optional.of("test"),
                Optional.empty(),
                List.of(),
                Path.of(args[0]),
                reports,
                Optional.of(args[2]),
                true,
                Optional.empty(),
                new Invocation.Output(false, false, false),
                System.getenv())));
    }

    private static void haltAt(Path reports, long lastLine) {
        while (Journals.lines(reports) < lastLine) {
            Thread.onSpinWait();
        }
        Runtime.getRuntime().halt(137);
    }
}
