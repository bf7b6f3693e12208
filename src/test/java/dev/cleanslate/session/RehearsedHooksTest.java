package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks, commands and smoke tests of a rehearsal and of the reset that follows it. */
class RehearsedHooksTest {

    @TempDir
    private Path folder = Path.of("");

    private Path told = Path.of("");
    private DemoShop shop = new DemoShop(folder);

    @BeforeEach
    void aShopToThrowAway() throws IOException {
        told = folder.resolve("told");
        Files.createFile(told);
        shop = DemoShop.in(folder);
    }

    @Test
    void aRehearsalFiresOnlyWhatIsMarkedForItAndRunsNoCommand() throws IOException {
        suite("rows: { orders: 0, products: 2 }");

        assertThat(shop.reset()).isZero();

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

        assertThat(shop.reset()).isEqualTo(1);

        assertThat(Files.readAllLines(told)).containsExactly("marked rehearse", "failure rehearse", "always failed");
    }

    private void suite(String check) {
        shop.suite("""
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
}
