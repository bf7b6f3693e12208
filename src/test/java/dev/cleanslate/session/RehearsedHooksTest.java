package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.engine.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks, commands and smoke tests of a rehearsal and of the reset that follows it. */
class RehearsedHooksTest {

    @TempDir
    private Path folder = Path.of("");

    private Path told = Path.of("");

    @BeforeEach
    void aShopToThrowAway() throws IOException {
        told = folder.resolve("told");
        Files.createFile(told);
        file("targets.yaml", "targets:\n  demo: { embedded: 18, suites: [shop], disposable: true }\n");
        file(
                "shop/schema.sql",
                "CREATE TABLE products (id int PRIMARY KEY); CREATE TABLE orders (id serial PRIMARY KEY);");
        file("shop/data.sql", "INSERT INTO products VALUES (1), (2); INSERT INTO orders SELECT generate_series(1, 7);");
    }

    @Test
    void aRehearsalFiresOnlyWhatIsMarkedForItAndRunsNoCommand() throws IOException {
        suite("rows: { orders: 0, products: 2 }");

        assertThat(run()).isZero();

        List<String> lines = Files.readAllLines(told);
        assertThat(lines.get(2)).matches("announce ([0-9]+ min )?[0-9]+ s");
        assertThat(lines)
                .containsExactly(
                        "marked rehearse",
                        "smoke",
                        lines.get(2),
                        "marked reset",
                        "seed",
                        "smoke",
                        "success",
                        "always passed");
    }

    @Test
    void aRehearsalThatFailsEndsTheResetThatWasToFollow() throws IOException {
        suite("rows: { products: 3 }");

        assertThat(run()).isEqualTo(1);

        assertThat(Files.readAllLines(told)).containsExactly("marked rehearse", "failure rehearse", "always failed");
    }

    private int run() {
        return Launch.run(new Invocation(
                Command.RESET,
                Optional.of("demo"),
                Optional.empty(),
                List.of(),
                folder.resolve("suites"),
                folder.resolve("reports"),
                Optional.empty(),
                false,
                Optional.empty(),
                new Invocation.Output(false, false, false),
                Map.of("XDG_CONFIG_HOME", folder.resolve("config").toString())));
    }

    private void suite(String check) throws IOException {
        file("shop/suite.yaml", """
                suite: shop
                protect: [products]
                phases:
                  - name: Orders
                    wipe: [orders]
                  - name: Seed
                    command: [sh, -c, 'echo seed >> "TOLD"']
                checks:
                  - CHECK
                smoke:
                  - { command: { run: [sh, -c, 'echo smoke >> "TOLD"'] }, rehearse: true }
                hooks:
                  announce:     [ { run: [sh, -c, 'echo "announce $CLEANSLATE_EXPECTED_DURATION" >> "TOLD"'] } ]
                  before-reset: [ { run: [sh, -c, 'echo "marked $CLEANSLATE_COMMAND" >> "TOLD"'], rehearse: true } ]
                  on-success:   [ { run: [sh, -c, 'echo success >> "TOLD"'] } ]
                  on-failure:   [ { run: [sh, -c, 'echo "failure $CLEANSLATE_COMMAND" >> "TOLD"'] } ]
                  always:       [ { run: [sh, -c, 'echo "always $CLEANSLATE_OUTCOME" >> "TOLD"'] } ]
                """.replace("TOLD", told.toString()).replace("CHECK", check));
    }

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve("suites").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
