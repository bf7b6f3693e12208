package dev.cleanslate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsFileTest {

    @TempDir
    private Path folder;

    @Nested
    class TheFullFile {

        private final Targets targets = sound(TargetsFile.read(FullSuite.file("targets.yaml")));

        @Test
        void hasItsTargetsInOrder() {
            assertThat(targets.byName().keySet()).containsExactly("demo", "staging", "prod", "branch");
        }

        @Test
        void knowsAnEmbeddedTarget() {
            Target demo = targets.find("demo").orElseThrow();
            assertThat(demo.where()).isEqualTo(new Target.Where.Embedded(17, true));
            assertThat(demo.suites()).extracting(Mention::name).containsExactly("gym", "bakery");
            assertThat(demo.disposable()).isTrue();
            assertThat(demo.scale()).isEqualTo(new BigDecimal("0.5"));
        }

        @Test
        void knowsAGuardedTarget() {
            Target prod = targets.find("prod").orElseThrow();
            assertThat(prod.guarded()).isTrue();
            assertThat(prod.requireTls()).isTrue();
            assertThat(prod.confirmAs()).contains("gym-prod");
            assertThat(prod.maxConnections()).contains(5);
            assertThat(prod.scale()).isEqualTo(BigDecimal.ONE);
            assertThat(prod.where()).isInstanceOfSatisfying(Target.Where.Url.class, url -> {
                assertThat(url.template().name()).isEqualTo("${PROD_DATABASE_URL}");
                assertThat(url.template().place().line()).isEqualTo(4);
                assertThat(url.template().place().column()).isEqualTo(19);
            });
            assertThat(prod.trust().keys().keySet()).containsExactly("rehearsal", "dba");
            assertThat(prod.trust().rehearsalKeys())
                    .containsExactly("MCowBQYDK2VwAyEAiojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w=");
            assertThat(prod.trust().tolerance()).isEmpty();
        }

        @Test
        void knowsHowFarRowsMayOutgrowTheRehearsal() {
            Target branch = targets.find("branch").orElseThrow();
            assertThat(branch.trust()).isEqualTo(new Target.Trust(Map.of(), Optional.of(new Tolerance(5, true))));
        }

        @Test
        void knowsWhichBackupIsWanted() {
            assertThat(targets.find("branch").orElseThrow().backup())
                    .isEqualTo(new Target.BackupPolicy(
                            Optional.of("/var/backups/gym"),
                            Optional.of(Duration.ofMinutes(15)),
                            Optional.empty(),
                            Optional.empty()));
            assertThat(targets.find("prod").orElseThrow().backup()).isEqualTo(Target.BackupPolicy.TAKEN);
        }

        @Test
        void knowsWhatARehearsalRunsOn() {
            Target.Rehearsal branch = targets.find("branch").orElseThrow().rehearsal();
            assertThat(branch.on()).contains(Target.Rehearsal.On.EXTERNAL);
            assertThat(branch.url()).map(Mention::name).contains("${REHEARSAL_URL}");
            assertThat(branch.holdsData()).isTrue();
            assertThat(branch.waiveExtensions()).extracting(Mention::name).containsExactly("pg_cron");
            assertThat(targets.find("staging").orElseThrow().rehearsal()).isEqualTo(Target.Rehearsal.ANYWHERE);
        }

        @Test
        void knowsWhenAndHowLongAResetMayRun() {
            assertThat(targets.find("branch").orElseThrow().timing())
                    .isEqualTo(new Target.Timing(
                            Optional.of(new Window(LocalTime.of(2, 0), LocalTime.of(4, 0), ZoneId.of("Europe/Athens"))),
                            Optional.of(Duration.ofMinutes(25))));
        }

        @Test
        void namesTheNearestOfItsTargets() {
            assertThat(targets.unknown("stagging").message())
                    .isEqualTo(
                            "there is no target \"stagging\". Did you mean \"staging\"? There are: demo, staging, prod, branch."
                                    + " Nothing was run.");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        { embedded: 17 }                                       | 2:6 target "x" has no "suite".
        { suite: gym }                                         | 2:6 target "x" has none of url, embedded. It needs exactly one of them.
        { embedded: 17, url: "${U}", suite: gym }              | 2:22 target "x" holds both "embedded" (
        { embedded: 13, suite: gym }                           | 2:18 "embedded" of target "x" must be a whole number from 14 to 18, found the number "13".
        { embedded: 17, suite: gym, suites: [gym] }            | 2:34 "suites" of target "x" says the same as "suite". Remove it.
        { embedded: 17, suites: [] }                           | 2:30 "suites" of target "x" is an empty list.
        { embedded: 17, suite: ../gym }                        | 2:29 is not fit for a folder.
        { embedded: 17, suite: gym, guarded: true }            | 2:34 "guarded" of target "x" guards a real database
        { url: "${U}", suite: gym, disposable: true }          | 2:33 "disposable" of target "x" would reset a real database without an opt-in
        { url: "${U}", suite: gym, scale: 2 }                  | 2:33 "scale" of target "x" is the size of the demo data
        { embedded: 17, suite: gym, scale: 0 }                 | 2:41 "scale" of target "x" must be a number above 0
        { url: "${U}", suite: gym, confirm-as: "${N}" }        | 2:33 "confirm-as" of target "x" is taken as it stands
        { url: "${U}", suite: gym, max-connections: -1 }       | 2:50 must be a whole number, 0 or more
        { url: "${U", suite: gym }                             | 2:13 "url" of target "x" holds a variable that is not written as ${NAME}.
        { url: "${U:-x}", suite: gym }                         | 2:13 holds a variable that is not written as ${NAME}.
        { url: "mysql://db/gym", suite: gym }                  | 2:13 "url" of target "x" must begin with postgresql://
        { url: "${U}", suite: gym, guared: true }              | 2:33 unknown key "guared" in target "x". Did you mean "guarded"?
        { url: "${U}", suite: gym, password: secret }          | 2:33 A password comes from the environment
        { url: "${U}", suite: gym, window: { between: 2-4 } }  | 2:52 must be a daily window with its zone
        { url: "${U}", suite: gym, window: { between: 02:00-25:00 Europe/Athens } } | 2:52 must be a daily window with its zone
        { url: "${U}", suite: gym, tolerance: some }           | 2:44 must be a number of rows such as 100, or a share such as 5%
        { url: "${U}", suite: gym, rehearsal: { on: moon } }   | 2:50 must be one of container, embedded, clone, external
        { url: "${U}", suite: gym, rehearsal: { on: external } } | 2:44 has no "url".
        { url: "${U}", suite: gym, rehearsal: { url: "${R}" } } | 2:46 "url" of "rehearsal" of target "x" belongs to "on: external".
        { url: "${U}", suite: gym, rehearsal: { on: clone, holds-data: true } } | 2:57 belongs to "on: external".
        { url: "${U}", suite: gym, rehearsal: { on: clone, image: p } } | 2:57 belongs to "on: container".
        { url: "${U}", suite: gym, rehearsal: { waive-extensions: [] } } | 2:64 is an empty list.
        { url: "${U}", suite: gym, backup: { max-age: 1 } }    | 2:52 must be a duration
        { url: "${U}", suite: gym, guarded: true, trusted-keys: { dba: [] } } | 2:69 is an empty list.
        { url: "${U}", suite: gym, guarded: true, trusted-keys: { dba: [key] } } | 2:70 a key of role "dba" must be an Ed25519 public key
        { url: "${U}", suite: gym, trusted-keys: { dba: [MCowBQYDK2VwAyEAiojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w=] } } | 2:33 "trusted-keys" of target "x" would ask nobody
        { url: "${U}", suite: gym, guarded: true, trusted-keys: { dba: [MCowBQYDK2VwAyEAiojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w=], client: [MCowBQYDK2VwAyEAgTl3Dqh9F19Wo1Rmw0x+zMuNipG07jeiXfYPW4/Js5Q=, MCowBQYDK2VwAyEAiojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w=] } } | 2:204 a key of role "client" is one of role "dba" too.
        """)
    void aFaultyTargetIsNamedWithItsPlace(String target, String fault) {
        List<String> faults = WrittenSuite.faults(new WrittenSuite(folder).targets("targets:\n  x: " + target));
        assertThat(faults)
                .singleElement()
                .asString()
                .startsWith(fault.substring(0, fault.indexOf(' ') + 1))
                .contains(fault.substring(fault.indexOf(' ') + 1))
                .endsWith("Nothing was run.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://me:hunter2x@db/gym",
                "jdbc:postgresql://db/gym?user=me&password=hunter2x",
                "jdbc:postgresql://db/gym?pass%77ord=hunter2x",
                "host=db password=hunter2x",
                "host=db password = 'hunter2x'",
                "postgresql://me:hun/ter2x@db/gym",
                "postgresql://me:hun?ter2x@db/gym",
                "postgresql://${U}:hunter2x@db/gym",
                "postgresql://me:${P}hunter2x@db/gym",
                "jdbc:postgresql://db/gym?sslpassword=hunter2x",
            })
    void aPasswordIsRefusedAndNotRepeated(String url) {
        assertThat(WrittenSuite.faults(
                        new WrittenSuite(folder).targets("targets:\n  x: { url: \"" + url + "\", suite: gym }")))
                .singleElement()
                .asString()
                .startsWith("2:13 \"url\" of target \"x\" holds a password as it is.")
                .doesNotContain("hunter2x")
                .doesNotContain("ter2x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${DATABASE_URL}",
                "postgresql://me@db:5432/gym",
                "postgres://me:${P}@db/gym?sslmode=require",
                "jdbc:postgresql://db/gym?user=me&password=${P}",
                "postgresql://${USER}:${P}@${HOST}/gym",
                "postgresql:///gym?host=/run/postgresql",
                "postgresql://db:5432/gym?user=a@b",
                "jdbc:postgresql:gym",
            })
    void anAddressWithoutAPasswordOfItsOwnIsSound(String url) {
        assertThat(new WrittenSuite(folder).targets("targets:\n  x: { url: \"" + url + "\", suite: gym }"))
                .isInstanceOf(Reading.Sound.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        targets: {}                       | 1:10 "targets" must be a mapping with at least one key, found an empty mapping.
        target: { x: { suite: gym } }     | 1:1 unknown key "target" in the targets file. Did you mean "targets"?
        targets: { a/b: { embedded: 17, suite: gym } } | 1:12 the name (not shown, it might hold a secret) is not fit for a folder.
        targets: { x: 1, x: 2 }           | 1:18 "x" stands twice in "targets", first at
        """)
    void aFaultyFileIsNamedWithItsPlace(String text, String fault) {
        assertThat(WrittenSuite.faults(new WrittenSuite(folder).targets(text)))
                .anySatisfy(found -> assertThat(found).contains(fault));
    }

    private static Targets sound(Reading<Targets> reading) {
        if (reading instanceof Reading.Sound<Targets> sound) {
            return sound.value();
        }
        throw new AssertionError("not sound: " + WrittenSuite.faults(reading));
    }
}
