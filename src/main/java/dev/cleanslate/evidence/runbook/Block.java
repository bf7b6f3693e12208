package dev.cleanslate.evidence.runbook;

import dev.cleanslate.evidence.report.Element;
import java.util.List;

/** A part of the runbook, whatever form it takes. */
sealed interface Block {

    /** {@code level} 2 or 3; {@code id} is the place that links lead to. */
    record Heading(int level, String id, Phrase words) implements Block {}

    record Paragraph(Phrase words) implements Block {}

    /** What must not be read past. */
    record Notice(Tone tone, Phrase head, List<Phrase> lines) implements Block {
        public Notice {
            lines = List.copyOf(lines);
        }
    }

    enum Tone {
        GOOD("passed", "✓"),
        CARE("refused", "!"),
        STOP("failed", "■");

        private final String look;
        private final String sign;

        Tone(String look, String sign) {
            this.look = look;
            this.sign = sign;
        }

        String look() {
            return look;
        }

        String sign() {
            return sign;
        }
    }

    /** {@code tick}: each has a box to tick by hand. */
    record Points(boolean tick, List<Phrase> items) implements Block {
        public Points {
            items = List.copyOf(items);
        }
    }

    /** {@code caption} names the table for who cannot see it; the columns in {@code numbers} are aligned as figures. */
    record Table(String caption, List<String> heads, List<Integer> numbers, List<List<Phrase>> rows) implements Block {
        public Table {
            heads = List.copyOf(heads);
            numbers = List.copyOf(numbers);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** Lines for a shell; {@code label} says which door or what for. */
    record Command(Phrase label, String line) implements Block {}

    /** To be put to the server, in whatever program is at hand. */
    record Sql(String line) implements Block {}

    /** Numbers that matter, each with its words. */
    record Figures(List<Figure> all) implements Block {
        public Figures {
            all = List.copyOf(all);
        }
    }

    record Figure(String number, String words) {}

    /** A drawing, and the same in words for where there are no drawings. */
    record Picture(String caption, Element svg, List<Block> words) implements Block {
        public Picture {
            words = List.copyOf(words);
        }
    }
}
