package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.Verification.Item;
import dev.cleanslate.evidence.report.Language;
import dev.cleanslate.seal.Keys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The folder of a run, one byte of it changed at a time: verification finds each change and names the file. The results
 * of Allure are left out, since they hold random names and nobody signs them.
 */
class MutatedEvidenceTest {

    /** Of each file; more where it is text that verification reads, since that is where a change could mean something. */
    private static final int REGIONS = 40;

    private static final int REGIONS_OF_PAPER = 8;

    @TempDir
    Path reports;

    /** A rehearsal with certificate and sign-off, or a reset that nothing signs. */
    private Path leave(boolean signed, boolean pdf) throws IOException {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Evidence.Voice voice = new Evidence.Voice(nowhere, nowhere, false, false);
        Evidence.Paper paper = new Evidence.Paper(Language.english(), pdf, Optional.empty());
        try (Evidence evidence = Evidence.open(reports, "demo", "gym", GymRun.START, voice, paper)) {
            if (signed) {
                GymRun.rehearsed().tell(evidence);
                SignOffFile.write(
                        evidence.certify(Certified.rehearsed("container"), Certified.KEY, Certified.ISSUED),
                        "dba",
                        Optional.of("D. Ba"),
                        Keys.numbered(2),
                        Certified.ISSUED);
            } else {
                GymRun.passed().tell(evidence);
            }
            return evidence.folder().path();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<String> broken(Path folder) {
        return Verification.of(folder, Optional.empty(), Optional.of("0.1.0")).items().stream()
                .filter(item -> !item.holds())
                .map(Item::subject)
                .toList();
    }

    /** What was changed and not found, or found without its name. */
    private static List<String> escaped(Path folder, boolean more) throws IOException {
        assertThat(broken(folder)).as("of a folder that nobody touched").isEmpty();
        List<String> escaped = new ArrayList<>();
        long tried = 0;
        for (Path file : files(folder)) {
            String name = String.valueOf(file.getFileName());
            byte[] good = Files.readAllBytes(file);
            int regions = name.endsWith(".pdf") ? REGIONS_OF_PAPER : REGIONS;
            int step = Math.max(1, good.length / (more && !name.endsWith(".pdf") ? 4 * REGIONS : regions));
            for (int i = 0; i < good.length; i += step) {
                // Not always the same place of a region, nor the same bit of a byte.
                int at = Math.min(good.length - 1, i + i % step);
                byte[] changed = good.clone();
                changed[at] ^= (byte) (1 << (i / step) % 8);
                Files.write(file, changed);
                tried++;
                if (!broken(folder).contains(name)) {
                    escaped.add(name + ", byte " + at);
                }
            }
            for (int length : new int[] {0, good.length / 2, good.length - 1, good.length + 1}) {
                Files.write(file, Arrays.copyOf(good, length));
                tried++;
                if (!broken(folder).contains(name)) {
                    escaped.add(name + ", cut or grown to " + length + " bytes");
                }
            }
            Files.write(file, good);
        }
        System.out.println(tried + " changes of " + files(folder).size() + " files, " + escaped.size() + " not found");
        return escaped;
    }

    @Nested
    class IsFoundAndNamed {

        @Test
        void inEveryRegionOfEveryFileOfARehearsal() throws IOException {
            assertThat(escaped(leave(true, true), false)).isEmpty();
        }

        @Test
        void inEveryRegionOfEveryFileOfAResetThatNothingSigns() throws IOException {
            assertThat(escaped(leave(false, false), false)).isEmpty();
        }

        @Test
        void inAPaperThatNothingSigns() throws IOException {
            Path folder = leave(false, true);
            Path paper = folder.resolve("report.pdf");
            byte[] good = Files.readAllBytes(paper);
            assertThat(broken(folder)).isEmpty();
            good[good.length / 3] ^= 1;
            Files.write(paper, good);
            assertThat(broken(folder)).containsExactly("report.pdf");
        }

        @Test
        @Tag("slow")
        void inManyMoreRegionsOfARehearsal() throws IOException {
            assertThat(escaped(leave(true, true), true)).isEmpty();
        }

        @Test
        @Tag("slow")
        void inManyMoreRegionsOfAResetThatNothingSigns() throws IOException {
            assertThat(escaped(leave(false, false), true)).isEmpty();
        }
    }

    @Test
    void doesNotBlameWhatAnotherVersionDrew() throws IOException {
        Path folder = leave(false, false);
        Files.writeString(folder.resolve("report.html"), "<!-- drawn otherwise -->");

        assertThat(Verification.of(folder, Optional.empty(), Optional.of("9.9.9"))
                        .items())
                .allMatch(Item::holds)
                .anyMatch(
                        item -> item.subject().equals("report.html")
                                && item.sentence()
                                        .equals(
                                                "it is not compared with the record: Cleanslate 0.1.0 drew it, and this is 9.9.9."));
    }
}
