package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {

    @TempDir
    Path reports;

    @Nested
    class Creates {

        @Test
        void aFolderPerTargetSuiteAndRun() {
            RunFolder folder = RunFolder.create(reports, "demo", "gym", GymRun.START);

            assertThat(folder.run()).matches("20261120T231500Z-[0-9a-f]{4}");
            assertThat(folder.path())
                    .isEqualTo(reports.resolve("demo").resolve("gym").resolve(folder.run()))
                    .isEmptyDirectory();
        }

        @Test
        void itForItsOwnerOnly() throws IOException {
            RunFolder folder = RunFolder.create(reports, "demo", "gym", GymRun.START);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
        }

        @Test
        void oneForEachOfManyRunsOfTheSameSecond() {
            List<Path> folders = IntStream.range(0, 300)
                    .parallel()
                    .mapToObj(i -> RunFolder.create(reports, "demo", "gym", GymRun.START)
                            .path())
                    .toList();

            assertThat(folders).doesNotHaveDuplicates().hasSize(300);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "../x",
                    "..",
                    ".",
                    "/etc",
                    "a/b",
                    "a\\b",
                    "con",
                    "NUL.txt",
                    "",
                    "a\u0000b",
                    "\u202e",
                    "-rf",
                    "a.",
                    "d\u00e9mo",
                    "\ud83d",
                    ".git",
                    "C:"
                })
        void nothingOutsideTheReports(String hostile) throws IOException {
            Path path =
                    RunFolder.create(reports, hostile, hostile, GymRun.START).path();

            assertThat(path.normalize()).isEqualTo(path);
            assertThat(path.toRealPath().startsWith(reports.toRealPath())).isTrue();
            assertThat(reports.relativize(path).getNameCount()).isEqualTo(3);
        }
    }

    @Nested
    class Names {

        @Test
        void plainOnesStayAsTheyAre() {
            assertThat(List.of(FolderName.of("gym-prod_2.v1"), FolderName.of("gym")))
                    .containsExactly("gym-prod_2.v1", "gym");
        }

        @Test
        void thatDifferNeverShareAFolder() {
            assertThat(List.of(FolderName.of("a/b"), FolderName.of("a_b"), FolderName.of("a:b"), FolderName.of("a\\b")))
                    .doesNotHaveDuplicates();
        }

        @Test
        void ofAnyLengthFitAFileSystem() {
            assertThat(FolderName.of("x".repeat(300)))
                    .hasSizeLessThan(100)
                    .isNotEqualTo(FolderName.of("x".repeat(301)));
        }

        @Test
        void thatWindowsKeepsForDevicesAreAvoided() {
            assertThat(FolderName.of("con")).startsWith("_con");
            assertThat(FolderName.of("Com1.log")).startsWith("_Com1.log");
            assertThat(FolderName.of("console")).isEqualTo("console");
        }
    }

    @Nested
    class Refuses {

        @Test
        void reportsThatAreAFile() throws IOException {
            Path file = Files.createFile(reports.resolve("taken"));

            assertThatExceptionOfType(EvidenceFailed.class)
                    .isThrownBy(() -> RunFolder.create(file, "demo", "gym", GymRun.START))
                    .withMessageStartingWith(file + ": no folder for this run's record can be made: ")
                    .withMessageContainingAll("--reports DIR", "Nothing was run, nothing was changed.");
        }
    }
}
