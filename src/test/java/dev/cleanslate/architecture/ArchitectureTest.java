package dev.cleanslate.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The rooms, top-down, and what may stand in which. This test is the architecture document. */
class ArchitectureTest {

    private static final String ROOT = "dev.cleanslate";

    /** A room may use the rooms below it, and none above. */
    private static final List<String> ROOMS = List.of(
            "cli",
            "engine",
            "session",
            "evidence",
            "rehearsal",
            "run",
            "scan",
            "storage",
            "seal",
            "plan",
            "postgres",
            "suite",
            "api");

    /** Rooms that issues to come will build. Whoever builds one takes it off this list. */
    private static final List<String> NOT_BUILT = List.of();

    /** Where Java stands; the bench is part of the tests. */
    private static final List<Path> SOURCES =
            List.of(Path.of("src/main/java"), Path.of("src/test/java"), Path.of("suites"));

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Nested
    class Rooms {

        @ParameterizedTest
        @FieldSource("dev.cleanslate.architecture.ArchitectureTest#ROOMS")
        void areUsedFromAboveOnly(String room) {
            var above = ROOMS.subList(0, ROOMS.indexOf(room)).stream()
                    .map(ArchitectureTest::in)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(in(room))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .because("dependencies point down the list of rooms only")
                    // A room that is not built yet holds no class to judge; seesEveryRoom says which may be empty.
                    .allowEmptyShould(true)
                    .check(CODE);
        }

        @Test
        void areTheOnlyPlaceOfCode() {
            assertThat(CODE)
                    .filteredOn(c -> !c.getSimpleName().equals("package-info"))
                    .allSatisfy(c ->
                            assertThat(ROOMS).as("the room of %s", c.getName()).contains(roomOf(c)));
        }
    }

    @Nested
    class Libraries {

        @ParameterizedTest
        @CsvSource({
            "picocli.., cli",
            "org.junit.platform.engine.., engine",
            "org.junit.platform.launcher.., engine",
            "java.sql.., postgres",
            "javax.sql.., postgres",
            "org.postgresql.., postgres",
            "tools.jackson.dataformat.yaml.., suite",
            "java.security.., seal",
            "javax.crypto.., seal",
            "org.bouncycastle.., seal",
            "org.apache.commons.codec.., seal",
            "java.net.http.., run|storage",
            "org.tukaani.xz.., rehearsal",
            "org.testcontainers.., rehearsal",
            "com.github.dockerjava.., rehearsal",
            "io.qameta.allure.., evidence",
            "com.openhtmltopdf.., evidence",
            "org.apache.pdfbox.., evidence",
            "org.apache.fontbox.., evidence",
            "org.assertj.., api",
            "org.junit.platform.commons.annotation.., api"
        })
        void haveTheirHome(String library, String rooms) {
            noClasses()
                    .that()
                    .resideOutsideOfPackages(Stream.of(rooms.split("\\|", -1))
                            .map(ArchitectureTest::in)
                            .toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(library)
                    .because("its home is " + rooms)
                    .check(CODE);
        }

        @Test
        void thatLogAreNotUsed() {
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.slf4j..", "java.util.logging..", "org.apache.commons.logging..")
                    .because("a run speaks through its events, and a log is where secrets leak")
                    .check(CODE);
        }
    }

    @Nested
    class ThePlan {

        @Test
        void readsNoFile() {
            noClasses()
                    .that()
                    .resideInAPackage(in("plan"))
                    .should()
                    // A path is a name; what would follow it to the disk is not.
                    .dependOnClassesThat(resideInAnyPackage("java.io..", "java.nio.file..", "java.net..")
                            .and(not(equivalentTo(Path.class))))
                    .orShould()
                    .callMethod(Path.class, "toAbsolutePath")
                    .orShould()
                    .callMethod(Path.class, "toRealPath", LinkOption[].class)
                    .orShould()
                    .callMethod(Path.class, "toFile")
                    .orShould()
                    .callMethod(Path.class, "toUri")
                    .because("a plan is a function of suite, catalog and answers")
                    .check(CODE);
        }

        @Test
        void looksAtNoClock() {
            noClasses()
                    .that()
                    .resideInAPackage(in("plan"))
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.time.Clock")
                    .orShould()
                    .callMethod("java.time.Instant", "now")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.Random")
                    .because("the same suite and catalog must give the same plan and digest")
                    .check(CODE);
        }

        @Test
        void asksNothingOfTheProcess() {
            noClasses()
                    .that()
                    .resideInAPackage(in("plan"))
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(System.class, Runtime.class, Thread.class, ProcessHandle.class)
                    .because("environment, time and threads are not among the plan's inputs")
                    .check(CODE);
        }
    }

    @Nested
    class TheEvidence {

        private static final String RECORD = "dev.cleanslate.evidence.record..";

        @Test
        void keepsItsRecordApartFromAllThatMakesAndDrawsIt() {
            noClasses()
                    .that()
                    .resideInAPackage(RECORD)
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(ROOT + "..").and(not(resideInAnyPackage(RECORD))))
                    .because("a record is data, and one of last year is read without the code that made it")
                    .check(CODE);
        }

