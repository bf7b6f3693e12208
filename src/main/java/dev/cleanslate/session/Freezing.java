package dev.cleanslate.session;

import dev.cleanslate.api.Masked;
import dev.cleanslate.evidence.Printable;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Prints;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.scan.Finding;
import dev.cleanslate.scan.Severity;
import dev.cleanslate.scan.Waivers.Judged;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.ReviewedFile;
import dev.cleanslate.suite.ReviewedFile.Reviewed;
import dev.cleanslate.suite.ReviewedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the rows of findings into a file for a person to review, as the scan saw them. */
final class Freezing {

    private final Workbench bench;
    private final FreezeWish wish;

    Freezing(Workbench bench, FreezeWish wish) {
        this.bench = bench;
        this.wish = wish;
    }

    /** What of a row speaks against it. */
    private static final class Suspect {
        private final Set<String> detectors = new TreeSet<>();
        private Severity severity = Severity.NOTE;

        void add(Finding finding) {
            detectors.add(finding.detector());
            severity = finding.severity().atLeast(severity) ? finding.severity() : severity;
        }
    }

    /** In the scan's own transaction, so that the hashes are of the very rows that were found. */
    void write(PgSession session, List<Judged> judged) {
        Optional<Reviewed> before = before();
        List<Finding> meant = meant(judged);
        Table table = table(meant);
        before.map(Reviewed::rows)
                .filter(rows -> !rows.of(table.name().schema(), table.name().name()))
                .ifPresent(rows -> {
                    throw refused("holds rows of \"" + Printable.of(rows.table()) + "\", and these findings are of \""
                            + Printable.of(table.name().toString()) + "\". Give each table a file of its own");
                });
        Map<List<String>, Suspect> suspects = new HashMap<>();
        meant.forEach(finding -> finding.keys().forEach(key -> suspects.put(key, new Suspect())));
        List<Finding> all = open(judged).stream()
                .filter(finding -> finding.table().equals(meant.get(0).table()))
                .toList();
        // What else was found in such a row helps whoever has to judge it.
        all.forEach(finding -> finding.keys().forEach(key -> {
            Suspect suspect = suspects.get(key);
            if (suspect != null) {
                suspect.add(finding);
            }
        }));
        List<List<String>> keys = suspects.entrySet().stream()
                .sorted(Comparator.<Map.Entry<List<String>, Suspect>, Severity>comparing(
                                entry -> entry.getValue().severity)
                        .reversed()
                        .thenComparing(Map.Entry::getKey, Freezing::compared))
                .map(Map.Entry::getKey)
                .toList();
        List<String> shown = all.stream()
                .flatMap(finding -> finding.column().stream())
                .filter(column -> table.column(column).isPresent())
                .distinct()
                .toList();
        List<Row> rows = Prints.rows(session, table.name(), table.primaryKey(), keys, shown);
        List<String> lines = new ArrayList<>(ReviewedFile.head(
                remarks(),
                meant.stream().map(Finding::id).distinct().sorted().toList(),
                table.name().schema() + "." + table.name().name(),
                table.primaryKey()));
        lines.add("");
        Tally tally = new Tally(before);
        for (int i = 0; i < keys.size(); i++) {
            Suspect suspect = suspects.getOrDefault(keys.get(i), new Suspect());
            ReviewedRows.Row row = new ReviewedRows.Row(keys.get(i), rows.get(i).word("print"));
            boolean out = tally.struckOut(row, suspect.severity);
            lines.add(ReviewedFile.line(row, tally.news(row) + remark(suspect, rows.get(i), shown, table), out));
        }
        replace(lines);
        bench.events().note(tally.told(keys.size(), table));
        bench.events().tell(new RunEvent.Next(next(meant, table)));
    }

    /** What a person decided in the file that is there already is not decided anew. */
    private Optional<Reviewed> before() {
        if (!Files.exists(wish.file())) {
            return Optional.empty();
        }
        Reading<Reviewed> read = ReviewedFile.read(wish.file());
        if (read instanceof Reading.Sound<Reviewed> sound) {
            return Optional.of(sound.value());
        }
        throw refused("is there already and is no file of reviewed rows, or a damaged one ("
                + ((Reading.Faulty<Reviewed>) read).faults().get(0).message() + "). Name another file");
    }

    private List<Finding> meant(List<Judged> judged) {
        List<Finding> open = open(judged);
        List<Finding> meant = open.stream()
                .filter(finding -> wish.findings().isEmpty()
                        ? finding.severity().atLeast(Severity.WARNING)
                        : wish.findings().stream().anyMatch(name -> called(finding, name)))
                .toList();
        Set<String> unknown = wish.findings().stream()
                .filter(name -> meant.stream().noneMatch(finding -> called(finding, name)))
                .collect(Collectors.toCollection(TreeSet::new));
        long tables = meant.stream().map(Finding::table).distinct().count();
        if (!unknown.isEmpty() || tables != 1) {
            String found = open.stream().map(Finding::id).distinct().sorted().collect(Collectors.joining(", "));
            throw refused("was not written: "
                    + (unknown.isEmpty()
                            ? tables == 0
                                    ? "nothing was found"
                                    : "the findings are of " + tables + " tables, and a file is of one"
                            : "this scan did not find " + Printable.of(String.join(", ", unknown)))
                    + ". "
                    + (found.isEmpty()
                            ? "No finding of rows with a primary key is there"
                            : "Choose with --finding: " + Printable.of(found)));
        }
        return meant;
    }

    private static List<Finding> open(List<Judged> judged) {
        return judged.stream()
                .filter(one -> one.waived().isEmpty() && !one.finding().keys().isEmpty())
                .map(Judged::finding)
                .toList();
    }

