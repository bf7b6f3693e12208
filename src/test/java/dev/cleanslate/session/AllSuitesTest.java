package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.SuitesTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --suite all}, with two of the examples in the folder. */
class AllSuitesTest {

    private static final String DEMO = "  demo: { embedded: 17, outside: none, suites: [bakery], disposable: true }\n";

    @TempDir
    private Path folder = Path.of("");

    private ShippedSuite all = new ShippedSuite("bakery", folder);

    @BeforeEach
    void twoSystems() {
        ShippedSuite.copied("gym", folder);
        ShippedSuite.copied("bakery", folder).targets(DEMO + "  real: { url: \"${REAL_URL}\", suite: bakery }\n");
        Path app = folder.resolve("suites/gym/app");
        all = new ShippedSuite("gym", folder, List.of("all"));
        all.file("gym/suite.yaml", all.text("suite.yaml").replace("suites/gym/app", app.toString()));
    }

    @Test
    void rehearsesResetsAndCertifiesEachOnItsOwn() throws IOException {
        assertThat(all.demo()).isZero();

        assertThat(all.records())
                .extracting(record -> record.get("suite").asString() + " "
                        + record.get("command").asString() + " "
                        + record.get("outcome").asString())
                .containsExactly(
                        "bakery rehearse passed",
                        "bakery reset passed",
                        "bakery certify passed",
                        "gym rehearse passed",
                        "gym reset passed",
                        "gym certify passed");
        assertThat(table(0, 0))
                .anyMatch(line -> line.matches(" *bakery@demo +yes +yes +yes +672 .*"))
                .anyMatch(line -> line.matches(" *gym@demo +yes +yes +yes +1,971 .*"))
                .last()
                .asString()
                .matches("2 suites in .*: every one passed\\.");
    }

    @Test
    void goesOnToTheNextWhenOneIsRedAndEndsWithTheWorst() throws IOException {
        String wrong = ShippedSuite.copied("bakery", folder.resolve("elsewhere"))
                .text("suite.yaml")
                .replace("restaurants: 2,", "restaurants: 3,");
        all.file("bakery/suite.yaml", wrong);

        assertThat(all.demo()).isEqualTo(1);

        assertThat(all.records())
                .extracting(record -> record.get("suite").asString() + " "
                        + record.get("command").asString())
                .containsExactly("bakery rehearse", "gym rehearse", "gym reset", "gym certify");
        assertThat(table(1, 0))
                .anyMatch(line -> line.matches(" *bakery@demo +failed +- +- .*"))
                .last()
                .asString()
                .endsWith("1 did not pass: bakery@demo (exit code 1).");
    }

    @Test
    void isRefusedForADatabaseThatIsNotMadeForIt() {
        Ran ran = all.reset(
                ShippedSuite.copied("bakery", folder.resolve("elsewhere")).filled(17));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.messages()).contains("--suite all", "target \"real\" is one database");
    }

    /** As it ends such an invocation, from what that left. */
    private List<String> table(int bakery, int gym) throws IOException {
        return SuitesTable.of(
                List.of(
                        new SuitesTable.Line("bakery@demo", bakery, folders("bakery")),
                        new SuitesTable.Line("gym@demo", gym, folders("gym"))),
                false);
    }

    private List<Path> folders(String suite) throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("reports/demo").resolve(suite))) {
            return runs.filter(run -> Files.exists(run.resolve("run.json")))
                    .sorted()
                    .toList();
        }
    }
}
