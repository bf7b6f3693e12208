package dev.cleanslate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.api.Action;
import dev.cleanslate.suite.SuiteDraft.DraftPhase;
import dev.cleanslate.suite.SuiteDraft.Item;
import dev.cleanslate.suite.SuiteDraft.Nulls;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written comes back from the reader as it was meant. */
class SuiteWriterTest {

    private static final List<String> ODD = List.of(
            "on",
            "no",
            "null",
            "~",
            "true",
            "y",
            "NaN",
            "123",
            "1e5",
            "0x1f",
            "1_000",
            ".5",
            "-dash",
            "- item",
            "#hash",
            "x #y",
            "a: b",
            "a:",
            ":a",
            "*star",
            "&and",
            "!bang",
            "%percent",
            "@at",
            "`tick",
            "{brace",
            "[bracket",
            "]",
            "?q",
            "? q",
            "|pipe",
            ">more",
            "=",
            "<<",
            "it's",
            "say \"hi\"",
            "back\\slash",
            "\\u0041",
            "dot.ted",
            " lead",
            "trail ",
            "two  gaps",
            "Größe",
            "日本語",
            "e\u0301",
            "\ud83d\ude00",
            "\u00a0",
            "a,b",
            "---",
            "...",
            "where",
            "User",
            "Yes",
            "2026-01-01",
            "12:30:45",
            "\ue000");

    @Nested
    class ANameOfAnyKind {

        @Test
        void comesBackFromEveryPlaceItCanStandIn() {
            List<Item> half = ODD.stream()
                    .map(n -> new Item(n, n.length() % 2 == 0, "why " + n))
                    .toList();
            List<Item> wiped = ODD.stream()
                    .map(n -> new Item(n + "_", false, "gone\nfor good: # yes"))
                    .toList();

            Suite suite = read(draft(half, wiped, ODD.stream().map(n -> "p" + n).toList()));

            assertThat(suite.protect()).extracting(p -> p.table().name()).containsExactlyElementsOf(ODD);
            assertThat(suite.protect())
                    .allSatisfy(p -> assertThat(p.allowEmpty())
                            .isEqualTo(p.table().name().length() % 2 == 0));
            assertThat(suite.disabledTriggers()).extracting(Mention::name).containsExactlyElementsOf(ODD);
            assertThat(suite.phases().get(0).action())
                    .isEqualTo(new Action.Wipe(ODD.stream().map(n -> n + "_").toList()));
            assertThat(((Action.Reset) suite.phases().get(1).action()).tables().keySet())
                    .containsExactlyElementsOf(ODD.stream().map(n -> "p" + n).toList());
            assertThat(((Check.Kind.Rows) suite.checks().get(0).kind()).tables())
                    .hasSize(ODD.size());
        }

        @Test
        void thatNoSuiteCanHoldIsKnownBeforehand() {
            assertThat(ODD).allMatch(SuiteWriter::canName);
            assertThat(List.of(" ", "tab\tbed", "new\nline", "zero\u200bwidth", "right\u202eleft", "\u2028"))
                    .noneMatch(SuiteWriter::canName);
        }
    }

    @Test
    void aSuiteOfThousandsOfTablesStaysSmallEnoughToBeRead() {
        List<Item> many = IntStream.range(0, 9_000)
                .mapToObj(i -> new Item("table_number_" + i, false, "a remark of some length, ".repeat(4)))
                .toList();

        String text = SuiteWriter.text(draft(many, List.of(), List.of()));

        assertThat(text.length()).isLessThan(TextFile.YAML_LIMIT);
        assertThat(text).doesNotContain("a remark");
    }

    @Test
    void anotherSuiteIsNeverOverwritten(@TempDir Path folder) throws IOException {
        Path file = SuiteFile.create(folder.resolve("deep/gym"), "suite: gym\n");

        assertThatThrownBy(() -> SuiteFile.create(folder.resolve("deep/gym"), "other"))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readString(file)).isEqualTo("suite: gym\n");
    }

    private static SuiteDraft draft(List<Item> protect, List<Item> wiped, List<String> freed) {
        List<DraftPhase> phases = wiped.isEmpty()
                ? List.of()
                : List.of(
                        new DraftPhase("On: the \"first\"", wiped, List.of()),
                        new DraftPhase(
                                "Null",
                                List.of(),
                                freed.stream()
                                        .map(t -> new Nulls(t, List.of("no", "a b"), "free"))
                                        .toList()));
        return new SuiteDraft(
                "gym",
                "for: all # of us",
                List.of("head\nline", "\u0000"),
                protect,
                List.of(),
                wiped.isEmpty()
                        ? List.of()
                        : protect.stream()
                                .map(p -> new Item(p.name(), false, ""))
                                .toList(),
                phases,
                Suite.RestartSequences.NONE,
                Suite.Unclassified.WARN,
                List.of(),
                true);
    }

    private static Suite read(SuiteDraft draft) {
        Reading<Suite> reading = SuiteFile.read(Path.of("gym/suite.yaml"), SuiteWriter.text(draft));
        assertThat(reading).isInstanceOf(Reading.Sound.class);
        return ((Reading.Sound<Suite>) reading).value();
    }
}
