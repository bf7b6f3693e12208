package dev.cleanslate.evidence;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import dev.cleanslate.scan.Finding;
import dev.cleanslate.scan.Recognised;
import dev.cleanslate.scan.Severity;
import dev.cleanslate.scan.TableReport;
import dev.cleanslate.scan.Unread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a scan came to, for a person: what was recognised and why, the worst findings first, what was not read. */
final class ScanText implements RunListener {

    private static final int LINE = 110;
    private static final int TABLES = 30;
    private static final int FINDINGS = 60;

    private final Ink ink;
    private final List<TableReport> tables = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<RunEvent.Found> waived = new ArrayList<>();
    private boolean scanning;
    private final ScanChanges changes = new ScanChanges();

    ScanText(Ink ink) {
        this.ink = ink;
    }

    @Override
    public void on(Instant at, RunEvent event) {
        if (event instanceof RunEvent.RunStarted e) {
            scanning = e.command().equals("scan");
        } else if (event instanceof RunEvent.TableScanned e) {
            tables.add(e.report());
        } else if (event instanceof RunEvent.Found e) {
            if (e.waived().isPresent()) {
                waived.add(e);
            } else {
                findings.add(e.finding());
            }
        } else if (event instanceof RunEvent.Compared e) {
            changes.compared(e.comparison());
        }
    }

    /** Empty for a run that scanned nothing; begins with an empty line otherwise. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!tables.isEmpty()) {
            if (scanning) {
                recognised(lines);
            }
            found(lines);
            waived(lines);
            unread(lines);
            lines.addAll(changes.lines(ink));
        }
        return lines;
    }

    /** {@code 3 findings in 12 tables: 2 critical, 1 note}, or that there are none. */
    String figures() {
        if (tables.isEmpty()) {
            return "no table was looked at, nothing was changed";
        }
        String where = Figures.count(tables.size(), "table") + ", "
                + Figures.count(tables.stream().mapToLong(TableReport::rows).sum(), "row")
                + (tables.stream().anyMatch(t -> t.sampled().isPresent()) ? " looked at" : "");
        String excused = waived.isEmpty() ? "" : ", " + waived.size() + " waived";
        if (findings.isEmpty()) {
            return (unreadOnes().isEmpty() ? "nothing found in " : "nothing found in what could be read of ")
                    + where
                    + excused;
        }
        List<String> parts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long count = findings.stream().filter(f -> f.severity() == severity).count();
            if (count > 0) {
                parts.add(count + " " + severity.word());
            }
        }
        return Figures.count(findings.size(), "finding") + " (" + String.join(", ", parts) + ")" + excused + " in "
                + where;
    }

    /** Whether there is contamination that nobody answers for, whether or not it makes this scan red. */
    boolean stands() {
        return findings.stream().anyMatch(f -> f.severity().atLeast(Severity.WARNING));
    }

    private void recognised(List<String> lines) {
        Columns columns = new Columns("lll");
        List<TableReport> known = tables.stream()
                .filter(t -> !t.columns().isEmpty())
                .sorted(Comparator.comparing(TableReport::table))
                .toList();
        if (known.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(ink.bold("Recognised") + "  why is in the record; ~ by the values, against or without the name");
        known.stream()
                .limit(TABLES)
                .forEach(t -> columns.row(
                        Printable.of(t.table()),
                        Figures.count(t.rows())
                                + t.sampled().map(p -> " (" + p + " %)").orElse(""),
                        String.join(
                                ", ", t.columns().stream().map(ScanText::column).toList())));
        lines.addAll(columns.lines("  "));
        if (known.size() > TABLES) {
            lines.add("  and " + Figures.count(known.size() - TABLES, "table") + " more, all in the record");
        }
    }

    private static String column(Recognised recognised) {
        return Printable.of(recognised.column().name()) + " ("
                + (recognised.reason().matches("(its|the suite) .*") ? "" : "~")
                + recognised.kind().said() + ")";
    }

    private void found(List<String> lines) {
        List<Finding> worst = findings.stream()
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(Comparator.comparing(Finding::rows).reversed())
                        .thenComparing(Finding.IN_ORDER))
                .toList();
        Severity heading = null;
        for (Finding finding : worst.stream().limit(FINDINGS).toList()) {
            if (finding.severity() != heading) {
                heading = finding.severity();
                lines.add("");
                lines.add(inked(heading, heading.word().toUpperCase(Locale.ROOT)));
            }
            finding(finding, lines);
        }
        if (worst.size() > FINDINGS) {
            lines.add("  and " + Figures.count(worst.size() - FINDINGS, "finding") + " more, all in the record");
        }
    }

    private void finding(Finding finding, List<String> lines) {
        String where = finding.table() + finding.column().map(c -> "." + c).orElse("");
        lines.add("  " + ink.bold(finding.detector()) + "  " + Printable.of(where) + "  "
                + Figures.count(finding.rows(), "row") + share(finding) + when(finding) + changes.of(finding));
        wrapped(finding.explanation(), lines);
        if (!finding.samples().isEmpty()) {
            wrapped("Such as " + String.join(", ", finding.samples()), lines);
        }
        wrapped("Suite: " + finding.advice(), lines);
    }

    private void waived(List<String> lines) {
        if (waived.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(ink.dim("WAIVED") + "  found, and answered for by the suite");
        List<RunEvent.Found> worst = waived.stream()
                .sorted(Comparator.comparing(RunEvent.Found::finding, Finding.IN_ORDER))
                .limit(FINDINGS)
                .toList();
        for (RunEvent.Found found : worst) {
            Finding finding = found.finding();
            lines.add("  " + Printable.of(finding.id()) + "  "
                    + finding.severity().word() + "  " + Figures.count(finding.rows(), "row") + changes.of(finding));
            found.waived().ifPresent(w -> wrapped(w.owner() + ", until " + w.expires() + ": " + w.reason(), lines));
        }
    }

    private static String share(Finding finding) {
        return finding.share() <= 0
                ? ""
                : " (" + String.format(Locale.ROOT, finding.share() < 1 ? "%.2f" : "%.0f", finding.share()) + " %)";
    }

    private static String when(Finding finding) {
        return finding.first()
                .flatMap(first -> finding.last()
                        .map(last -> first.equals(last)
                                ? ", created " + second(first)
                                : ", created " + second(first) + " to " + second(last)))
                .orElse("");
    }

    private static String second(String time) {
        return time.length() > 19 ? time.substring(0, 19) : time;
    }

    private static void wrapped(String text, List<String> lines) {
        Width.wrap(Printable.of(text), LINE - 6).forEach(line -> lines.add("      " + line));
    }

    private List<Unread> unreadOnes() {
        return tables.stream().flatMap(t -> t.unread().stream()).toList();
    }

    private void unread(List<String> lines) {
        List<Unread> unread = unreadOnes();
        if (unread.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(ink.red("NOT READ") + "  so nobody knows what is in there");
        Columns columns = new Columns("ll");
        unread.forEach(u -> columns.row(
                Printable.of(u.table() + u.column().map(c -> "." + c).orElse("")), Printable.of(u.why())));
        lines.addAll(columns.lines("  "));
    }

    private String inked(Severity severity, String text) {
        return switch (severity) {
            case CRITICAL -> ink.red(text);
            case WARNING -> ink.yellow(text);
            case NOTE -> ink.dim(text);
        };
    }
}
