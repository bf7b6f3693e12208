package dev.cleanslate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However a file is mangled, it reads as sound or as faults with places, soon. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MutationTest {

    private static final String PASSWORD = "Hunter2Marker";

    @TempDir
    private Path folder;

    @BeforeEach
    void copyTheFilesThatTheSuiteNames() throws IOException {
        Files.createDirectories(folder.resolve("smoke"));
        for (String name : List.of("reseed.sql", "smoke/booking.sql")) {
            Files.copy(FullSuite.file(name), folder.resolve(name));
        }
    }

    @Test
    void aMangledSuiteIsSoundOrFaulty() throws IOException {
        String text = Files.readString(FullSuite.file("suite.yaml"));
        Random random = new Random(2611);
        for (int i = 0; i < 2_000; i++) {
            String mutated = Mangled.text(text, random, 1 + i % 3);
            assertThatCode(() -> places(new WrittenSuite(folder).suite(mutated)))
                    .as("suite:%n%s", mutated)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aMangledTargetsFileIsSoundOrFaulty() throws IOException {
        String text = Files.readString(FullSuite.file("targets.yaml"));
        Random random = new Random(411);
        for (int i = 0; i < 2_000; i++) {
            String mutated = Mangled.text(text, random, 1 + i % 3);
            assertThatCode(() -> places(new WrittenSuite(folder).targets(mutated)))
                    .as("targets:%n%s", mutated)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void noMessageHoldsThePasswordThatStoodInTheFile() {
        List<String> written = List.of(
                "targets:\n  prod: { url: \"postgresql://me:" + PASSWORD + "@db.example/gym\", suite: gym }\n",
                "targets:\n  prod: { url: postgresql://me:" + PASSWORD + "@db.example/gym, suite: gym }\n",
                "targets:\n  prod:\n    url: jdbc:postgresql://db/gym?user=me&password=" + PASSWORD
                        + "\n    suite: gym\n",
                "targets:\n  prod:\n    url: host=db user=me password=" + PASSWORD + "\n    suite: gym\n",
                "targets:\n  prod: { url: \"${URL}\", password: " + PASSWORD + ", suite: gym }\n");
        Random random = new Random(77);
        for (int i = 0; i < 4_000; i++) {
            String mutated = i < 5 ? written.get(i) : Mangled.text(written.get(i % 5), random, 1 + i % 3);
            Reading<Targets> reading = new WrittenSuite(folder).targets(mutated);
            assertThat(String.join("\n", WrittenSuite.faults(reading)))
                    .as(mutated)
                    .doesNotContain(PASSWORD);
            if (i < 5) {
                assertThat(WrittenSuite.faults(reading)).isNotEmpty();
            }
        }
    }

    private static void places(Reading<?> reading) {
        if (reading instanceof Reading.Faulty<?> faulty) {
            assertThat(faulty.faults()).isNotEmpty().allSatisfy(fault -> {
                assertThat(fault.message()).endsWith("Nothing was run.").doesNotContain("Exception");
                assertThat(fault.place().line()).isNotNegative();
            });
        }
    }
}
