package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleanslate.evidence.record.UnreadableRecord;
import dev.cleanslate.evidence.report.Language;
import dev.cleanslate.evidence.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {

    private static final Path RECORDS = Path.of("src/test/resources/dev/cleanslate/evidence");
    private static final Language ENGLISH = Language.english();
    private static final Language FRENCH = Language.of("fr").orElseThrow();

    private static byte[] record(String name) throws IOException {
        return Files.readAllBytes(RECORDS.resolve(name));
    }

    private static String html(byte[] record, Language language) throws UnreadableRecord {
        return new String(Report.of(record, language).html(), StandardCharsets.UTF_8);
    }

    /** The words of a PDF, however its lines are broken. */
    private static String words(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    @Nested
    class OnAScreen {

        @ParameterizedTest
        @ValueSource(strings = {"passed", "refused"})
        void isThePageThatWasReviewed(String name) throws Exception {
            Golden.assertMatches(name + ".report.html", html(record(name + ".run.json"), ENGLISH));
        }

        @Test
        void isTheSameInFrenchButForItsOwnWords() throws Exception {
            Golden.assertMatches("passed.report.fr.html", html(record("passed.run.json"), FRENCH));
        }

        @Test
        void leavesOutWhatTheRecordDoesNotHave() throws Exception {
            assertThat(html(record("refused.run.json"), ENGLISH))
                    .contains("id=\"trouble\"", "id=\"plan\"")
                    .doesNotContain("id=\"tables\"", "id=\"findings\"", "id=\"undo\"");
        }

        @Test
        void holdsNoScriptAndNothingToFetch() throws Exception {
            String page = html(record("passed.run.json"), ENGLISH);
            assertThat(page).doesNotContainIgnoringCase("<script", "<link", "<img", "url(", "@import", " src=");
            assertThat(page.replaceAll("http://www.w3.org/(1999/xhtml|2000/svg)", ""))
                    .doesNotContain("://");
        }

        @Test
        void showsWhatAHostileDatabaseHoldsAsText() throws Exception {
            String page = html(Hostile.record(), ENGLISH);

            assertThat(page).contains(Hostile.MARKUP_SHOWN, "\\u{202e}", "\\u{7}", "\\u{1b}", "… [+");
            assertThat(page).doesNotContain("<script", "<img", "\u202e", "\u0007", "\u001b");
            assertThat(Pattern.compile("<[a-z]+[^>]*\\son[a-z]+=")
                            .matcher(page.replaceAll("\"[^\"]*\"", "\"\""))
                            .find())
                    .isFalse();
        }

        @Test
        void showsNoKeyThatNamesSomebody() throws Exception {
            String addressed = new String(record("passed.run.json"), StandardCharsets.UTF_8)
                    .replace("\"17\"", "\"ines.silva@firma.example\"")
                    .replaceFirst(",\"waived\":\\{[^}]*}", ",\"waived\":null");

            assertThat(html(addressed.getBytes(StandardCharsets.UTF_8), ENGLISH))
                    .contains("i***@f***.example")
                    .doesNotContain("ines.silva");
        }

        @Test
        void quotesWhatIsToBePastedIntoAShell() throws Exception {
            String hostile = new String(record("passed.run.json"), StandardCharsets.UTF_8)
                    .replace("\"target\": \"demo\"", "\"target\": \"it's; rm -rf ~\"");

            assertThat(html(hostile.getBytes(StandardCharsets.UTF_8), ENGLISH))
                    .contains("--target &#39;it&#39;\\&#39;&#39;s; rm -rf ~&#39; --execute NAME");
        }

        @Test
        void ofManyTablesAndFindingsStaysBelowThreeMegabytes() throws Exception {
            byte[] record = Hostile.large(500, 10_000);
            Report.of(record("passed.run.json"), ENGLISH).html();
            long started = System.nanoTime();
            byte[] page = Report.of(record, ENGLISH).html();
            System.out.println("500 tables, 10,000 findings: " + page.length + " bytes in "
                    + (System.nanoTime() - started) / 1_000_000 + " ms");
            assertThat(page).hasSizeLessThan(3_000_000);
        }
    }

    @Nested
    class OnPaper {

        @Test
        void saysWhatThePageSays() throws Exception {
            Report report = Report.of(record("passed.run.json"), ENGLISH);
            String words = words(report.pdf());

            assertThat(words)
                    .contains(
                            "Reset: suite gym, target demo",
                            "What had to go is gone",
                            "1,204,823",
                            "identical by content")
                    .contains("u***@e***.com", "nightly-worker", "D. Ba", "Hash of the last of");
            String page = new String(report.html(), StandardCharsets.UTF_8);
            Stream.of(page.split("<h[123][^>]*>"))
                    .skip(1)
                    .map(part -> part.substring(0, part.indexOf("</h")).replaceAll("<[^>]+>", ""))
                    .flatMap(heading -> Stream.of(heading.split("[^\\p{L}\\p{N}-]+")))
                    .forEach(word -> assertThat(words).contains(word));
        }

        @Test
        void isTheSameBytesForTheSameRecord() throws Exception {
            assertThat(Report.of(record("passed.run.json"), FRENCH).pdf())
                    .isEqualTo(Report.of(record("passed.run.json"), FRENCH).pdf());
        }

        @Test
        void showsWhatAHostileDatabaseHoldsAsText() throws Exception {
            assertThat(words(Report.of(Hostile.record(), ENGLISH).pdf()))
                    .contains("<script>alert(1)</script>", "\\u{202e}", "\\u{1f600}", "Ωμέγα");
        }
    }

    @Nested
    class InALanguage {

        static Stream<String> codes() {
            return Language.known().stream();
        }

        private Properties words(String code) throws IOException {
            Properties words = new Properties();
            try (InputStream in = Language.class.getResourceAsStream(code + ".properties")) {
                words.load(in);
            }
            return words;
        }

        @ParameterizedTest
        @MethodSource("codes")
        void saysAllThatIsSaidInEnglishAndNothingElse(String code) throws IOException {
            var names = new TreeSet<>(words(code).stringPropertyNames());
            names.removeIf(name -> name.startsWith("step."));
            assertThat(names).isEqualTo(new TreeSet<>(words("en").stringPropertyNames()));
        }

        @ParameterizedTest
        @MethodSource("codes")
        void namesTheSameValues(String code) throws IOException {
            Properties english = words("en");
            words(code).forEach((name, text) -> {
                if (english.containsKey(name)) {
                    assertThat(values(text.toString()))
                            .as("%s", name)
                            .isEqualTo(values(english.get(name).toString()));
                }
            });
        }

        private Set<String> values(String text) {
            Set<String> values = new TreeSet<>();
            Pattern.compile("\\{[0-9]}").matcher(text).results().forEach(found -> values.add(found.group()));
            return values;
        }

        @Test
        void thatThereIsNotIsUnknown() {
            assertThat(Language.known()).contains("en", "fr");
            assertThat(Language.of("xx")).isEmpty();
            assertThat(Language.of("../en")).isEmpty();
        }
    }

    @Nested
    class Refuses {

        private void refuses(String record, String why) {
            assertThatExceptionOfType(UnreadableRecord.class)
                    .isThrownBy(() -> Report.of(record.getBytes(StandardCharsets.UTF_8), Optional.empty()))
                    .withMessageContaining(why);
        }

        @Test
        void whatIsNoRecord() {
            refuses("{", "not whole JSON");
            refuses("[]", "no record of a run");
            refuses("{\"schema\":\"cleanslate.certificate/1\"}", "no record of a run");
            refuses("{\"schema\":\"cleanslate.run/1\"}", "lacks run");
            refuses("{\"schema\":\"cleanslate.run/1\",\"exitCode\":\"many\"}", "exitCode");
        }

        @Test
        void aRecordOfAVersionToCome() {
            refuses("{\"schema\":\"cleanslate.run/2\"}", "this version of Cleanslate reads cleanslate.run/1");
        }

        @Test
        void aLanguageThatItDoesNotHave() {
            assertThatExceptionOfType(UnreadableRecord.class)
                    .isThrownBy(() -> Report.of(record("passed.run.json"), Optional.of("xx")))
                    .withMessageContaining("--lang");
        }
    }
}
