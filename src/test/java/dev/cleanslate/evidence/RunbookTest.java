package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.report.Language;
import dev.cleanslate.evidence.runbook.Matter;
import dev.cleanslate.evidence.runbook.Runbook;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunbookTest {

    private static final Language ENGLISH = Language.english();
    private static final Language FRENCH = Language.of("fr").orElseThrow();

    @TempDir
    Path folder;

    private static Runbook of(Matter matter) {
        return Runbook.of(matter, ENGLISH);
    }

    private String at(String start) throws IOException {
        return of(GymWindow.matter(
                        GymWindow.suite(),
                        GymWindow.target(folder, GymWindow.PROD),
                        Optional.of(GymWindow.rehearsal()),
                        Optional.of(ZonedDateTime.parse(start))))
                .markdown();
    }

    @Nested
    class IsThePageThatWasReviewed {

        @Test
        void asMarkdown() throws IOException {
            Golden.assertMatches("runbook.md", of(GymWindow.known(folder)).markdown());
        }

        @Test
        void asHtml() throws IOException {
            Golden.assertMatches("runbook.html", of(GymWindow.known(folder)).html());
        }

        @Test
        void inFrench() throws IOException {
            Golden.assertMatches(
                    "runbook.fr.md", Runbook.of(GymWindow.known(folder), FRENCH).markdown());
        }

        @Test
        void withoutARehearsal() throws IOException {
            Golden.assertMatches(
                    "runbook.unrehearsed.md", of(GymWindow.unrehearsed(folder)).markdown());
        }
    }

    @Nested
    class OfWhatNobodyMeasured {

        /** Before T and after E people plan; between them only a rehearsal knows. */
        @Test
        void saysThatItIsUnknown() throws IOException {
            String page = of(GymWindow.unrehearsed(folder)).markdown();

            assertThat(page)
                    .contains("No rehearsal yet", "rehearse --target prod", "**unknown** tables locked")
                    .contains("E+5 min", "T+24 h")
                    .doesNotContain("T+5 s");
            assertThat(Pattern.compile("\\d+\\.\\d+ s").matcher(page).find())
                    .as("a measured time")
                    .isFalse();
        }

        @Test
        void asksForTheNamesAndNumbersThatItsCommandsNeed() throws IOException {
            assertThat(of(GymWindow.unrehearsed(folder)).markdown())
                    .contains("read -r DATABASE", "--execute \"$DATABASE\"", "read -r ROWS", "-Dreset.rows=\"$ROWS\"");
        }

        @Test
        void takesNothingFromTheCertificateOfAnotherTarget() throws IOException {
            Target staging = GymWindow.target(
                    folder, GymWindow.PROD.replace("prod:", "staging:").replaceAll("(?m)^ +confirm-as: .*\\n", ""));
            String page = of(GymWindow.matter(
                            GymWindow.suite(),
                            staging,
                            Optional.of(GymWindow.rehearsal()),
                            Optional.of(GymWindow.START)))
                    .markdown();
            assertThat(page)
                    .contains("not of a rehearsal of this suite on this target", "is of suite `gym` on target `prod`")
                    .contains("**unknown** rows will go", "--execute \"$DATABASE\"", "-Dreset.rows=\"$ROWS\"")
                    .contains("No rehearsal has told times and rows yet.")
                    .doesNotContain("every step passed", "CERTIFICATE=reports/prod")
                    .doesNotContain("--execute "
                            + GymWindow.rehearsal().certificate().database().name());
        }

        @Test
        void takesNothingFromTheCertificateOfAnotherSuite() throws IOException {
            Matter known = GymWindow.known(folder);
            Suite s = known.suite();
            Suite spa = new Suite(
                    "spa",
                    s.about(),
                    s.file(),
                    s.schemas(),
                    s.protect(),
                    s.ignore(),
                    s.disabledTriggers(),
                    s.phases(),
                    s.restartSequences(),
                    s.unclassified(),
                    s.checks(),
                    s.sections(),
                    s.sources(),
                    s.variants());
            assertThat(Runbook.of(GymWindow.matter(spa, known.target(), known.rehearsal(), known.start()), FRENCH)
                            .markdown())
                    .contains("celui de la suite `gym` sur la cible `prod`")
                    .doesNotContain("T+5 s");
        }

        @Test
        void takesNoTimesFromACertificateThatCannotBeBelieved() throws IOException {
            CertificateFile broken = CertificateFile.read(folder.resolve("none.json"));
            String page = of(GymWindow.matter(
                            GymWindow.suite(),
                            GymWindow.target(folder, GymWindow.PROD),
                            Optional.of(broken),
                            Optional.empty()))
                    .markdown();
            assertThat(page).contains("cannot be believed", "there is no such file", "**unknown** rows will go");
        }
    }

    @Nested
    class TheClock {

        @Test
        void standsBesideTheDistanceFromT() throws IOException {
            assertThat(at("2026-11-22T02:00+02:00[Europe/Athens]"))
                    .contains(
                            "| **T\u221260 min** | 01:00 |",
                            "| **T+5 s** | 02:00:05 |",
                            "| **T+24 h** | 02:00 23 Nov |");
        }

        @Test
        void goesByTheWindowWhereNoTimeIsGiven() throws IOException {
            String page = of(GymWindow.matter(
                            GymWindow.suite(),
                            GymWindow.target(folder, GymWindow.PROD),
                            Optional.of(GymWindow.rehearsal()),
                            Optional.empty()))
                    .markdown();
            assertThat(page).contains("T is taken as 02:00 (Europe/Athens)", "| 01:00 |", "| 02:00 the day after |");
        }

        @Test
        void isHeldAgainstTheWindow() throws IOException {
            assertThat(at("2026-11-22T01:00+02:00")).contains("T lies outside 02:00-04:00 Europe/Athens");
            assertThat(at("2026-11-22T03:59:58+02:00")).contains("closes before the commit");
        }

        @Test
        void isHeldAgainstTheCertificate() throws IOException {
            assertThat(at("2026-12-01T02:00+02:00"))
                    .contains(
                            "Its certificate expires on 22 November 2026, 15:24:40 UTC, before T. Rehearse after 30 November"
                                    + " 2026, 00:00:00 UTC.")
                    .contains("CERTIFICATE=$(for f in reports/prod/gym/");
        }

        @Test
        void isHeldAgainstNow() throws IOException {
            assertThat(at("2025-11-22T02:00+02:00")).contains("T is in the past");
        }
    }

    @Test
    void warnsWhereTheRehearsalWasSlowerThanTheTargetAllows() throws IOException {
        Target target = GymWindow.target(folder, GymWindow.PROD.replace("25m", "500ms"));
        assertThat(target.timing().maxDuration()).hasValue(Duration.ofMillis(500));
        assertThat(of(GymWindow.matter(GymWindow.suite(), target, Optional.of(GymWindow.rehearsal()), Optional.empty()))
                        .markdown())
                .contains("the reset would be cancelled");
    }

    @Test
    void everyLanguageHasTheSameWordsAndValues() throws IOException {
        Properties english = words("en");
        Properties french = words("fr");
        assertThat(french.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(values(french.getProperty(key))).as(key).isEqualTo(values(english.getProperty(key)));
            assertThat(french.getProperty(key).split("`", -1).length % 2)
                    .as(key)
                    .isOne();
        }
    }

    private static Set<String> values(String pattern) {
        Set<String> values = new TreeSet<>();
        Pattern.compile("\\{\\d}")
                .matcher(pattern)
                .results()
                .map(MatchResult::group)
                .forEach(values::add);
        return values;
    }

    private static Properties words(String code) throws IOException {
        Properties words = new Properties();
        try (InputStream in = Runbook.class.getResourceAsStream(code + ".properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return words;
    }
}