        @Test
        void drawsItsPagesFromTheRecordAlone() {
            noClasses()
                    .that()
                    .resideInAPackage("dev.cleanslate.evidence.report..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(ROOT + "..")
                            .and(not(resideInAnyPackage(RECORD, "dev.cleanslate.evidence.report..", in("api")))))
                    .because("what a page says, the record says")
                    .check(CODE);
        }

        @Test
        void drawsTheRunbookFromFilesThatOthersHaveRead() {
            noClasses()
                    .that()
                    .resideInAPackage("dev.cleanslate.evidence.runbook..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(ROOT + "..")
                            .and(not(resideInAnyPackage(in("evidence"), in("suite"), in("seal"), in("api")))))
                    .orShould()
                    .dependOnClassesThat(equivalentTo(Files.class))
                    .orShould()
                    .callMethod("java.time.Instant", "now")
                    .because("a runbook is a function of suite, target, certificate and the moments it is given")
                    .check(CODE);
        }

        @Test
        void saysWhatARunIsInOneSetOfRecords() {
            var twins = CODE.stream()
                    .filter(c -> c.isRecord() && c.getPackageName().startsWith("dev.cleanslate.evidence"))
                    .filter(c -> c.getFields().size() > 3)
                    .collect(Collectors.groupingBy(
                            c -> c.getFields().stream()
                                    .map(JavaField::getName)
                                    .filter(name -> !name.equals(name.toUpperCase(Locale.ROOT)))
                                    .sorted()
                                    .toList(),
                            Collectors.mapping(JavaClass::getName, Collectors.toList())))
                    .values();
            assertThat(twins)
                    .as("records of evidence with the same fields, by those fields")
                    .allSatisfy(same -> assertThat(same).hasSize(1));
        }
    }

    @Nested
    class Everywhere {

        @Test
        void packagesAreNullMarked() {
            var unmarked = CODE.stream()
                    .map(JavaClass::getPackage)
                    .distinct()
                    .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                    .map(p -> p.getName() + " has no @NullMarked package-info.java");
            assertThat(unmarked).isEmpty();
        }

        @Test
        void noPackageIsADrawerForTheRest() {
            noClasses()
                    .should()
                    .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..misc..")
                    .check(CODE);
        }

        @Test
        void onlyTheJarEndsTheProcess() {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(in("cli"))
                    .should()
                    .callMethod(System.class, "exit", int.class)
                    .orShould()
                    .callMethod(Runtime.class, "halt", int.class)
                    .because("a room that ends the process skips the rollback and the record of the others")
                    .check(CODE);
        }

        @Test
        void noSourceFileIsOver400Lines() throws IOException {
            assertThat(linesPerFile())
                    .allSatisfy((file, lines) ->
                            assertThat(lines).as("lines of %s", file).isLessThanOrEqualTo(400));
        }

        @Test
        void filesOfTestsAreSourceFilesToo() throws IOException {
            assertThat(linesPerFile()).containsKey("src/test/java/dev/cleanslate/architecture/ArchitectureTest.java");
        }

        @Test
        void nineSourceFilesInTenAreUnder250Lines() throws IOException {
            var files = linesPerFile();
            var large = files.values().stream().filter(lines -> lines >= 250).count();
            assertThat(large * 10)
                    .as("ten times the files of 250 lines and more")
                    .isLessThanOrEqualTo(files.size());
        }
    }

    @Nested
    class TheScan {

        @Test
        void sawTheClasses() throws IOException {
            var code = linesPerFile().keySet().stream()
                    .filter(file -> file.startsWith("src/main/java"))
                    .toList();
            assertThat(code).hasSizeGreaterThan(40);
            assertThat(CODE.size()).isGreaterThanOrEqualTo(code.size());
        }

        @ParameterizedTest
        @FieldSource("dev.cleanslate.architecture.ArchitectureTest#ROOMS")
        void sawEveryRoomThatIsBuilt(String room) {
            assertThat(CODE.containPackage(ROOT + "." + room))
                    .as("classes in the room %s", room)
                    .isNotEqualTo(NOT_BUILT.contains(room));
        }

        @Test
        void wouldSeeAViolation() {
            assertThat(classes()
                            .that()
                            .resideInAPackage(in("plan"))
                            .should()
                            .onlyDependOnClassesThat()
                            .resideInAnyPackage("java..", in("plan"))
                            .evaluate(CODE)
                            .hasViolation())
                    .as("plan is known to use suite and postgres")
                    .isTrue();
        }
    }

    private static String in(String room) {
        return ROOT + "." + room + "..";
    }

    private static String roomOf(JavaClass c) {
        return c.getPackageName().replaceFirst("^" + ROOT + "\\.?", "").replaceFirst("\\..*", "");
    }

    private static Map<String, Integer> linesPerFile() throws IOException {
        var lines = new TreeMap<String, Integer>();
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    lines.put(file.toString(), Files.readAllLines(file).size());
                }
            }
        }
        return lines;
    }
}
