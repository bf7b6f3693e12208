package dev.cleanslate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code mvn verify -Pbench}: every case, its figures on the screen and in reports/bench. */
public final class Bench {

    private static final int MAJOR = 17;

    private final List<String> report = new ArrayList<>();
    private int missed;

    private Bench() {}

    public static void main(String[] args) throws IOException {
        var bench = new Bench();
        Size size = Size.of(System.getProperty("bench.size", "full"));
        Set<String> only = Set.of(args);
        Path folder = Files.createTempDirectory("cleanslate-bench");
        bench.say("# Bench of " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
        bench.say("");
        bench.say("PostgreSQL " + MAJOR + " (embedded), " + Runtime.getRuntime().availableProcessors()
                + " processors, Java " + Runtime.version().feature() + ", heap of the tool at most 128 MB, size " + size
                + ".");
        try (Field field = new Field(MAJOR)) {
            var tool = new Tool(List.of("-jar", "target/cleanslate.jar"), folder);
            for (Case each : cases(size)) {
                if (only.isEmpty() || only.contains(each.name())) {
                    bench.run(each, field, tool);
                }
            }
        }
        bench.write();
    }

    private void run(Case each, Field field, Tool tool) {
        say("");
        say("## " + each.name() + ": " + each.about());
        for (Figure figure : each.run(field, tool)) {
            say(figure.line());
            missed += figure.reached() ? 0 : 1;
        }
    }

    static List<Case> cases(Size size) {
        return Stream.concat(
                        Stream.of(
                                Wipes.manySmall(size),
                                Wipes.manySerial(size),
                                Wipes.fewLarge(size),
                                new KeepFew(size),
                                new StartToExit(size),
                                new Planning(size),
                                new Scans(size),
                                new Drawing(size),
                                new Buckets(size),
                                new GymDemo(size),
                                new Suites(size)),
                        CopyOfABackup.where(size))
                .toList();
    }

    private void say(String line) {
        System.out.println(line);
        report.add(line);
    }

    private void write() throws IOException {
        Path folder = Files.createDirectories(Path.of("reports", "bench"));
        String name = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
        Path file = folder.resolve(name + ".md");
        Files.writeString(file, String.join("\n", report) + "\n");
        System.out.println("\nWritten to " + file + (missed == 0 ? "" : "; " + missed + " figures not reached"));
    }
}
