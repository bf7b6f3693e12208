package dev.cleanslate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.api.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteClassTest {

    private static final String BAKERY = """
            @ResetSuite(name = "bakery", about = "bread", schemas = "public", ignore = "schema_migrations",
                disableTriggers = "sales_told", unclassified = ResetSuite.Leftover.WARN)
            @Protect({"recipes", "ovens"})
            @Protect(value = "lessons", allowEmpty = true, fingerprint = Protect.Fingerprint.OFF)
            class BakeryReset {
                @PostCheck void balancesAreZero(Database db) { assertThat(db.number("select 1")).isZero(); }
                @Phase(order = 2, timeout = "5m", lockTimeout = "10s", pointOfNoReturn = true)
                Action stock() {
                    return reset("items").set("stock", 0).setSql("seen", "now()").setNull("note").where("id > 1");
                }
                @Phase(order = 1, name = "All sales") Action sales() { return wipe("sale_items", "sales").thenWipe("debts"); }
                @Phase(order = 3) Action people() { return keepRows("users", "role = 'admin'").cascades("sessions"); }
                @PostCheck(name = "Sales are gone", phase = "All sales") void b(Database db) { assertThat(db.table("sales")).isEmpty(); }
                @Smoke void anAdminCanSignIn(Database db) {}
            }
            """;

    @TempDir
    Path folder;

    private Reading<Suite> read(String name, String body) {
        Class<?> type = new CompiledSuites(folder).add(name, body).load(name);
        return SuiteClass.read(type, folder.resolve("suites"));
    }

    private Suite sound(String name, String body) {
        Reading<Suite> reading = read(name, body);
        assertThat(reading).isInstanceOf(Reading.Sound.class);
        return ((Reading.Sound<Suite>) reading).value();
    }

    private List<String> faults(String name, String body) {
        Reading<Suite> reading = read(name, body);
        assertThat(reading).isInstanceOf(Reading.Faulty.class);
        return ((Reading.Faulty<Suite>) reading)
                .faults().stream().map(Fault::toString).toList();
    }

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve("suites").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Nested
    class Alone {

        @Test
        void aClassIsAWholeSuite() {
            Suite suite = sound("bakery.BakeryReset", BAKERY);

            assertThat(suite.name()).isEqualTo("bakery");
            assertThat(suite.about()).isEqualTo("bread");
            assertThat(suite.schemas()).extracting(Mention::name).containsExactly("public");
            assertThat(suite.ignore()).extracting(Mention::name).containsExactly("schema_migrations");
            assertThat(suite.disabledTriggers()).extracting(Mention::name).containsExactly("sales_told");
            assertThat(suite.unclassified()).isEqualTo(Suite.Unclassified.WARN);
            assertThat(suite.restartSequences()).isEqualTo(Suite.RestartSequences.WIPED);
            assertThat(suite.protect())
                    .extracting(p -> p.table().name())
                    .containsExactly("recipes", "ovens", "lessons");
            assertThat(suite.protect().get(2).allowEmpty()).isTrue();
            assertThat(suite.protect().get(2).fingerprint()).isEqualTo(Suite.Fingerprinting.OFF);
        }

        @Test
        void itsPhasesRunByTheirOrderAndAreWhatTheirMethodsReturn() {
            List<Phase> phases = sound("bakery.BakeryReset", BAKERY).phases();

            assertThat(phases).extracting(Phase::name).containsExactly("All sales", "Stock", "People");
            assertThat(phases.get(0).action()).isEqualTo(new Action.Wipe(List.of("sale_items", "sales", "debts")));
            assertThat(phases.get(1).timeout()).contains(Duration.ofMinutes(5));
            assertThat(phases.get(1).lockTimeout()).contains(Duration.ofSeconds(10));
            assertThat(phases.get(1).pointOfNoReturn()).isTrue();
            Action.Reset reset = (Action.Reset) phases.get(1).action();
            Action.TableReset items = Objects.requireNonNull(reset.tables().get("items"));
            assertThat(items.where()).isEqualTo("id > 1");
            assertThat(items.columns())
                    .containsExactly(
                            Map.entry("stock", new Action.Value.Literal("0")),
                            Map.entry("seen", new Action.Value.Expression("now()")),
                            Map.entry("note", new Action.Value.Literal(null)));
            assertThat(phases.get(2).action())
                    .isEqualTo(new Action.KeepRows(Map.of("users", "role = 'admin'"), List.of("sessions")));
        }

        @Test
        void itsChecksStandWhereTheyAreWrittenAndUnderTheirPhase() {
            Suite suite = sound("bakery.BakeryReset", BAKERY);

            assertThat(suite.checks()).extracting(Check::name).containsExactly("Balances are zero");
            assertThat(suite.checks().get(0).place()).hasToString("bakery.BakeryReset#balancesAreZero:10");
            assertThat(suite.checks().get(0).place().inClass())
                    .contains(new Place.InClass("bakery.BakeryReset", "balancesAreZero"));
            assertThat(suite.phases().get(0).checks()).extracting(Check::name).containsExactly("Sales are gone");
            assertThat(suite.sections().smoke()).extracting(Smoke::name).containsExactly("An admin can sign in");
        }

        @Test
        void itsDigestIsOverTheBytesOfTheClassAndThoseNestedInIt() {
            Suite suite = sound("bakery.BakeryReset", BAKERY.replace("@Smoke", "record Nested() {} @Smoke"));

            assertThat(suite.sources())
                    .extracting(Suite.SourceFile::name)
                    .containsExactly("bakery/BakeryReset$Nested.class", "bakery/BakeryReset.class");
            assertThat(suite.sources().get(1).text()).startsWith("\u00CA\u00FE\u00BA\u00BE");
        }

        @Test
        void itsScriptsLieInTheFolderOfItsName() throws IOException {
            file("bakery/reseed.sql", "select 1;");

            Suite suite = sound("shop.Bakes", """
                    @ResetSuite(name = "bakery") class Bakes { @Phase(order = 1) Action again() { return sql("reseed.sql"); } }
                    """);

            assertThat(suite.sources()).extracting(Suite.SourceFile::name).contains("reseed.sql");
        }

        @Test
        void itRemovesTheRowsOfAFindingAsTheyWereReviewed() throws IOException {
            file(
                    "bakery/found.txt",
                    "finding: demo-email/users\ntable: public.users\nkey: [\"id\"]\n[7] ab\n# [8] cd\n");
            String body = """
                    @ResetSuite(name = "bakery") class Bakes {
                        @Phase(order = 1) Action people() {
                            return keepAllBut("users", "found.txt", "demo-email/users").thenKeepRows("guests", "true").cascades("sales");
                        }
                        @PostCheck(phase = "People") void gone(Database db) {}
                    }
                    """;

            Suite suite = sound("shop.Bakes", body);

            assertThat(suite.sources()).extracting(Suite.SourceFile::name).contains("found.txt");
            ReviewedRows rows =
                    Objects.requireNonNull(suite.phases().get(0).reviewed().get("users"));
            assertThat(rows.rows()).containsExactly(new ReviewedRows.Row(List.of("7"), "ab"));
            Action.KeepRows keep = (Action.KeepRows) suite.phases().get(0).action();
            assertThat(keep.predicates()).containsEntry("users", rows.keeps()).containsEntry("guests", "true");
            assertThat(keep.allBut().get("users"))
                    .isEqualTo(new Action.Reviewed("found.txt", List.of("demo-email/users")));
        }
    }

    @Nested
    class OnTopOfYaml {

        private static final String YAML = """
                suite: shop
                protect: [products]
                phases:
                  - name: Orders
                    wipe: [orders]
                checks:
                  - rows: { orders: 0 }
                """;

        private static final String ON_TOP = """
                @ResetSuite(file = "suite.yaml", ignore = "notes") @Protect("prices")
                class ShopReset {
                    @Phase(order = 1) Action later() { return wipe("users"); }
                    @Phase(order = -1) Action first() { return wipe("audit"); }
                    @PostCheck(phase = "Orders") void gone(Database db) {}
                    @PostCheck void clean(Database db) {}
                }
                """;

        @Test
        void whatTheClassSaysIsAddedAndItsPhasesComeAfterThoseOfTheFileUnlessTheirOrderIsBelowZero()
                throws IOException {
            file("shop/suite.yaml", YAML);

            Suite suite = sound("shop.ShopReset", ON_TOP);

            assertThat(suite.name()).isEqualTo("shop");
            assertThat(suite.file()).isEqualTo(folder.resolve("suites/shop/suite.yaml"));
            assertThat(suite.protect()).extracting(p -> p.table().name()).containsExactly("products", "prices");
            assertThat(suite.ignore()).extracting(Mention::name).containsExactly("notes");
            assertThat(suite.phases()).extracting(Phase::name).containsExactly("First", "Orders", "Later");
            assertThat(suite.phases().get(1).checks()).extracting(Check::name).containsExactly("Gone");
            assertThat(suite.checks()).hasSize(2);
            assertThat(suite.sources())
                    .extracting(Suite.SourceFile::name)
                    .containsExactly("suite.yaml", "shop/ShopReset.class");
        }

        @Test
        void theFaultsOfBothAreToldTogether() throws IOException {
            file("shop/suite.yaml", YAML.replace("wipe: [orders]", "wipe: [users]\n    speed: fast"));

            assertThat(faults("shop.ShopReset", ON_TOP.replace("wipe(\"audit\")", "null")))
                    .anySatisfy(fault -> assertThat(fault).contains("suite.yaml:6:5: unknown key \"speed\""))
                    .anySatisfy(fault -> assertThat(fault)
                            .contains("table \"users\" has two fates", "wiped by phase \"Orders\"", "phase \"Later\""))
                    .contains("shop.ShopReset#first:8: the method first returned null, but a phase returns an Action."
                            + " Nothing was run.");
        }

        @Test
        void aFileThatIsNotThereIsSaid() {
            assertThat(faults("shop.ShopReset", ON_TOP))
                    .anySatisfy(fault -> assertThat(fault).contains("the suite's file does not exist"));
        }
    }

    @Nested
    class Faulty {

        @Test
        void everythingThatIsWrongWithTheMethodsIsSaidAtOnce() {
            assertThat(faults("bad.Bad", """
                    @ResetSuite(name = "bad") class Bad {
                        @Phase(order = 1) Action asks(Database db) { return wipe("a"); }
                        @Phase(order = 1) String says() { return "wipe"; }
                        @Phase(order = 2) Action throwsUp() { throw new IllegalStateException("no"); }
                        @Phase(order = 3) Action empty() { return wipe(); }
                        @Phase(order = 4) Action twice() { return reset("t").set("c", 1).set("c", 2); }
                        @Phase(order = 5, timeout = "soon") Action soon() { return wipe("b").thenWipe("b"); }
                        @Phase(order = 6) Action semi() { return keepRows("k", "true; drop"); }
                        @PostCheck void blind() {}
                        @PostCheck int counts(Database db) { return 1; }
                        @PostCheck(phase = "Semmi") void lost(Database db) {}
                        @PostCheck @Smoke void both(Database db) {}
                        int n; @Phase(order = 7) Action moody() { return wipe("t" + n++); }
                    }
                    """)).containsExactly(FAULTS.strip().split("\n"));
        }

        private static final String FAULTS = """
                bad.Bad#asks:6: the method asks takes parameters, but the plan must be known before any database is reached. Take them out and say what depends on the data in SQL. Nothing was run.
                bad.Bad#says:7: the method says has the order 1, and so has asks. Give each its own. Nothing was run.
                bad.Bad#says:7: the method says returns String, but a phase returns an Action. Write return wipe("…") or the like. Nothing was run.
                bad.Bad#throwsUp:8: the method throwsUp threw IllegalStateException: no at line 8. Nothing was run.
                bad.Bad#empty:9: "wipe" of phase "Empty" is an empty list. Fill it or leave it out. Nothing was run.
                bad.Bad#twice:10: the method twice threw IllegalArgumentException: "c" is given twice in one action at line 10. Nothing was run.
                bad.Bad#soon:11: "b" stands twice in "wipe" of phase "Soon", first at bad.Bad#soon:11. Remove one. Nothing was run.
                bad.Bad#soon:11: "timeout" of phase "Soon" must be a duration above zero, at most 7 days, such as 500ms, 10s, 5m or 1h, found the text "soon". Nothing was run.
                bad.Bad#semi:12: the predicate of "k" in phase "Semi" must be one SQL expression, but it holds a semicolon. Nothing was run.
                bad.Bad#blind:13: the method blind must take one Database and nothing else, or it has nothing to look at. Nothing was run.
                bad.Bad#counts:14: the method counts returns something, but nothing looks at it. Assert it and return nothing. Nothing was run.
                bad.Bad#lost:15: the method lost is asked at the end of phase "Semmi", but there is none of that name. There are: Soon, Moody. Nothing was run.
                bad.Bad#both:16: the method both is @PostCheck and @Smoke at once. A method is one of them. Nothing was run.
                bad.Bad#moody:17: the method moody gave two different actions when called twice. Take out what changes from call to call. Nothing was run.
                """;

        @Test
        void aClassThatIsNoSuiteByItself() {
            assertThat(faults("bad.Neither", "@ResetSuite class Neither {}"))
                    .singleElement()
                    .asString()
                    .contains("bad.Neither: @ResetSuite says neither name nor file.");
            assertThat(faults("bad.Both", "@ResetSuite(name = \"a\", file = \"b\") class Both {}"))
                    .singleElement()
                    .asString()
                    .contains("says both name and file");
            assertThat(faults("bad.Child", "@ResetSuite(name = \"a\") class Child extends Thread {}"))
                    .singleElement()
                    .asString()
                    .contains("a suite class extends nothing, but this one extends java.lang.Thread");
            assertThat(faults("bad.Shut", """
                            @ResetSuite(name = "a") abstract class Shut { @Phase(order = 1) Action a() { return wipe("a"); } }""")).singleElement().asString().contains("cannot be instantiated");
        }
    }

    @Nested
    class Finding {

        private Reading<Optional<Class<?>>> find(CompiledSuites compiled, String name) {
            return SuiteClasses.find(List.of(compiled.classes()), folder.resolve("suites"), name);
        }

        private String found(CompiledSuites compiled, String name) {
            return ((Reading.Sound<Optional<Class<?>>>) find(compiled, name))
                    .value()
                    .map(Class::getName)
                    .orElse("none");
        }

        @Test
        void aSuiteByItsNameItsClassOrTheFolderOfItsYaml() throws IOException {
            file("shop/suite.yaml", "suite: shop");
            CompiledSuites compiled = new CompiledSuites(folder)
                    .add("bakery.BakeryReset", BAKERY)
                    .add("shop.ShopReset", "@ResetSuite(file = \"suite.yaml\") class ShopReset {}");

            assertThat(found(compiled, "bakery")).isEqualTo("bakery.BakeryReset");
            assertThat(found(compiled, "bakery.BakeryReset")).isEqualTo("bakery.BakeryReset");
            assertThat(found(compiled, "shop")).isEqualTo("shop.ShopReset");
            assertThat(found(compiled, "gym")).isEqualTo("none");
        }

        @Test
        void twoClassesOfOneSuiteAreAFault() {
            CompiledSuites compiled = new CompiledSuites(folder)
                    .add("a.First", "@ResetSuite(name = \"twin\") class First {}")
                    .add("a.Second", "@ResetSuite(name = \"twin\") class Second {}");

            assertThat(find(compiled, "twin"))
                    .isInstanceOfSatisfying(
                            Reading.Faulty.class,
                            faulty -> assertThat(faulty.faults().toString())
                                    .contains("two classes are the suite \"twin\": a.First and a.Second"));
        }

        @Test
        void aClassPathThatIsNotThereIsAFault() {
            assertThat(SuiteClasses.find(List.of(folder.resolve("nowhere")), folder, "a"))
                    .isInstanceOf(Reading.Faulty.class);
        }
    }

    @Test
    void aMethodsNameBecomesASentence() {
        assertThat(Sentence.of("nobodyKeepsADemoAddress")).isEqualTo("Nobody keeps a demo address");
        assertThat(Sentence.of("theSQLIsSound")).isEqualTo("The SQL is sound");
        assertThat(Sentence.of("no_orders_left")).isEqualTo("No orders left");
    }
}
