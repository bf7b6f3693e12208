package dev.cleanslate.evidence;

import dev.cleanslate.plan.Confidence;
import dev.cleanslate.plan.Fate;
import dev.cleanslate.plan.Proposal;
import dev.cleanslate.plan.Survey;
import dev.cleanslate.postgres.Measure.Newest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A survey for a person: what goes, what stays, how sure that is and why; the largest first, the doubtful marked. */
final class SurveyText {

    private static final List<String> HEADINGS = List.of("table", "rows", "size", "in", "out", "newest");
    private static final String LEGEND =
            "in, out: foreign keys. ~ an estimate. ? a guess that needs a look. [n] with n partitions.";

    private static final int LONGEST_NAME = 34;
    private static final int NARROWEST_REASON = 44;
    private static final int WARNINGS = 10;
    private static final Comparator<Proposal> LARGEST = Comparator.<Proposal, Long>comparing(
                    p -> p.measure().rows())
            .reversed()
            .thenComparing(Proposal::table);

    private final SurveyReport report;
    private final Survey survey;
    private final int width;
    private final Ink ink;
    private final List<String> lines = new ArrayList<>();
    private final int[] columns;

    private SurveyText(SurveyReport report, int width, Ink ink) {
        this.report = report;
        this.survey = report.survey();
        this.width = width;
        this.ink = ink;
        this.columns = columns(
                Stream.concat(Stream.of(HEADINGS), survey.tables().stream().map(SurveyText::cells))
                        .toList());
    }

    static String of(SurveyReport report, int width, Ink ink) {
        SurveyText text = new SurveyText(report, width, ink);
        text.header();
        text.group("Wipe", "every row goes", Fate.WIPE);
        text.group("Set free", "rows stay, but let go of what is wiped", Fate.RESET);
        text.group("Protect", "comes out identical", Fate.PROTECT);
        text.group("Ignore", "not our business", Fate.IGNORE);
        text.unread();
        text.totals();
        text.plan();
        return String.join("\n", text.lines) + "\n";
    }

    private void header() {
        lines.add(ink.bold("Database " + Printable.of(survey.server().database())) + " on "
                + Printable.of(report.address()) + ", PostgreSQL "
                + Printable.of(survey.server().version()) + ", as role "
                + Printable.of(survey.server().role()));
        lines.add(Figures.count(survey.tables().size(), "table") + ", "
                + Figures.count(survey.views().size(), "view") + ". Nothing was changed.");
    }

    private void group(String title, String what, Fate fate) {
        List<Proposal> tables = survey.with(fate).stream().sorted(LARGEST).toList();
        if (tables.isEmpty()) {
            return;
        }
        long rows = tables.stream().mapToLong(p -> p.measure().rows()).sum();
        long bytes = tables.stream().mapToLong(Proposal::bytes).sum();
        lines.add("");
        lines.add(ink.bold(title + ": " + what) + "  " + Figures.count(tables.size(), "table") + ", "
                + Figures.count(rows, "row") + ", " + Figures.bytes(bytes));
        lines.add(ink.dim("  " + laid(HEADINGS) + (wide() ? "  looks like" : "")));
        tables.forEach(this::table);
    }

    private void table(Proposal table) {
        String start = "  " + laid(cells(table));
        String reason = guess(table) + ": " + Printable.of(table.reason());
        int indent = wide() ? Width.of("  " + laid(HEADINGS)) + 2 : 6;
        List<String> wrapped = Width.wrap(reason, width - indent);
        if (wide() && Width.of(start) < indent) {
            lines.add(start + "  " + tinted(table, wrapped.get(0)));
            wrapped = wrapped.subList(1, wrapped.size());
        } else {
            lines.add(start.stripTrailing());
        }
        wrapped.forEach(line -> lines.add(" ".repeat(indent) + tinted(table, line)));
    }

    /** Where a person has to look first. */
    private String tinted(Proposal table, String text) {
        return table.confidence() == Confidence.LOW ? ink.yellow(text) : wide() ? text : ink.dim(text);
    }

    private static String guess(Proposal table) {
        return table.nature().word()
                + switch (table.confidence()) {
                    case LOW -> "?";
                    case MEDIUM, HIGH, CERTAIN -> "";
                };
    }

