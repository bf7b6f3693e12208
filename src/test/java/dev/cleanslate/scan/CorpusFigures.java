package dev.cleanslate.scan;

import dev.cleanslate.scan.CorpusDatabase.Verdict;
import dev.cleanslate.scan.CorpusRow.Label;
import dev.cleanslate.scan.CorpusRow.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How often the scan was right about the corpus: in all by severity, and for each detector. */
record CorpusFigures(Map<CorpusRow, Verdict> verdicts) {

    /**
     * {@code right} of {@code found} were made up; {@code seen} of {@code asked}, rows that say which detector is for
     * them. Where nothing was found, or asked, nothing was missed.
     */
    record Figure(long found, long right, long asked, long seen) {

        double precision() {
            return found == 0 ? 1 : (double) right / found;
        }

        double recall() {
            return asked == 0 ? 1 : (double) seen / asked;
        }

        private String line(String name) {
            return "%-20s %7d %7d %9.4f %7s %7s %9s%n"
                    .formatted(
                            name,
                            found,
                            right,
                            precision(),
                            asked == 0 ? "-" : asked,
                            asked == 0 ? "-" : seen,
                            asked == 0 ? "-" : "%.4f".formatted(recall()));
        }
    }

    private long count(Predicate<Map.Entry<CorpusRow, Verdict>> which) {
        return verdicts.entrySet().stream().filter(which).count();
    }

    private static boolean least(Verdict verdict, Severity severity) {
        return verdict.severity().filter(s -> s.atLeast(severity)).isPresent();
    }

    /** Rows found with at least that severity; asked for are those with one of the labels, of the rows that {@code part} says. */
    Figure atLeast(Severity severity, Set<Label> labels, Predicate<CorpusRow> part) {
        return new Figure(
                count(e -> part.test(e.getKey()) && least(e.getValue(), severity)),
                count(e -> part.test(e.getKey())
                        && least(e.getValue(), severity)
                        && e.getKey().label().madeUp()),
                count(e -> part.test(e.getKey()) && labels.contains(e.getKey().label())),
                count(e ->
                        part.test(e.getKey()) && labels.contains(e.getKey().label()) && least(e.getValue(), severity)));
    }

    Figure critical() {
        return atLeast(Severity.CRITICAL, Set.of(Label.CRITICAL), row -> true);
    }

    Figure critical(Part part) {
        return atLeast(Severity.CRITICAL, Set.of(Label.CRITICAL), row -> row.part() == part);
    }

    /** A row that names several detectors is asked of the first, and seen when any of them saw it. */
    Map<String, Figure> detectors() {
        Set<String> ids = new TreeSet<>();
        Detectors.all().forEach(detector -> ids.add(detector.id()));
        verdicts.values().forEach(verdict -> ids.addAll(verdict.detectors()));
        Map<String, Figure> figures = new TreeMap<>();
        for (String id : ids) {
            Predicate<Map.Entry<CorpusRow, Verdict>> hit =
                    e -> e.getValue().detectors().contains(id);
            Predicate<Map.Entry<CorpusRow, Verdict>> asked =
                    e -> !e.getKey().expected().isEmpty()
                            && e.getKey().expected().get(0).equals(id);
            figures.put(
                    id,
                    new Figure(
                            count(hit),
                            count(e -> hit.test(e) && e.getKey().label().madeUp()),
                            count(asked),
                            count(e -> asked.test(e)
                                    && e.getValue().detectors().stream()
                                            .anyMatch(e.getKey().expected()::contains))));
        }
        return figures;
    }

    /** Different values with such a label, whatever the rows and columns they stand in. */
    long values(boolean madeUp) {
        return verdicts.keySet().stream()
                .filter(row -> row.label().madeUp() == madeUp)
                .flatMap(row -> row.values().entrySet().stream())
                .distinct()
                .count();
    }

    String table() {
        StringBuilder text = new StringBuilder();
        text.append("The corpus: %,d rows; %,d different values that are made up, %,d that are ordinary.%n"
                .formatted(verdicts.size(), values(true), values(false)));
        text.append("%n%-20s %7s %7s %9s %7s %7s %9s%n"
                .formatted("rows", "found", "right", "precision", "asked", "seen", "recall"));
        text.append(critical().line("critical"));
        text.append(critical(Part.LATE).line("  of them, late"));
        text.append(critical(Part.HELD_OUT).line("  of them, held out"));
        text.append(atLeast(Severity.WARNING, Set.of(Label.CRITICAL, Label.SUSPECT), row -> true)
                .line("warning and worse"));
        text.append(atLeast(Severity.NOTE, Set.of(Label.CRITICAL, Label.SUSPECT, Label.HIDDEN), row -> true)
                .line("all"));
        text.append(System.lineSeparator());
        detectors().forEach((id, figure) -> text.append(figure.line(id)));
        return text.toString();
    }

    /** Critical ones among the ordinary, and critical ones that were not found to be so. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        verdicts.forEach((row, verdict) -> {
            boolean critical = least(verdict, Severity.CRITICAL);
            if (critical ? !row.label().madeUp() : row.label() == Label.CRITICAL) {
                wrong.add((critical ? "false alarm: " : "missed: ")
                        + (row.part() == Part.HELD_OUT ? "held out, " : "") + row.table() + ": " + row.said() + " "
                        + verdict.detectors().stream().collect(Collectors.joining(", ", "(", ")")));
            }
        });
        wrong.sort(String::compareTo);
        return wrong;
    }
}
