package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Nested
    class Writes {

        @Test
        void countsWithCommas() {
            assertThat(Figures.count(0, "row")).isEqualTo("0 rows");
            assertThat(Figures.count(1, "row")).isEqualTo("1 row");
            assertThat(Figures.count(1_234_567, "row")).isEqualTo("1,234,567 rows");
        }

        @Test
        void noNumberForATableThatWasNeverAnalyzed() {
            assertThat(Figures.estimate(-1)).isEqualTo("unknown");
        }

        @Test
        void timesInTheirOwnUnits() {
            assertThat(List.of(
                            Figures.seconds(0),
                            Figures.seconds(184),
                            Figures.seconds(12_340),
                            Figures.seconds(125_000),
                            Figures.seconds(3_725_000)))
                    .containsExactly("0.00 s", "0.18 s", "12.3 s", "2 min 05 s", "1 h 02 min");
        }

        @Test
        void sizesAsTheServerDoes() {
            assertThat(List.of(
                            Figures.bytes(0), Figures.bytes(8192), Figures.bytes(49_152), Figures.bytes(240_000_000)))
                    .containsExactly("0 bytes", "8192 bytes", "48 kB", "229 MB");
        }
    }

    @Nested
    class Aligns {

        @Test
        void wideCharactersAndMarksByTheirColumns() {
            assertThat(Width.of("\u4e88\u7d04")).isEqualTo(4);
            assertThat(Width.of("e\u0301")).isEqualTo(1);
            assertThat(Width.left("\u4e88", 4)).isEqualTo("\u4e88  ");
            assertThat(Width.cut("\u4e88\u7d04\u4e88\u7d04", 7)).isEqualTo("\u4e88\u7d04...");
        }

        @Test
        void theLastColumnUnderItself() {
            assertThat(new Columns("rl")
                            .row("1.", "word ".repeat(30).strip())
                            .row("10.", "x")
                            .lines(""))
                    .containsExactly(
                            " 1.  " + "word ".repeat(21).strip(),
                            "     " + "word ".repeat(9).strip(),
                            "10.  x");
        }
    }
}