    private static List<String> cells(Proposal table) {
        return List.of(
                PlanText.name(table.table()) + (table.partitions() > 0 ? " [" + table.partitions() + "]" : ""),
                (table.measure().exact() ? "" : "~")
                        + Figures.count(table.measure().rows()),
                Figures.bytes(table.bytes()),
                table.keysIn() == 0 ? "-" : Figures.count(table.keysIn()),
                table.keysOut() == 0 ? "-" : Figures.count(table.keysOut()),
                table.measure().newest().map(Newest::day).orElse("-"));
    }

    private static int[] columns(List<List<String>> rows) {
        int[] widths = new int[HEADINGS.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] =
                    rows.stream().mapToInt(r -> Width.of(r.get(column))).max().orElse(0);
        }
        widths[0] = Math.min(widths[0], LONGEST_NAME);
        return widths;
    }

    /** A name too long for its column pushes the rest of its line, so that it can be copied whole. */
    private String laid(List<String> cells) {
        StringBuilder line = new StringBuilder(Width.left(cells.get(0), columns[0]));
        for (int i = 1; i < cells.size(); i++) {
            line.append("  ")
                    .append(
                            i == cells.size() - 1
                                    ? Width.left(cells.get(i), columns[i])
                                    : Width.right(cells.get(i), columns[i]));
        }
        return line.toString();
    }

    private boolean wide() {
        return width - Width.of("  " + laid(HEADINGS)) - 2 >= NARROWEST_REASON;
    }

    private void unread() {
        Columns unread = new Columns("ll");
        survey.tables()
                .forEach(t ->
                        t.measure().unread().ifPresent(why -> unread.row(PlanText.name(t.table()), Printable.of(why))));
        if (!unread.isEmpty()) {
            lines.add("");
            lines.add(ink.bold("Not looked into") + "  figures of these are the server's estimates");
            lines.addAll(unread.lines("  "));
        }
    }

    private void totals() {
        Survey.Totals before = survey.before();
        Survey.Totals after = survey.after();
        Columns totals = new Columns("lrrl");
        totals.row("now", rows(before.rows(), before.exact()), Figures.bytes(before.bytes()), "");
        totals.row(
                "after",
                rows(after.rows(), after.exact()),
                Figures.bytes(after.bytes()),
                "left in " + Figures.count(after.tables(), "table"));
        lines.add("");
        lines.add(ink.bold("Total"));
        lines.addAll(totals.lines("  "));
        Width.wrap(LEGEND, width - 2).forEach(line -> lines.add(ink.dim("  " + line)));
    }

    private static String rows(long rows, boolean exact) {
        return (exact ? "" : "~") + Figures.count(rows, "row");
    }

    private void plan() {
        lines.add("");
        report.written().ifPresent(file -> lines.add("Written  " + Printable.of(file)));
        String suite = report.written().isPresent() ? "A plan of it" : "A plan of a suite like this";
        if (report.refusals().isEmpty()) {
            lines.add(ink.green(suite + " can run.")
                    + (report.written().isPresent()
                            ? " Read the suite line by line before you believe it; then ask for the plan, and rehearse."
                            : " Write it with --write suites/NAME."));
        } else {
            lines.add(ink.red(suite + " is refused for "
                    + Figures.count(report.refusals().size(), "reason")
                    + " that lie outside a suite:"));
            numbered(report.refusals());
        }
        if (!report.warnings().isEmpty()) {
            lines.add(ink.yellow("To know beforehand:"));
            numbered(report.warnings().stream().limit(WARNINGS).toList());
            if (report.warnings().size() > WARNINGS) {
                lines.add("  and " + (report.warnings().size() - WARNINGS) + " more, which plan prints");
            }
        }
    }

    private void numbered(List<String> sentences) {
        for (int i = 0; i < sentences.size(); i++) {
            String number = "  " + (i + 1) + ". ";
            List<String> wrapped = Width.wrap(Printable.of(sentences.get(i)), width - number.length());
            for (int j = 0; j < wrapped.size(); j++) {
                lines.add((j == 0 ? number : " ".repeat(number.length())) + wrapped.get(j));
            }
        }
    }
}
