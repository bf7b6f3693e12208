package dev.cleanslate.evidence;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Allure's page of one run as one file, drawn by Allure's own command line where somebody has unpacked it.
 *
 * <p>Problem: its page counts who opens it, by a script of somebody else's server. Solution: the command line is told to
 * leave that out, what is left of it is cut, and the page forbids itself every connection, which browsers enforce.
 */
final class AllurePage {

    static final String NAME = "allure.html";

    private static final long PATIENCE_SECONDS = 120;

    private static final String ALONE = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
            + " script-src 'unsafe-inline' 'unsafe-eval' data:; style-src 'unsafe-inline' data:; img-src data: blob:;"
            + " font-src data:; media-src data: blob:; frame-src data: blob:; connect-src data: blob:;"
            + " form-action 'none'; base-uri 'none'\">";

    private static final Pattern HEAD = Pattern.compile("<meta charset=\"utf-8\">");
    private static final Pattern COUNTING = Pattern.compile(
            "<script>\\s*window\\.dataLayer.*?</script>|<script[^>]*googletagmanager.*?</script>", Pattern.DOTALL);

    private AllurePage() {}

    /** @throws IOException with a sentence that names what to mend */
    static void draw(Path commandLine, Path results, Path page) throws IOException {
        Path library = commandLine.resolve("lib");
        if (!Files.isDirectory(library)) {
            throw new IOException(commandLine + " is not Allure's command line: it has no folder lib");
        }
        Path drawn = Files.createTempDirectory("cleanslate-allure");
        Path said = drawn.resolve("said.txt");
        try {
            ProcessBuilder allure = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            library.resolve("*") + File.pathSeparator + library.resolve("config"),
                            "io.qameta.allure.CommandLine",
                            "generate",
                            "--single-file",
                            "--output",
                            drawn.resolve("page").toString(),
                            results.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            allure.environment().put("APP_HOME", commandLine.toAbsolutePath().toString());
            allure.environment().put("ALLURE_NO_ANALYTICS", "true");
            ended(allure.start(), said);
            String text = Files.readString(drawn.resolve("page").resolve("index.html"));
            RecordFile.replace(page, alone(text).getBytes(StandardCharsets.UTF_8));
        } finally {
            remove(drawn);
        }
    }

    /** The page as it may not reach for anything. */
    static String alone(String page) throws IOException {
        Matcher head = HEAD.matcher(page);
        if (!head.find()) {
            throw new IOException("Allure's page has another head than known, and could not be kept from the network");
        }
        String closed = page.substring(0, head.end()) + ALONE + page.substring(head.end());
        return COUNTING.matcher(closed).replaceAll("");
    }

    private static void ended(Process allure, Path said) throws IOException {
        try {
            if (!allure.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("Allure's command line has not ended within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            allure.destroyForcibly();
        }
        if (allure.exitValue() != 0) {
            List<String> lines = Files.readAllLines(said);
            throw new IOException("Allure's command line ended with " + allure.exitValue()
                    + (lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1)));
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