    /** As a waiver is: with its column, or without for all columns. */
    private static boolean called(Finding finding, String name) {
        return finding.id().equals(name) || (finding.detector() + "/" + finding.table()).equals(name);
    }

    private Table table(List<Finding> meant) {
        String name = meant.get(0).table();
        Table table = bench.catalog().tables().stream()
                .filter(one -> one.name().toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> refused("was not written: there is no table \"" + Printable.of(name) + "\" any more"));
        String full = table.name().schema() + "." + table.name().name();
        if (!ReviewedFile.fit(full) || !meant.stream().map(Finding::id).allMatch(ReviewedFile::fit)) {
            throw refused("was not written: the name \"" + Printable.of(full) + "\" cannot stand on a line of text");
        }
        return table;
    }

    private List<String> remarks() {
        return List.of(
                "Rows that a scan found, for a person to review. Each row that stands here goes; one that is struck out, with",
                "a # before it, stays. Strike out rather than delete: the next scan --freeze leaves struck out what is.",
                "A row is its key, the hash of its whole content (a row that changes is to be reviewed anew), and remarks",
                "that are not read: how bad it looks, why, and the values that gave it away, masked. Keys are not masked.",
                "Found in " + Printable.of(bench.url().database()) + ".");
    }

    private static String remark(Suspect suspect, Row row, List<String> shown, Table table) {
        String values = IntStream.range(0, shown.size())
                .filter(i -> row.text("v" + i) != null)
                .mapToObj(i -> shown.get(i) + " " + masked(row.word("v" + i), shown.get(i), table))
                .collect(Collectors.joining(", "));
        return Printable.of(suspect.severity.word() + ": " + String.join(", ", suspect.detectors) + "; " + values);
    }

    private static String masked(String value, String column, Table table) {
        boolean time = table.column(column)
                .filter(found ->
                        found.type().startsWith("timestamp") || found.type().equals("date"))
                .isPresent();
        return time ? value : Masked.personal(value);
    }

    private void replace(List<String> lines) {
        Path file = wish.file().toAbsolutePath();
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException trouble) {
            throw new StepFailure(
                    StepFailure.Kind.DATABASE,
                    Printable.of(wish.file().toString()) + " could not be written ("
                            + trouble.getClass().getSimpleName()
                            + "). Is there room, and may this user write there? Nothing was changed.");
        }
    }

    private String next(List<Finding> meant, Table table) {
        String findings = meant.stream().map(Finding::id).distinct().sorted().collect(Collectors.joining(", "));
        return "read " + Printable.of(wish.file().toString())
                + ", strike out with a # every row that stays, and name it in a suite beside it:\n  keep-rows: { "
                + Printable.of(table.name().toString())
                + ": { all-but: { finding: "
                + (findings.contains(", ") ? "[" + Printable.of(findings) + "]" : Printable.of(findings))
                + ", reviewed: " + Printable.of(String.valueOf(wish.file().getFileName())) + " } } }";
    }

    private StepFailure refused(String wrong) {
        return new StepFailure(
                StepFailure.Kind.USAGE,
                "--freeze: " + Printable.of(wish.file().toString()) + " " + wrong + ". Nothing was changed.");
    }

    /** Numbers by their size, whatever else as text. */
    private static int compared(List<String> one, List<String> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            String a = one.get(i);
            String b = other.get(i);
            boolean numbers = a.matches("[0-9]{1,40}") && b.matches("[0-9]{1,40}");
            int difference = numbers && a.length() != b.length() ? a.length() - b.length() : a.compareTo(b);
            if (difference != 0) {
                return difference;
            }
        }
        return one.size() - other.size();
    }

    /** What became of the rows of the file that was there before. */
    private static final class Tally {
        private final Map<List<String>, String> listed = new LinkedHashMap<>();
        private final Set<List<String>> struck;
        private final boolean first;
        private final Set<List<String>> seen = new HashSet<>();
        private int fresh;
        private int changed;
        private int out;

        Tally(Optional<Reviewed> before) {
            before.ifPresent(file -> file.rows().rows().forEach(row -> listed.put(row.key(), row.print())));
            struck = before.map(Reviewed::struckOut).orElse(Set.of());
            first = before.isEmpty();
        }

        /** Of rows that nobody has looked at yet, those that are a note alone are struck out to begin with. */
        boolean struckOut(ReviewedRows.Row row, Severity severity) {
            seen.add(row.key());
            String print = listed.get(row.key());
            boolean is = print == null && (struck.contains(row.key()) || severity == Severity.NOTE);
            if (is) {
                out++;
            }
            if (print == null && !struck.contains(row.key())) {
                fresh++;
            } else if (print != null && !print.equals(row.print())) {
                changed++;
            }
            return is;
        }

        /** So that whoever reads the file for the second time finds what they have not seen. */
        String news(ReviewedRows.Row row) {
            if (first || struck.contains(row.key())) {
                return "";
            }
            String print = listed.get(row.key());
            return print == null ? "new, " : print.equals(row.print()) ? "" : "changed since it was listed, ";
        }

        String told(int rows, Table table) {
            long gone =
                    listed.keySet().stream().filter(key -> !seen.contains(key)).count();
            String news =
                    first ? "" : ": " + fresh + " new, " + changed + " changed since, " + gone + " no longer found";
            return rows + (rows == 1 ? " row of " : " rows of ")
                    + Printable.of(table.name().toString()) + (rows == 1 ? " is" : " are") + " written down, " + out
                    + " of them struck out" + news + ".";
        }
    }
}
