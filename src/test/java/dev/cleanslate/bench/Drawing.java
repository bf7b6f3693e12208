package dev.cleanslate.bench;

import dev.cleanslate.evidence.Hostile;
import dev.cleanslate.evidence.record.UnreadableRecord;
import dev.cleanslate.evidence.report.Language;
import dev.cleanslate.evidence.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of a large record, drawn by a process that has drawn nothing before, as it is at the end of a run. */
final class Drawing implements Case {

    private static final double LIMIT_SECONDS = 3;
    private static final double LIMIT_MEGABYTES = 3;

    private final Size size;
    private final int tables;
    private final int findings;

    Drawing(Size size) {
        this.size = size;
        this.tables = size == Size.FULL ? 500 : 10;
        this.findings = size == Size.FULL ? 10_000 : 40;
    }

    @Override
    public String name() {
        return "report";
    }

    @Override
    public String about() {
        return String.format(Locale.ROOT, "a record of %,d tables and %,d findings", tables, findings);
    }

    @Override
    public List<Figure> run(Field field, Tool tool) {
        try {
            Path record = Files.createTempFile("cleanslate-bench", ".json");
            try {
                Files.write(record, Hostile.large(tables, findings));
                return measured(record);
            } finally {
                Files.delete(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Figure> measured(Path record) throws IOException {
        List<Long> whole = new ArrayList<>();
        List<Long> page = new ArrayList<>();
        List<Long> paper = new ArrayList<>();
        long pageBytes = 0;
        long paperBytes = 0;
        for (int round = 0; round < size.rounds; round++) {
            long started = System.nanoTime();
            long[] html = once("html", record);
            whole.add((System.nanoTime() - started) / 1_000_000);
            long[] pdf = once("pdf", record);
            page.add(html[0]);
            pageBytes = html[1];
            paper.add(pdf[0]);
            paperBytes = pdf[1];
        }
        return List.of(
                Figure.seconds("report.html, drawn in a cold JVM", Timing.median(page), LIMIT_SECONDS),
                Figure.seconds("the same, process from start to exit", Timing.median(whole)),
                new Figure("report.html", pageBytes / 1e6, "MB", LIMIT_MEGABYTES),
                Figure.seconds("report.pdf, drawn in a cold JVM (its 300 worst findings)", Timing.median(paper)),
                new Figure("report.pdf", paperBytes / 1e6, "MB", Double.NaN));
    }

    /** Milliseconds from the bytes of the record to those of the form, and how many of these there are. */
    private static long[] once(String form, Path record) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Once.class.getName(),
                        form,
                        record.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        String[] words = said.split(" ", -1);
        if (words.length != 2) {
            throw new IOException("the " + form + " was not drawn: " + said);
        }
        return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
    }

    /** One form of one record, in a process of its own. */
    static final class Once {

        private Once() {}

        public static void main(String[] args) throws IOException, UnreadableRecord {
            byte[] record = Files.readAllBytes(Path.of(args[1]));
            long started = System.nanoTime();
            Report report = Report.of(record, Language.english());
            byte[] drawn = args[0].equals("pdf") ? report.pdf() : report.html();
            System.out.println((System.nanoTime() - started) / 1_000_000 + " " + drawn.length);
        }
    }
}
