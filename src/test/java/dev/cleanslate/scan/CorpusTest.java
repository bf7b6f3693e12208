package dev.cleanslate.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.scan.CorpusFigures.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Precision and recall of the scan on a labelled corpus, measured by a scan of a database that holds it. The corpus is
 * written by hand (src/test/resources/corpus) and knows nothing of the lists that detectors go by.
 */
class CorpusTest {

    /** Rows of one second are what an import of real people has too: alone they are a note, and not meant to be more. */
    private static final Set<String> OF_SEVERAL_ROWS = Set.of("same-second", "same-millisecond", "never-touched");

    /** What limits them stands in scan.md; everything else sees nine of ten. */
    private static final Map<String, Double> RECALL_OF = Map.of("made-up-uuid", 0.6, "placeholder-url", 0.8);

    /** Families are called Teste, Prova and Sample, and here more of them than anywhere: such a mailbox alone is a note. */
    private static final Map<String, Double> PRECISION_OF = Map.of("demo-mailbox", 0.85);

    private static final List<CorpusRow> ROWS = CorpusRow.all();
    private static CorpusFigures figures = new CorpusFigures(Map.of());

    @BeforeAll
    static void scan() throws IOException {
        figures = new CorpusFigures(new CorpusDatabase(ROWS).scan());
        String table = figures.table();
        System.out.println(table);
        Files.createDirectories(Path.of("target"));
        Files.writeString(
                Path.of("target/scan-corpus.txt"),
                table + "\nCritical findings that are wrong or missing:\n"
                        + figures.wrong().stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    @Test
    void holdsAsManyValuesOfBothSidesAsWerePromised() {
        assertThat(figures.values(true)).isGreaterThanOrEqualTo(2_000);
        assertThat(figures.values(false)).isGreaterThanOrEqualTo(20_000);
    }

    @Test
    void whatIsCalledCriticalIsMadeUp() {
        assertThat(figures.critical().precision()).as("of %s", figures.wrong()).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void whatIsCriticalIsCalledSo() {
        assertThat(figures.critical().recall()).as("of %s", figures.wrong()).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void hasBothSidesForEachDetector() {
        Set<String> tables = ROWS.stream()
                .filter(row -> !row.label().madeUp())
                .map(CorpusRow::table)
                .collect(Collectors.toSet());

        assertThat(figures.detectors())
                .allSatisfy((id, figure) -> assertThat(figure.right()).as(id).isPositive());
        assertThat(ROWS).allSatisfy(row -> assertThat(tables).contains(row.table()));
    }

    static Set<String> detectors() {
        return Detectors.all().stream().map(Detector::id).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void isRightAndSeesMost(String detector) {
        Figure figure = figures.detectors().get(detector);

        assertThat(figure.precision()).as("precision").isGreaterThanOrEqualTo(PRECISION_OF.getOrDefault(detector, 0.9));
        assertThat(figure.recall()).as("recall").isGreaterThanOrEqualTo(RECALL_OF.getOrDefault(detector, 0.9));
    }

    @Test
    void anImportOfRealPeopleIsANote() {
        assertThat(figures.detectors().keySet()).containsAll(OF_SEVERAL_ROWS);
        Set<CorpusRow> imported = ROWS.stream()
                .filter(row -> row.written() == CorpusRow.Written.BY_ONE_STATEMENT)
                .filter(row -> !row.label().madeUp())
                .collect(Collectors.toSet());
        long more = figures.verdicts().entrySet().stream()
                .filter(e -> imported.contains(e.getKey()))
                .filter(e -> e.getValue().severity().orElse(Severity.NOTE) != Severity.NOTE)
                .count();

        assertThat(imported).hasSizeGreaterThan(2_000);
        assertThat(more).isLessThan(imported.size() / 50);
    }
}
