package dev.cleanslate.session;

import dev.cleanslate.engine.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A restore in a JVM of its own that a test kills. Arguments: suites folder, reports folder, database name, archive, way;
 * and the line of the journal upon which the JVM halts, without hooks.
 */
public final class KilledRestore {

    private KilledRestore() {}

    static Process start(PutBackShop there, RestoreWish.Way way, Path reports, long lastLine) throws IOException {
        Playground shop = there.shop();
        shop.invocation(Command.RESTORE, Optional.empty());
        var builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRestore.class.getName(),
                shop.suites.toString(),
                reports.toString(),
                shop.databaseName(),
                there.backup().archive().toString(),
                way.name(),
                String.valueOf(lastLine)));
        builder.environment().putAll(shop.environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return builder.start();
    }

    public static void main(String[] args) {
        long lastLine = Long.parseLong(args[5]);
        Path reports = Path.of(args[1]);
        var watch = new Thread(
                () -> {
                    while (Journals.lines(reports) < lastLine) {
                        Thread.onSpinWait();
                    }
                    Runtime.getRuntime().halt(137);
                },
                "halt");
        watch.setDaemon(true);
        if (lastLine < Long.MAX_VALUE) {
            watch.start();
        }
        var wish = new RestoreWish(
                Path.of(args[3]),
                Optional.of(RestoreWish.Way.valueOf(args[4])),
                false,
                false,
                Optional.empty(),
                List.of(),
                Optional.empty());
        System.exit(Launch.run(new Invocation(
                        Command.RESTORE,
                        Optional.of("test"),
                        Optional.empty(),
                        List.of(),
                        Path.of(args[0]),
                        reports,
                        Optional.of(args[2]),
                        true,
                        Optional.empty(),
                        new Invocation.Output(false, false, false),
                        System.getenv())
                .with(wish)));
    }
}
