package dev.cleanslate.session;

import dev.cleanslate.cli.Main;
import dev.cleanslate.rehearsal.OtherJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The command line in a JVM that halts, as if it had been killed, as soon as a journal below the reports folder holds a
 * text, or a number of lines. Arguments: that text or number, empty for none; the reports folder; and then what a user types.
 */
public final class HaltedTool {

    private static final long LOOK_NANOS = 100_000;

    private HaltedTool() {}

    /** A command against the playground's target; {@code when} it halts, and {@code more} words of the command line. */
    static ProcessBuilder of(Playground shop, String when, Command command, List<String> more) {
        shop.invocation(command, Optional.empty());
        List<String> words = new ArrayList<>(List.of(
                when,
                shop.reports.toString(),
                command.word(),
                "--target",
                "test",
                "--suites",
                shop.suites.toString(),
                "--reports",
                shop.reports.toString()));
        words.addAll(more);
        ProcessBuilder builder = OtherJvm.running(HaltedTool.class, words.toArray(String[]::new));
        builder.environment().putAll(shop.environment);
        return builder.redirectErrorStream(true);
    }

    /** As soon as that line is on the disk. */
    static String atLine(long line) {
        return line == Long.MAX_VALUE ? "" : Long.toString(line);
    }

    public static void main(String[] args) {
        if (!args[0].isEmpty()) {
            var watch = new Thread(() -> haltAt(args[0], Path.of(args[1])), "halt");
            watch.setDaemon(true);
            watch.start();
        }
        Main.main(List.of(args).subList(2, args.length).toArray(String[]::new));
    }

    private static void haltAt(String when, Path reports) {
        while (!anyHolds(when, reports)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        Runtime.getRuntime().halt(137);
    }

    private static boolean anyHolds(String when, Path reports) {
        if (!Files.isDirectory(reports)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(reports, 4)) {
            return files.filter(file -> file.endsWith("journal.jsonl")).anyMatch(file -> holds(file, when));
        } catch (IOException | UncheckedIOException beingMade) {
            return false;
        }
    }

    private static boolean holds(Path journal, String when) {
        try {
            String text = Files.readString(journal, StandardCharsets.ISO_8859_1);
            return when.matches("[0-9]+")
                    ? text.chars().filter(each -> each == '\n').count() >= Long.parseLong(when)
                    : text.contains(when);
        } catch (IOException beingMade) {
            return false;
        }
    }
}
