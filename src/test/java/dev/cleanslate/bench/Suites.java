package dev.cleanslate.bench;

import dev.cleanslate.api.Action;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.suite.Phase;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.SuiteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The example systems at size, each reset by its own suite beside one TRUNCATE of the same tables. */
final class Suites implements Case {

    private static final long PATIENCE = 120;
    private static final int MOST_ROUNDS = 3;

    /** What is asked of the outside, or comes after the commit. */
    private static final String AROUND =
            "(?ms)^(gates|hooks|smoke|scan|storage|contacts|rehearsal|hand-over):.*?(?=^\\S|\\z)";

    private final Size size;

    Suites(Size size) {
        this.size = size;
    }

    @Override
    public String name() {
        return "suites";
    }

    @Override
    public String about() {
        return "the example systems at cleanslate.scale " + size.scale
                + ", reset by their suites (without gates, hooks and smoke tests)";
    }

    @Override
    public List<Figure> run(Field field, Tool tool) {
        try {
            List<Figure> figures = new ArrayList<>();
            for (String system : List.of("gym", "bakery", "live-sessions", "phone-loans")) {
                figures.addAll(one(system, field, tool));
            }
            return figures;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private List<Figure> one(String system, Field field, Tool tool) throws IOException {
        Path from = Path.of("suites", system);
        Path suiteFile = alone(from);
        Suite suite = ((Reading.Sound<Suite>) SuiteFile.read(suiteFile)).value();
        String source = field.database(
                "suite_" + system.replace('-', '_'),
                "SET cleanslate.scale = '" + size.scale + "';\n" + Files.readString(from.resolve("schema.sql")) + "\n"
                        + Files.readString(from.resolve("data.sql")));
        List<String> byHand = byHand(suite);
        var hand = new ArrayList<Long>();
        var timings = new ArrayList<Timing>();
        for (int round = 0; round < Math.min(MOST_ROUNDS, size.rounds); round++) {
            String clone = field.cloneOf(source);
            OptionalLong millis = ByHand.run(field, clone, byHand, PATIENCE);
            hand.add(millis.orElse(PATIENCE * 1000));
            field.drop(clone);
            String other = field.cloneOf(source);
            timings.add(tool.resetBy(field.url(other), other, suiteFile));
            field.drop(other);
        }
        long rows = rows(field, source, suite);
        field.drop(source);
        long faster = Math.max(1, Timing.median(hand));
        long wipe = Timing.median(timings.stream().map(Timing::wipe).toList());
        return List.of(
                Figure.rows(system + ": rows that go", rows),
                Figure.seconds(system + ": by hand, one TRUNCATE and the columns set", Timing.median(hand)),
                Figure.seconds(system + ": the tool, BEGIN to COMMIT without counting", wipe),
                Figure.seconds(
                        system + ": the tool, counting and fingerprinting",
                        Timing.median(timings.stream().map(Timing::counting).toList())),
                Figure.seconds(
                        system + ": the tool, process from start to exit",
                        Timing.median(timings.stream().map(Timing::process).toList())),
                Figure.ratio(system + ": the tool, as a multiple of by hand", (double) wipe / faster, Double.NaN));
    }

    private static Path alone(Path from) throws IOException {
        Path folder = Files.createTempDirectory("cleanslate-bench-suite");
        try (Stream<Path> scripts = Files.list(from)) {
            for (Path script :
                    scripts.filter(file -> file.toString().endsWith(".sql")).toList()) {
                Files.copy(script, folder.resolve(script.getFileName().toString()));
            }
        }
        String yaml = Files.readString(from.resolve("suite.yaml")).replaceAll(AROUND, "");
        return Files.writeString(folder.resolve("suite.yaml"), yaml);
    }

    /** The same removal, as somebody types it who knows the schema; what is planted anew is left to the tool. */
    private static List<String> byHand(Suite suite) {
        List<String> statements = new ArrayList<>();
        statements.add("TRUNCATE " + wiped(suite).collect(Collectors.joining(", ")) + " RESTART IDENTITY");
        for (Phase phase : suite.phases()) {
            if (phase.action() instanceof Action.Reset reset) {
                reset.tables()
                        .forEach((table, set) -> statements.add("UPDATE " + table + " SET "
                                + set.columns().keySet().stream()
                                        .map(column -> column + " = DEFAULT")
                                        .collect(Collectors.joining(", "))));
            }
        }
        return statements;
    }

    private static Stream<String> wiped(Suite suite) {
        return suite.phases().stream()
                .filter(phase -> phase.action() instanceof Action.Wipe)
                .flatMap(phase -> ((Action.Wipe) phase.action()).tables().stream());
    }

    private static long rows(Field field, String database, Suite suite) {
        try (PgSession session = field.session(database)) {
            return wiped(suite)
                    .mapToLong(table -> session.query("SELECT count(*) FROM " + table)
                            .get(0)
                            .number(0))
                    .sum();
        }
    }
}
