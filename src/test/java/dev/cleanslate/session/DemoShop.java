package dev.cleanslate.session;

import dev.cleanslate.engine.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shop with two products and seven orders, on a server that comes and goes with each run. */
record DemoShop(Path folder) {

    static DemoShop in(Path folder) {
        return new DemoShop(folder)
                .file("targets.yaml", "targets:\n  demo: { embedded: 18, suites: [shop], disposable: true }\n")
                .file(
                        "shop/schema.sql",
                        "CREATE TABLE products (id int PRIMARY KEY); CREATE TABLE orders (id serial PRIMARY KEY);")
                .file(
                        "shop/data.sql",
                        "INSERT INTO products VALUES (1), (2); INSERT INTO orders SELECT generate_series(1, 7);");
    }

    /** What is the same in every suite of it, and then {@code more}. */
    DemoShop suite(String more) {
        return file("shop/suite.yaml", """
                suite: shop
                protect: [products]
                phases:
                  - name: Orders
                    wipe: [orders]
                """ + more);
    }

    DemoShop file(String name, String text) {
        try {
            Path file = folder.resolve("suites").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** The exit code of a reset, and of the rehearsal before it. */
    int reset() {
        return Launch.run(invocation(Command.RESET, false, Map.of()));
    }

    Invocation invocation(Command command, boolean noRehearsal, Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        return new Invocation(
                command,
                Optional.of("demo"),
                Optional.empty(),
                List.of(),
                folder.resolve("suites"),
                reports(),
                Optional.empty(),
                noRehearsal,
                Optional.empty(),
                new Invocation.Output(false, false, false),
                all);
    }

    Path reports() {
        return folder.resolve("reports");
    }
}
