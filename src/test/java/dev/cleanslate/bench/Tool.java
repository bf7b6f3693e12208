package dev.cleanslate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The tool as a user starts it: a process of its own, with a heap of at most 128 MB. */
final class Tool {

    private static final String TARGETS = "targets.yaml";

    private final List<String> main;
    private final Path folder;

    /** {@code main}: what java is told to run, such as {@code -jar cleanslate.jar}. */
    Tool(List<String> main, Path folder) {
        this.main = List.copyOf(main);
        this.folder = folder;
    }

    /** Resets the database by that suite; how long it took, by its own journal and by the clock. */
    Timing reset(String url, String database, String suite) {
        return run(
                List.of(
                        "reset",
                        "--url",
                        url,
                        "--suites",
                        suites(suite).toString(),
                        "--suite",
                        "bench",
                        "--execute",
                        database,
                        "--no-rehearsal"),
                Map.of());
    }

    /** Resets the database by a suite that lies in a folder with its scripts. */
    Timing resetBy(String url, String database, Path suite) {
        return run(
                List.of(
                        "reset",
                        "--url",
                        url,
                        "--suites",
                        suites("suite: bench\n").toString(),
                        "--suite",
                        suite.toString(),
                        "--execute",
                        database,
                        "--no-rehearsal"),
                Map.of());
    }

    /** Rehearses that on an embedded server. */
    Timing rehearse(String url, String suite) {
        String target = "targets:\n  bench: { url: \"${BENCH_URL}\", suite: bench, rehearsal: { on: embedded } }\n";
        try {
            Path suites = suites(suite);
            Files.writeString(suites.resolve(TARGETS), target);
            return run(
                    List.of("rehearse", "--target", "bench", "--suites", suites.toString()), Map.of("BENCH_URL", url));
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** The demo that comes with the project, on its own embedded server. */
    Timing rehearseDemo() {
        return run(List.of("rehearse", "--target", "demo"), Map.of());
    }

    /** Without the targets of the run before. */
    private Path suites(String suite) {
        try {
            Path suites = folder.resolve("suites");
            Files.writeString(Files.createDirectories(suites.resolve("bench")).resolve("suite.yaml"), suite);
            Files.deleteIfExists(suites.resolve(TARGETS));
            return suites;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** Scans the database, with as little memory as a process on a small machine would be given. */
    Scanned scan(String url) {
        Ran ran = start(
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of("scan", "--url", url),
                Map.of());
        return Scanned.of(ran.journal(Set.of(0, 1)), ran.peakMegabytes());
    }

    private Timing run(List<String> words, Map<String, String> environment) {
        Ran ran = start(List.of("-Xmx128m"), words, environment);
        return Timing.of(ran.millis(), ran.journal(Set.of(0)));
    }

    private record Ran(int exitCode, long millis, double peakMegabytes, Path reports, Path output) {

        List<String> journal(Set<Integer> expected) {
            try (Stream<Path> files = Files.walk(reports)) {
                if (!expected.contains(exitCode)) {
                    throw new IllegalStateException("exit " + exitCode + ":\n" + Files.readString(output));
                }
                return Files.readAllLines(files.filter(file -> file.endsWith("journal.jsonl"))
                        .findFirst()
                        .orElseThrow());
            } catch (IOException trouble) {
                throw new UncheckedIOException(trouble);
            }
        }
    }

    private Ran start(List<String> options, List<String> words, Map<String, String> environment) {
        try {
            Path reports = Files.createTempDirectory(folder, "reports");
            Path output = reports.resolve("output.txt");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(options);
            command.addAll(main);
            command.addAll(words);
            command.addAll(List.of("--reports", reports.toString()));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            builder.environment()
                    .put("XDG_CONFIG_HOME", folder.resolve("config").toString());
            long started = System.nanoTime();
            Process process = builder.start();
            double peak = 0;
            for (int waited = 0; waited < 9_000 && !process.waitFor(100, TimeUnit.MILLISECONDS); waited++) {
                peak = Math.max(peak, residentMegabytes(process.pid()));
            }
            process.destroyForcibly().waitFor();
            long millis = (System.nanoTime() - started) / 1_000_000;
            return new Ran(process.exitValue(), millis, peak, reports, output);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** The most it had so far, as Linux counts it; nothing once it is gone. */
    private static double residentMegabytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }
}
