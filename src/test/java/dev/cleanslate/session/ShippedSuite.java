package dev.cleanslate.session;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.scan.Tripwire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A copy of an example system of {@code suites/}, which a test may spoil, and runs of it. */
record ShippedSuite(String name, Path folder, List<String> named, Map<String, String> environment) {

    ShippedSuite(String name, Path folder) {
        this(name, folder, List.of());
    }

    ShippedSuite(String name, Path folder, List<String> named) {
        this(name, folder, named, Map.of());
    }

    static ShippedSuite copied(String name, Path folder) {
        Path from = Path.of("suites", name);
        Path to = folder.resolve("suites").resolve(name);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        return new ShippedSuite(name, folder)
                .targets("  demo: { embedded: 17, suites: [%s], disposable: true }\n".formatted(name)
                        + "  real: { url: \"${REAL_URL}\", suite: %s }\n".formatted(name));
    }

    /** The same system with another of its suites. */
    ShippedSuite suite(String file) {
        return new ShippedSuite(
                name,
                folder,
                List.of(folder.resolve("suites").resolve(name).resolve(file).toString()),
                environment);
    }

    /** The same with variables in its environment. */
    ShippedSuite knowing(Map<String, String> variables) {
        return new ShippedSuite(name, folder, named, variables);
    }

    ShippedSuite targets(String lines) {
        return file("targets.yaml", "targets:\n" + lines);
    }

    ShippedSuite file(String path, String text) {
        try {
            Files.writeString(folder.resolve("suites").resolve(path), text);
            return this;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    String text(String path) {
        try {
            return Files.readString(folder.resolve("suites").resolve(name).resolve(path));
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** A database with the schema, then {@code changes} to it, then the demo data. */
    TestDatabases.Database filled(int major, String... changes) {
        String[] scripts = Stream.of(Stream.of(text("schema.sql")), Stream.of(changes), Stream.of(text("data.sql")))
                .flatMap(part -> part)
                .toArray(String[]::new);
        return TestDatabases.of(major).create(scripts);
    }

    /** Of the embedded target: a rehearsal, and then the reset. */
    int demo() {
        return Launch.run(invocation(Command.RESET, "demo", Optional.empty(), false, ""));
    }

    /** Of this database, without a rehearsal. */
    Ran reset(TestDatabases.Database database) {
        return run(resetting(database));
    }

    /** The same with an object store; objects of this bucket without a row go. */
    Ran reset(TestDatabases.Database database, Map<String, String> store, Optional<String> bucket) {
        Invocation usual = knowing(store).resetting(database);
        return run(new Invocation(
                usual.command(),
                usual.target(),
                usual.url(),
                usual.suites(),
                usual.classPath(),
                usual.suitesFolder(),
                usual.reports(),
                usual.consent().clearing(bucket),
                usual.scale(),
                usual.output(),
                usual.environment()));
    }

    /** The same with what stands around it: variables of the environment, and what people answer. */
    Ran reset(TestDatabases.Database database, Map<String, String> variables, String... answers) {
        return run(knowing(variables)
                .resetting(database)
                .with(new Invocation.Present(Clock.systemUTC(), List.of(answers), Optional.empty())));
    }

    private Invocation resetting(TestDatabases.Database database) {
        return invocation(Command.RESET, "real", Optional.of(name(database)), true, database.url());
    }

    Ran plan(TestDatabases.Database database) {
        return run(invocation(Command.PLAN, "real", Optional.empty(), true, database.url()));
    }

    Ran scan(TestDatabases.Database database) {
        return run(invocation(Command.SCAN, "real", Optional.empty(), true, database.url()));
    }

    /** Arms the tripwire of this database; the exit code. */
    int arm(TestDatabases.Database database) {
        return Spoken.by(() -> Tripwiring.run(
                        invocation(Command.PLAN, "real", Optional.of(name(database)), true, database.url()),
                        Tripped.wish(Tripwire.Mode.REFUSE)))
                .exitCode();
    }

    private static String name(TestDatabases.Database database) {
        return DatabaseUrl.parse(database.url(), Map.of()).database();
    }

    private Ran run(Invocation invocation) {
        return Ran.latest(Launch.run(invocation), folder.resolve("reports"));
    }

    private Invocation invocation(
            Command command, String target, Optional<String> execute, boolean noRehearsal, String url) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putIfAbsent("REAL_URL", url);
        variables.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        return new Invocation(
                command,
                Optional.of(target),
                Optional.empty(),
                named,
                folder.resolve("suites"),
                folder.resolve("reports"),
                execute,
                noRehearsal,
                Optional.empty(),
                new Invocation.Output(false, false, false),
                variables);
    }

    /** In the order in which they were begun. */
    List<JsonNode> records() {
        try (Stream<Path> files = Files.walk(folder.resolve("reports"))) {
            return files.filter(file -> file.endsWith("run.json"))
                    .map(file -> new JsonMapper().readTree(file.toFile()))
                    .sorted((a, b) -> a.get("startedAt")
                            .asString()
                            .compareTo(b.get("startedAt").asString()))
                    .toList();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    static long count(TestDatabases.Database database, String table) {
        return Long.parseLong(rows(database, "count(*)) FROM " + table).get(0));
    }

    /** Every row of one query, its columns put together with a bar. */
    static List<String> rows(TestDatabases.Database database, String sql) {
        try (PgSession session = database.admin()) {
            return session.query("SELECT concat_ws('|', " + sql).stream()
                    .map(row -> row.text(0))
                    .toList();
        }
    }
}
