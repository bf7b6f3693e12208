package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.TableResult;
import java.util.Comparator;
import java.util.List;

/** Each table before and after, with a bar: what was there, and how much of it still is. */
final class BeforeAfter implements Section {

    /** Those that lost most come first, those that had to stay after them. */
    private static final Comparator<TableResult> ORDER = Comparator.comparing(
                    (TableResult table) -> Badge.FATES.indexOf(table.fate()) >= Badge.FATES.indexOf("protect"))
            .thenComparing(table -> -table.removed())
            .thenComparing(TableResult::name);

    @Override
    public String key() {
        return "tables";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        List<TableResult> measured = facts.tables().stream()
                .filter(TableResult::measured)
                .sorted(ORDER)
                .toList();
        if (measured.isEmpty()) {
            return List.of();
        }
        long most = measured.stream().mapToLong(TableResult::before).max().orElse(0);
        Grid grid = new Grid(language.say("section.tables"))
                .column(language.say("column.table"))
                .column(language.say("column.fate"))
                .figures(language.say("tables.before"))
                .figures(language.say("tables.after"))
                .figures(language.say("tables.removed"))
                .column(language.say("tables.bar"))
                .column(language.say("tables.proof"));
        measured.forEach(table -> grid.row(
                Grid.code(table.name()),
                Badge.fate(table.fate(), language),
                Grid.text(language.number(table.before())),
                Grid.text(language.number(table.after())),
                Grid.text(language.number(table.removed())),
                bar(table, most),
                Grid.text(proof(table, language))));
        return List.of(Element.of(Tag.P, "note").with(language.say("tables.note")), grid.element());
    }

    private static Element bar(TableResult table, long most) {
        double length = most == 0 ? 0 : 100 * Math.log1p((double) table.before()) / Math.log1p((double) most);
        double stays = table.before() == 0 ? 0 : 100.0 * Math.min(table.after(), table.before()) / table.before();
        Element there = Element.of(Tag.DIV, "bar fate-" + table.fate()).wide(length);
        if (stays > 0) {
            there.with(Element.of(Tag.DIV, "stays").wide(stays));
        }
        return Element.of(Tag.DIV, "track").is(Attribute.ARIA_HIDDEN, "true").with(there);
    }

    private static String proof(TableResult table, Language language) {
        if (table.identical()) {
            return language.say(table.fingerprintAfter().isEmpty() ? "tables.untouched" : "tables.identical");
        }
        return language.word("strategy", table.strategy());
    }
}
