package dev.cleanslate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The tool as a user starts it: a process of its own, with a heap of at most 128 MB. */
final class Tool {

    private final List<String> main;
    private final Path folder;

    /** {@code main}: what java is told to run, such as {@code -jar cleanslate.jar}. */
    Tool(List<String> main, Path folder) {
        this.main = List.copyOf(main);
        this.folder = folder;
    }

    /** Resets the database by that suite; how long it took, by its own journal and by the clock. */
    Timing reset(String url, String database, String suite) {
        try {
            Path suites = Files.createDirectories(folder.resolve("suites/bench"));
            Files.writeString(suites.resolve("suite.yaml"), suite);
            Path reports = Files.createTempDirectory(folder, "reports");
            Path output = reports.resolve("output.txt");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m"));
            command.addAll(main);
            command.addAll(List.of(
                    "reset",
                    "--url",
                    url,
                    "--suites",
                    folder.resolve("suites").toString(),
                    "--suite",
                    "bench",
                    "--reports",
                    reports.toString(),
                    "--execute",
                    database,
                    "--no-rehearsal"));
            long started = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(15, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            long millis = (System.nanoTime() - started) / 1_000_000;
            if (process.exitValue() != 0) {
                throw new IllegalStateException("exit " + process.exitValue() + ":\n" + Files.readString(output));
            }
            try (Stream<Path> files = Files.walk(reports)) {
                Path journal = files.filter(file -> file.endsWith("journal.jsonl"))
                        .findFirst()
                        .orElseThrow();
                return Timing.of(millis, Files.readAllLines(journal));
            }
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
