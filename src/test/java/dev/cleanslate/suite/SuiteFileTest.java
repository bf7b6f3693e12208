package dev.cleanslate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cleanslate.api.Action;
import dev.cleanslate.api.Action.Value;
import dev.cleanslate.suite.Check.Expectation;
import dev.cleanslate.suite.Suite.Fingerprinting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteFileTest {

    @Nested
    class TheFullSuite {

        private final Suite suite = WrittenSuite.sound(SuiteFile.read(FullSuite.file("suite.yaml")));

        @Test
        void hasItsNameItsListsAndItsWords() {
            assertThat(suite.name()).isEqualTo("gym");
            assertThat(suite.about()).startsWith("membership, ");
            assertThat(suite.schemas()).extracting(Mention::name).containsExactly("public");
            assertThat(suite.ignore()).extracting(Mention::name).containsExactly("schema_migrations");
            assertThat(suite.disabledTriggers()).hasSize(2);
            assertThat(suite.restartSequences()).isEqualTo(Suite.RestartSequences.ALL);
            assertThat(suite.unclassified()).isEqualTo(Suite.Unclassified.WARN);
        }

        @Test
        void protectsAsItIsTold() {
            assertThat(suite.protect())
                    .extracting(p -> p.table().name(), Suite.Protection::allowEmpty, Suite.Protection::fingerprint)
                    .containsExactly(
                            tuple("membership_packages", false, Fingerprinting.FULL),
                            tuple("lessons", false, Fingerprinting.FULL),
                            tuple("pilates_schedule_slots", true, Fingerprinting.SAMPLED),
                            tuple("Opening Hours", false, Fingerprinting.OFF));
        }

        @Test
        void hasAnActionPerPhase() {
            assertThat(suite.phases())
                    .extracting(Phase::action)
                    .startsWith(
                            new Action.Wipe(List.of("scan_audit_logs", "lesson_attendance", "absence_records")),
                            new Action.KeepRows(Map.of("users", "role = 'admin'"), List.of("user_sessions")));
            assertThat(suite.phases())
                    .extracting(Phase::action)
                    .contains(
                            new Action.Sql("reseed.sql"),
                            new Action.Command(List.of("bin/rails", "db:seed")),
                            new Action.Command(List.of("systemctl", "restart", "gym workers")));
        }

        @Test
        void keepsLiteralsAsTheyAreWritten() {
            Action.Reset reset = (Action.Reset) suite.phases().get(2).action();
            Action.TableReset restaurants =
                    Objects.requireNonNull(reset.tables().get("restaurants"));
            assertThat(restaurants.where()).isNull();
            assertThat(restaurants.columns())
                    .containsExactly(
                            Map.entry("cash_balance", new Value.Literal("0")),
                            Map.entry("card_balance", new Value.Literal("1.50")),
                            Map.entry("note", new Value.Literal(null)),
                            Map.entry("open", new Value.Literal("true")),
                            Map.entry("closed_at", new Value.Expression("now()")));
            assertThat(reset.tables().get("tills"))
                    .isEqualTo(new Action.TableReset(
                            Map.of("label", new Value.Literal(""), "code", new Value.Literal("007")), "id > 3"));
        }

        @Test
        void knowsTimesPlacesAndThePointOfNoReturn() {
            Phase leaves = suite.phases().get(0);
            assertThat(leaves.timeout()).contains(Duration.ofMinutes(5));
            assertThat(leaves.lockTimeout()).contains(Duration.ofSeconds(10));
            assertThat(leaves.placeOf("lesson_attendance").line()).isEqualTo(13);
            assertThat(leaves.placeOf("lesson_attendance").column()).isEqualTo(29);
            assertThat(suite.phases()).extracting(Phase::pointOfNoReturn).endsWith(false, true);
            assertThat(suite.phases().get(2).checks()).hasSize(1);
        }

        @Test
        void hasEveryKindOfCheck() {
            assertThat(suite.checks())
                    .extracting(Check::kind)
                    .contains(
                            new Check.Kind.Query(
                                    "select count(*) from membership_packages;", new Expectation.Scalar("4")),
                            new Check.Kind.Query(
                                    "select id, title from lessons order by id",
                                    new Expectation.Rows(List.of(List.of("1", "Yoga"), Arrays.asList("2", null)))),
                            new Check.Kind.Clean(),
                            new Check.Kind.NoOrphans(),
                            new Check.Kind.Sequence(Map.of("users_id_seq", 1L)));
            Check.Kind.Rows rows = (Check.Kind.Rows) suite.checks().get(0).kind();
            assertThat(rows.tables())
                    .containsEntry("packages", new Check.Range(1, Optional.empty()))
                    .containsEntry("lessons", new Check.Range(1, Optional.of(5L)));
            assertThat(suite.checks())
                    .extracting(Check::name)
                    .contains(
                            "Rows: users exactly 0, admins exactly 1, packages at least 1, lessons 1 to 5",
                            "Nobody keeps a balance",
                            "Triggers: trigger_membership_is_active enabled, users.audit always");
        }

        @Test
        void mentionsTheSectionsAroundTheTransaction() {
            assertThat(suite.sections().gates())
                    .extracting(Gate::name)
                    .containsExactly(
                            "connections",
                            "The weekly refill workflow is off",
                            "file",
                            "command",
                            "confirm",
                            "jobs",
                            "any");
            assertThat(suite.sections().smoke())
                    .extracting(Smoke::name)
                    .containsExactly(
                            "A new user can book", "GET env:APP_URL/health", "bin/smoke", "No ERROR in log/app.log");
            assertThat(suite.sections().hooks())
                    .extracting(Hook::name, Hook::moment)
                    .containsExactly(
                            tuple("systemctl stop workers", Hook.Moment.BEFORE_RESET),
                            tuple("put", Hook.Moment.AFTER_COMMIT),
                            tuple("post to CHAT_WEBHOOK", Hook.Moment.ON_SUCCESS));
            ScanRules scan = suite.sections().scan();
            assertThat(scan.off()).extracting(Mention::name).containsExactly("same-second");
            assertThat(scan.detectors())
                    .extracting(OwnDetector::id)
                    .containsExactly("house-accounts", "trainees", "stand-ins", "known-demo");
            assertThat(scan.detectors().get(3).look())
                    .isInstanceOfSatisfying(
                            OwnDetector.Look.Listed.class,
                            listed ->
                                    assertThat(listed.values()).containsExactly("demo@firma.de", "Anna.Demo@firma.de"));
            assertThat(scan.tuning().columns())
                    .extracting(c -> c.table().name() + "." + c.column().name() + " "
                            + c.kind().name())
                    .containsExactly("users.nickname user-name", "users.remark none");
            assertThat(scan.tuning().passwords().listed()).containsExactly("letmein");
            assertThat(scan.tuning().passwords().toString()).doesNotContain("letmein");
            assertThat(scan.waivers())
                    .extracting(Waiver::finding, Waiver::owner)
                    .containsExactly(tuple("demo-email/users", "ops"));
            assertThat(suite.sections().storage()).hasValueSatisfying(store -> {
                assertThat(store.bucket()).isEqualTo("uploads");
                assertThat(store.endpoint()).contains("env:S3_ENDPOINT");
                assertThat(store.region()).isEqualTo("us-east-1");
                assertThat(store.credentials())
                        .isEqualTo(new ObjectStore.Credentials("AWS_ACCESS_KEY_ID", "S3_SECRET", Optional.empty()));
                assertThat(store.keys()).extracting(Object::toString).containsExactly("app.active_storage_blobs.key");
                assertThat(store.minAge()).isEqualTo(ObjectStore.USUAL_AGE);
                assertThat(store.pathStyle()).isTrue();
                assertThat(store.protect()).containsExactly("exports/*");
                assertThat(store.orphans()).isEqualTo(new ObjectStore.Orphans.Quarantined("removed/", 1000));
            });
        }

        @Test
        void listsItselfAndThenTheFilesItNames() throws IOException {
            assertThat(suite.sources())
                    .extracting(Suite.SourceFile::name)
                    .containsExactly(
                            "suite.yaml", "reseed.sql", "smoke/booking.sql", "demo-accounts.txt", "seeded.txt");
            assertThat(suite.sources().get(0).text()).isEqualTo(Files.readString(FullSuite.file("suite.yaml")));
        }
    }

    @Nested
    class ASmallSuite {

        @TempDir
        private Path folder;

        @Test
        void hasSafeDefaults() {
            Suite suite = WrittenSuite.sound(new WrittenSuite(folder).suite("suite: bakery\n"));
            assertThat(suite.restartSequences()).isEqualTo(Suite.RestartSequences.WIPED);
            assertThat(suite.unclassified()).isEqualTo(Suite.Unclassified.REFUSE);
            assertThat(suite.sections()).isEqualTo(Sections.NONE);
            assertThat(suite.about()).isEmpty();
        }

        @Test
        void mayBeginWithAByteOrderMark() {
            Suite suite = WrittenSuite.sound(new WrittenSuite(folder).suite("\uFEFFsuite: bakery\n"));
            assertThat(suite.name()).isEqualTo("bakery");
            assertThat(suite.sources().get(0).text()).startsWith("\uFEFF");
        }

        @Test
        void consistsOfTheScriptsThatItsProgramsAreToo() throws IOException {
            for (String script : List.of("stop.sh", "off.sh", "seed.sh", "smoke.sh")) {
                Files.writeString(folder.resolve(script), "exit 0 # " + script);
            }
            Files.write(folder.resolve("app"), new byte[] {(byte) 0xCA, (byte) 0xFE, 0});
            Suite suite = WrittenSuite.sound(new WrittenSuite(folder).suite("""
                    suite: bakery
                    phases: [ { name: Seed, command: [sh, %1$s/seed.sh] } ]
                    gates:
                      - any: [ { command: { run: [sh, %1$s/off.sh] } }, { command: { run: [systemctl, is-active, x] } } ]
                    hooks: { before-reset: [ { run: [sh, %1$s/stop.sh, stop] } ], always: [ { run: [sh, /etc/hosts] } ] }
                    smoke: [ { command: { run: [%1$s/smoke.sh] } } ]
                    rehearsal: { app: { run: [%1$s/app, "no\\npath"] } }
                    """.formatted(folder)));

            assertThat(suite.sources())
                    .extracting(Suite.SourceFile::name)
                    .containsExactly("suite.yaml", "seed.sh", "off.sh", "smoke.sh", "stop.sh", "app");
            assertThat(suite.sources().get(4).text()).isEqualTo("exit 0 # stop.sh");
            assertThat(suite.sources().get(5).text()).isEqualTo("\u00CA\u00FE\0");
        }

        @Test
        void takesVariablesLiterally() {
            Suite suite = WrittenSuite.sound(new WrittenSuite(folder).suite("suite: bakery\nabout: ${HOME}\n"));
            assertThat(suite.about()).isEqualTo("${HOME}");
        }
    }

    @Nested
    class Locating {

        @TempDir
        private Path suites;

        @Test
        void findsASuiteByNameByFolderAndByFile() {
            Path file = new WrittenSuite(suites).file("gym/suite.yaml", "suite: gym\n");
            assertThat(SuiteFile.locate(suites, "gym")).isEqualTo(new Reading.Sound<>(file));
            assertThat(SuiteFile.locate(suites, file.toString())).isEqualTo(new Reading.Sound<>(file));
            assertThat(SuiteFile.locate(suites, suites.resolve("gym").toString()))
                    .isEqualTo(new Reading.Sound<>(file));
        }

        @Test
        void namesTheNearestSuite() {
            new WrittenSuite(suites).file("gym/suite.yaml", "suite: gym\n");
            new WrittenSuite(suites).file("bakery/suite.yaml", "suite: bakery\n");
            assertThat(WrittenSuite.faults(SuiteFile.locate(suites, "bakerry")))
                    .singleElement()
                    .asString()
                    .contains("there is no suite \"bakerry\". Did you mean \"bakery\"? There are: bakery, gym.")
                    .endsWith("Nothing was run.");
        }

        @Test
        void saysWhenThereAreNone() {
            for (String name : List.of("gym", "..", "", "a\0b", "nowhere/suite.yaml")) {
                assertThat(WrittenSuite.faults(SuiteFile.locate(suites.resolve("nowhere"), name)))
                        .singleElement()
                        .asString()
                        .contains("no suite here at all");
            }
        }
    }
}
