package dev.cleanslate.evidence.runbook;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.Certificate.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Rows before and after, as the rehearsal counted them: those that lose most, the rest of them, and what stays. */
final class BeforeAfter {

    private static final int SHOWN = 10;
    private static final int ROW = 38;
    private static final int NAME = 26;

    private final Certificate certificate;
    private final Wording words;

    BeforeAfter(Measured measured, Wording words) {
        this.certificate = measured.certificate();
        this.words = words;
    }

    private record Row(String name, long before, long after, boolean stays) {}

    private List<Row> rows() {
        List<Table> changed = certificate.tables().stream()
                .filter(table -> table.measured() && !stays(table) && !is(table, "ignore"))
                .sorted(Comparator.comparingLong(Table::removed).reversed().thenComparing(Table::name))
                .toList();
        List<Row> rows = new ArrayList<>();
        changed.stream().limit(SHOWN).forEach(t -> rows.add(new Row(t.name(), t.before(), t.after(), false)));
        if (changed.size() > SHOWN) {
            rows.add(sum("tables.more", changed.subList(SHOWN, changed.size()), false));
        }
        List<Table> kept = certificate.tables().stream().filter(this::stays).toList();
        if (!kept.isEmpty()) {
            rows.add(sum("tables.stay", kept, true));
        }
        return rows;
    }

    private Row sum(String key, List<Table> tables, boolean stays) {
        return new Row(
                words.count(key, tables.size()).plain(),
                tables.stream().mapToLong(Table::before).sum(),
                tables.stream().mapToLong(Table::after).sum(),
                stays);
    }

    private boolean stays(Table table) {
        return is(table, "protect");
    }

    private boolean is(Table table, String fate) {
        return certificate.fateOf(table.name()).equals(fate);
    }

    Block picture() {
        List<Row> rows = rows();
        long most = rows.stream().mapToLong(Row::before).max().orElse(1);
        Drawing drawing = new Drawing();
        List<List<Phrase>> said = new ArrayList<>();
        int y = 14;
        for (Row row : rows) {
            drawing.text(2, y, row.stays() ? "head" : "", Drawing.cut(row.name(), NAME + (row.stays() ? 4 : 0)));
            drawing.text(
                    Drawing.WIDTH - 2,
                    y,
                    "end",
                    words.text("tables.change", words.number(row.before()), words.number(row.after())));
            int whole = length(row.before(), most);
            drawing.box(2, y + 6, whole, 12, row.stays() ? "bar-stays" : "bar-goes");
            if (row.after() > 0 && !row.stays()) {
                drawing.box(
                        2, y + 6, Math.max(2, (int) (whole * (row.after() / (double) row.before()))), 12, "bar-stays");
            }
            y += ROW;
            said.add(List.of(
                    Phrase.of(row.name()),
                    Phrase.of(words.number(row.before())),
                    Phrase.of(words.number(row.after()))));
        }
        return new Block.Picture(
                words.text("tables.caption"),
                drawing.of(y - 14, words.text("tables.alt")),
                List.of(new Block.Table(
                        words.text("tables.caption"),
                        List.of(words.text("tables.table"), words.text("tables.before"), words.text("tables.after")),
                        List.of(1, 2),
                        said)));
    }

    /** By logarithm, since tables differ by powers of ten. */
    private static int length(long rows, long most) {
        double share = Math.log1p((double) rows) / Math.log1p((double) most);
        return rows == 0 ? 2 : (int) Math.max(8, (Drawing.WIDTH - 4) * share);
    }
}
