package dev.cleanslate.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code mvn verify -Ptarget=…} comes to: green only when a reset ran, whole, and was green. */
@Tag("slow")
class TargetBuildTest {

    /** Of the suite "red" in src/test/resources/build: it is never true. */
    private static final String FAILING_CHECK = "Nothing is left over";

    private static final String RED = "-Dtarget=red";

    private static final String NOTHING_RAN = "Nothing was run.";

    private static Checkout checkout;

    @BeforeAll
    static void copyTheCheckout(@TempDir Path folder) throws IOException {
        checkout = Checkout.in(folder);
    }

    @Nested
    class Passes {

        @Test
        void whenTheResetIsGreen() throws Exception {
            checkout.mvn("verify", "-Dtarget=green").isGreen().didNotRun("T E S T S");
        }

        @Test
        void withASuiteInJavaThatTheBuildCompiles() throws Exception {
            checkout.mvn("verify", "-Dtarget=bakery").isGreen().ran("Every order is gone");
        }

        @ParameterizedTest
        @ValueSource(strings = {"-Ptarget=demo", "-Dtarget=demo"})
        void forATargetByProfileAndByProperty(String target) throws Exception {
            checkout.mvn("verify", target).isGreen().didNotRun("T E S T S");
        }

        @Test
        void forASuiteOfAnotherName() throws Exception {
            checkout.mvn("verify", "-Ptarget=demo", "-Dsuite=bakery").isGreen().ran("of suite bakery on target demo");
        }

        @Test
        void forAPlan() throws Exception {
            checkout.mvn("verify", "-Ptarget=demo", "-Pplan").isGreen();
        }

        @Test
        void forAScanThatFindsNothing() throws Exception {
            checkout.mvn("verify", "-Ptarget=demo", "-Pscan").isGreen().ran("nothing found in");
        }

        @Test
        void forACertificationOfTheDemoThatItResetsFirst() throws Exception {
            checkout.mvn("verify", "-Ptarget=demo", "-Pcertify").isGreen().ran("CERTIFIED");
        }
    }

    @Nested
    class Fails {

        @ParameterizedTest
        @ValueSource(strings = {"test", "install"})
        void whenACheckFails(String phase) throws Exception {
            checkout.mvn(phase, RED).isRedBecause(FAILING_CHECK);
        }

        @Test
        void whenOneOfAllSuitesDoes() throws Exception {
            checkout.mvn("verify", "-Ptarget=demo", "-Dsuite=all")
                    .isRedBecause(FAILING_CHECK, "3 suites in", "1 did not pass: red@demo (exit code 1).");
        }

        @Test
        void whateverItIsToldToRerunFilterForkOrSkip() throws Exception {
            var options = Stream.of(
                    "-Dsurefire.rerunFailingTestsCount=2",
                    "-Dfailsafe.rerunFailingTestsCount=2",
                    "-DskipTests",
                    "-DskipITs",
                    "-Dmaven.test.skip=true",
                    "-Dmaven.test.failure.ignore=true",
                    "-DtestFailureIgnore=true",
                    "-Dtest=NoSuchTest",
                    "-Dit.test=NoSuchIT",
                    "-Dgroups=none",
                    "-DforkCount=2",
                    "-DfailIfNoTests=false",
                    "-Dexec.skip=true",
                    "-Dskip=true",
                    "-Dexec.executable=true",
                    "-Dexec.args=-version",
                    "-Dexec.async=true",
                    "-Dexec.timeout=1",
                    "-Dmaven.main.skip=true",
                    "-Denforcer.skip=true");
            checkout.mvn(Stream.concat(Stream.of("verify", RED), options).toArray(String[]::new))
                    .isRedBecause(FAILING_CHECK);
        }

        @Test
        void alsoWhenMavenIsToldNeverToFail() throws Exception {
            checkout.mvn("verify", RED, "--fail-never").isRedBecause(FAILING_CHECK);
        }
    }

    @Nested
    class Refuses {

        @Test
        void toGoLiveByTheWay() throws Exception {
            checkout.mvn("verify", "-Ptarget=demo", "-Pcertify", "-Dreset.execute=green_demo")
                    .isRedBecause("-Pcertify for something that changes nothing");
        }

        @Test
        void aMistypedProfile() throws Exception {
            checkout.mvn("verify", "-Ptarget=stagin", "-Denforcer.skip=true", "-Denforcer.fail=false")
                    .isRedBecause("The requested profile doesn't exist: target=stagin");
        }

        @Test
        void anUnknownTarget() throws Exception {
            checkout.mvn("verify", "-Dtarget=nosuch").isRedBecause("nosuch");
        }

        @Test
        void anEmptyTarget() throws Exception {
            checkout.mvn("verify", "-Dtarget=").isRedBecause("-Dtarget is empty", NOTHING_RAN);
        }

        @Test
        void anEmptyOptIn() throws Exception {
            checkout.mvn("verify", "-Dtarget=green", "-Dreset.execute=")
                    .isRedBecause("-Dreset.execute is empty", NOTHING_RAN);
        }

        @ParameterizedTest
        @CsvSource({"-Ptarget=demo, -Dtarget=prod, 'demo, prod'", "-Ptarget=demo, -Ptarget=staging, 'demo, staging'"})
        void twoTargets(String one, String other, String both) throws Exception {
            checkout.mvn("verify", one, other).isRedBecause("2 targets (" + both + ")", NOTHING_RAN);
        }

        @Test
        void twoCommands() throws Exception {
            checkout.mvn("verify", "-Ptarget=demo", "-Pplan,scan")
                    .isRedBecause("2 commands (-Pplan, -Pscan)", NOTHING_RAN);
        }

        @Test
        void aCommandWithoutATarget() throws Exception {
            checkout.mvn("verify", "-Pplan").isRedBecause("not to which database", NOTHING_RAN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"compile", "test-compile"})
        void aPhaseThatEndsBeforeTheReset(String phase) throws Exception {
            checkout.mvn(phase, "-Ptarget=demo").isRedBecause("ends before it", NOTHING_RAN);
        }
    }
}
