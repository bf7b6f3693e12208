package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One suite in Java through each of its doors, in a process of its own as a user starts it. */
@Tag("slow")
class JavaSuiteDoorsTest {

    private static final String SUITE = "shop.ShopReset";

    private static final String BODY = """
            @ResetSuite(name = "shop", disableTriggers = "orders_told")
            @Protect("products")
            class ShopReset {
                @Phase(order = 1) Action orders() { return wipe("orders").thenWipe("audit"); }
                @Phase(order = 2) Action accounts() { return wipe("users"); }
                @PostCheck void nobodyIsLeft(Database db) { assertThat(db.table("users")).hasRows(%d); }
                @PostCheck void productsAreThere(Database db) { assertThat(db.table("products")).hasRows(5); }
            }
            """;

    @TempDir
    Path folder;

    private Playground shop;

    @BeforeEach
    void aShop() throws IOException {
        shop = Playground.shop(TestDatabases.NEWEST, folder);
        shop.java(SUITE, BODY.formatted(0));
        Files.delete(shop.suites.resolve("shop/suite.yaml"));
    }

    private record Told(int code, String said) {}

    private Told java(String classPath, List<String> arguments) throws Exception {
        shop.invocation(Command.RESET, java.util.Optional.empty());
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath));
        command.addAll(arguments);
        Path said = Files.createTempFile(folder, "said", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(shop.environment);
        Process process = builder.start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return new Told(process.exitValue(), Files.readString(said));
    }

    @Nested
    class TheConsoleLauncher {

        private Told launched(String... selectors) throws Exception {
            var arguments = new ArrayList<>(List.of(
                    "org.junit.platform.console.ConsoleLauncher",
                    "execute",
                    "--disable-banner",
                    "--disable-ansi-colors",
                    "--include-engine=cleanslate",
                    "--config=cleanslate.target=test",
                    "--config=cleanslate.execute=" + shop.databaseName(),
                    "--config=cleanslate.no-rehearsal=true"));
            arguments.addAll(List.of(selectors));
            return java(System.getProperty("java.class.path") + java.io.File.pathSeparator + shop.classes(), arguments);
        }

        @Test
        void runsTheWholeResetOfAClass() throws Exception {
            Told told = launched("--select-class=" + SUITE);

            assertThat(told.code).as(told.said).isZero();
            assertThat(told.said).contains("Nobody is left", "0 tests failed");
            assertThat(shop.count("users")).isZero();
        }

        @Test
        void isRedWhereACheckIsAndNothingIsCommitted() throws Exception {
            shop.java(SUITE, BODY.formatted(3));
            String before = shop.state();

            Told told = launched("--select-class=" + SUITE);

            assertThat(told.code).as(told.said).isEqualTo(1);
            assertThat(told.said).contains("Nobody is left", "users has 0 rows, expected exactly 3");
            assertThat(shop.state()).isEqualTo(before);
        }

        @Test
        void runsACheckAloneByItsMethodAndChangesNothing() throws Exception {
            String before = shop.state();

            Told told = launched("--select-method=" + SUITE + "#productsAreThere(dev.cleanslate.api.Database)");

            assertThat(told.code).as(told.said).isZero();
            assertThat(told.said).contains("Products are there").doesNotContain("Nobody is left");
            assertThat(shop.state()).isEqualTo(before);
        }

        @Test
        void refusesAPhaseAlone() throws Exception {
            String before = shop.state();

            Told told = launched("--select-method=" + SUITE + "#accounts()");

            assertThat(told.code).as(told.said).isEqualTo(1);
            assertThat(shop.state()).isEqualTo(before);
        }

        /** As an IDE runs again what it ran: by the ids of before, in a new process. */
        @Test
        void runsTheWholeResetAgainByTheIdThatTheClassWasToldUnder() throws Exception {
            String id = idIn(launched("--select-class=" + SUITE, "--details=verbose"));
            aShop();
            assertThat(shop.count("users")).isPositive();

            Told told = launched("--select-unique-id=" + id);

            assertThat(id).isEqualTo("[engine:cleanslate]/[suite:" + SUITE + "@test]");
            assertThat(told.code).as(told.said).isZero();
            assertThat(told.said).contains("Nobody is left", "0 tests failed");
            assertThat(shop.count("users")).isZero();
        }

        @Test
        void runsACheckAgainByItsIdAndChangesNothing() throws Exception {
            String before = shop.state();

            Told told = launched("--select-unique-id=[engine:cleanslate]/[suite:" + SUITE
                    + "@test]/[stage:verification]/[step:check-products-are-there]");

            assertThat(told.code).as(told.said).isZero();
            assertThat(told.said).contains("Products are there").doesNotContain("Nobody is left");
            assertThat(shop.state()).isEqualTo(before);
        }

        @Test
        void refusesAPhaseAloneByItsId() throws Exception {
            String before = shop.state();

            Told told = launched("--select-unique-id=[engine:cleanslate]/[suite:" + SUITE
                    + "@test]/[stage:reset]/[step:phase-accounts]");

            assertThat(told.code).as(told.said).isEqualTo(1);
            assertThat(told.said).contains("the plan cannot run in part");
            assertThat(shop.state()).isEqualTo(before);
        }

        private static String idIn(Told told) {
            assertThat(told.code).as(told.said).isZero();
            return told.said
                    .lines()
                    .filter(line -> line.contains("[suite:"))
                    .map(line -> line.substring(line.indexOf("[engine:"), line.indexOf("/[stage:")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(told.said));
        }

        /** A suite's name alone means a folder of that name. */
        @Test
        void refusesTheIdOfASuiteThatOnlyAClassKnows() throws Exception {
            String before = shop.state();

            Told told = launched("--select-unique-id=[engine:cleanslate]/[suite:shop@test]");

            assertThat(told.code).as(told.said).isEqualTo(1);
            assertThat(told.said).contains("there is no suite \"shop\"");
            assertThat(shop.state()).isEqualTo(before);
        }
    }

    @Nested
    class TheJar {

        private Told reset(String... options) throws Exception {
            var arguments = new ArrayList<>(List.of(
                    "dev.cleanslate.cli.Main",
                    "reset",
                    "--target",
                    "test",
                    "--no-rehearsal",
                    "--execute",
                    shop.databaseName()));
            arguments.addAll(List.of(options));
            return java(System.getProperty("java.class.path"), arguments);
        }

        @Test
        void findsASuiteInAFolderByItsName() throws Exception {
            Told told = reset("--classpath", shop.classes().toString());

            assertThat(told.code).as(told.said).isZero();
            assertThat(told.said).contains("Nobody is left");
            assertThat(shop.count("users")).isZero();
        }

        @Test
        void findsASuiteInAJarByItsClass() throws Exception {
            Path jar = packed();

            Told told = reset("--classpath", jar.toString(), "--suite", SUITE);

            assertThat(told.code).as(told.said).isZero();
            assertThat(told.said).contains("Nobody is left");
            assertThat(shop.count("users")).isZero();
        }

        @Test
        void saysThatAJarIsNotThere() throws Exception {
            Told told = reset("--classpath", folder.resolve("nowhere.jar").toString(), "--suite", SUITE);

            assertThat(told.code).as(told.said).isEqualTo(2);
            assertThat(told.said).contains("nowhere.jar");
        }

        private Path packed() throws IOException {
            Path jar = folder.resolve("suites.jar");
            try (OutputStream out = Files.newOutputStream(jar);
                    var entries = new JarOutputStream(out);
                    var files = Files.walk(shop.classes())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    entries.putNextEntry(new JarEntry(
                            shop.classes().relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, entries);
                }
            }
            return jar;
        }
    }
}
