package dev.cleanslate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with the files themselves: the suite's and those it names. */
class SuiteFilesFaultsTest {

    @TempDir
    private Path folder;

    @Nested
    class OfAFileItNames {

        private static final String SUITE = "suite: a\nphases:\n  - name: A\n    sql: seed.sql\n";

        @Test
        void eachForbiddenStatementIsNamedWithItsLine() {
            new WrittenSuite(folder).file("seed.sql", "insert into t values (1);\ncommit;\n\nvacuum t;\n");
            assertThat(WrittenSuite.faults(new WrittenSuite(folder).suite(SUITE)))
                    .containsExactly(
                            "4:10 the file \"seed.sql\" cannot run inside the transaction: line 2: COMMIT is transaction control,"
                                    + " which belongs to the run. Nothing was run.",
                            "4:10 the file \"seed.sql\" cannot run inside the transaction: line 4: VACUUM cannot run inside a"
                                    + " transaction. Nothing was run.");
        }

        @Test
        void aLinkThatLeavesTheFolderIsRefused() throws IOException {
            Path inner = Files.createDirectory(folder.resolve("inner"));
            new WrittenSuite(folder).file("secret.sql", "select 1");
            Files.createSymbolicLink(inner.resolve("seed.sql"), folder.resolve("secret.sql"));
            assertThat(WrittenSuite.faults(new WrittenSuite(inner).suite(SUITE)))
                    .singleElement()
                    .asString()
                    .contains("lies outside the suite's folder");
        }

        @Test
        void aByteOrderMarkIsNoSql() {
            new WrittenSuite(folder).file("seed.sql", "\uFEFFselect 1");
            assertThat(WrittenSuite.faults(new WrittenSuite(folder).suite(SUITE)))
                    .singleElement()
                    .asString()
                    .contains("begins with a byte order mark");
        }
    }

    @Nested
    class OfTheFileItself {

        @Test
        void aMissingFileADirectoryAndAnEmptyFileAreNamed() throws IOException {
            assertThat(fault(folder.resolve("none.yaml"))).startsWith("0:0 the suite's file does not exist.");
            assertThat(fault(folder)).contains("is a directory. Name the file in it. Nothing was run.");
            for (String empty : List.of("", "\n# nothing\n", "---\n", "~")) {
                assertThat(WrittenSuite.faults(new WrittenSuite(folder).suite(empty)))
                        .singleElement()
                        .asString()
                        .contains("the file is empty.");
            }
        }

        @Test
        void whatIsNoTextIsRefused() throws IOException {
            Path file = folder.resolve("suite.yaml");
            Files.write(file, "suite: caf\u00E9".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(fault(file)).contains("is not UTF-8. Save it as UTF-8.");
            Files.write(file, "suite: a".getBytes(StandardCharsets.UTF_16));
            assertThat(fault(file)).contains("is not UTF-8");
            Files.writeString(file, "suite: a\nabout: b\u0007\n");
            assertThat(fault(file)).startsWith("2:9 the control character U+0007 stands here.");
        }

        @Test
        void whatIsTooLargeOrTooDeepIsRefused() {
            WrittenSuite suite = new WrittenSuite(folder);
            assertThat(WrittenSuite.faults(suite.suite("suite: a\n" + "# much\n".repeat(200_000))))
                    .singleElement()
                    .asString()
                    .contains("is larger than 1 MiB");
            assertThat(WrittenSuite.faults(suite.suite("suite: a\nignore: " + "[".repeat(100_000))))
                    .singleElement()
                    .asString()
                    .startsWith("2:41 the file is nested deeper than");
            assertThat(WrittenSuite.faults(suite.suite("suite: a\n" + "- ".repeat(50_000))))
                    .hasSize(1);
        }

        private String fault(Path file) {
            return WrittenSuite.faults(SuiteFile.read(file)).get(0);
        }
    }
}
