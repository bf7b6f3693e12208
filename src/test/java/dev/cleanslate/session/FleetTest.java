package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.session.Fleet.Shard;
import dev.cleanslate.suite.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which targets a pattern and a share of them mean. */
class FleetTest {

    @TempDir
    Path suites;

    private Reading<Fleet> fleet(int targets, Optional<Shard> shard, String... patterns) throws IOException {
        Files.writeString(
                suites.resolve("targets.yaml"),
                IntStream.range(0, targets)
                        .mapToObj(i -> "  prod-" + i + ": { url: \"${URL_" + i + "}\", suite: gym }\n")
                        .collect(Collectors.joining(
                                "", "targets:\n  demo: { embedded: 17, suite: gym, disposable: true }\n", "")));
        return Fleet.of(suites, List.of(patterns), shard);
    }

    private List<String> names(int targets, Optional<Shard> shard, String... patterns) throws IOException {
        return ((Reading.Sound<Fleet>) fleet(targets, shard, patterns)).value().targets();
    }

    @Test
    void patternsMeanWhatTheyMatchEachOnce() throws IOException {
        assertThat(names(12, Optional.empty(), "prod-?", "prod-1*"))
                .hasSize(12)
                .contains("prod-0", "prod-11")
                .doesNotContain("demo", "prod.0");
    }

    @Test
    void aPatternThatMatchesNothingIsAFaultWithTheNamesThereAre() throws IOException {
        assertThat(fleet(2, Optional.empty(), "prod-*", "stag*"))
                .isInstanceOfSatisfying(
                        Reading.Faulty.class,
                        faulty -> assertThat(faulty.faults().toString())
                                .contains("no target is called \"stag*\"", "demo, prod-0, prod-1"));
    }

    @Test
    void everyTargetIsInOneShareAndStaysThereWhenOthersCome() throws IOException {
        for (int number = 1; number <= 8; number++) {
            Optional<Shard> shard = Shard.parse(number + "/8");
            assertThat(names(100, shard, "*")).containsAll(names(50, shard, "*"));
        }
        assertThat(IntStream.rangeClosed(1, 8)
                        .boxed()
                        .flatMap(n -> share(n).stream())
                        .toList())
                .hasSize(101)
                .doesNotHaveDuplicates();
    }

    private List<String> share(int number) {
        try {
            return names(100, Shard.parse(number + "/8"), "*");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void noShareLiesOutsideTheWhole() {
        assertThat(Shard.parse("1/1")).isPresent();
        assertThat(List.of("0/8", "9/8", "3", "a/b", "1/0", "-1/8"))
                .allMatch(s -> Shard.parse(s).isEmpty());
    }
}
