package dev.cleanslate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MavenDoorTest {

    @Nested
    class Reads {

        @Test
        void aTargetAloneAsAResetOfIt() {
            assertThat(order("TARGET_DEMO", "demo").arguments()).containsExactly("reset", "--target", "demo");
        }

        @Test
        void aTargetThatProfileAndPropertyBothNameAsOne() {
            var order = order("TARGET_DEMO", "demo", "TARGET_NAMED", "demo");
            assertThat(order.faults()).isEmpty();
            assertThat(order.arguments()).containsExactly("reset", "--target", "demo");
        }

        @Test
        void aCommandBesideItsTarget() {
            assertThat(order("TARGET_PROD", "prod", "COMMAND_PLAN", "plan").arguments())
                    .containsExactly("plan", "--target", "prod");
        }

        @Test
        void aScanOfManyTargets() {
            var order = order(
                    "COMMAND_SCAN",
                    "scan",
                    "SCAN_TARGETS",
                    "prod-*",
                    "SCAN_SHARD",
                    "3/8",
                    "SCAN_FAIL_ON",
                    "new",
                    "SCAN_SAMPLE",
                    "1000000");
            assertThat(order.faults()).isEmpty();
            assertThat(order.arguments())
                    .containsExactly(
                            "scan", "--fail-on", "new", "--sample", "1000000", "--targets", "prod-*", "--shard", "3/8");
        }

        @Test
        void everyOption() {
            var order = order(
                    "TARGET_STAGING", "staging",
                    "EXECUTE", "gym_staging",
                    "NO_REHEARSAL", "true",
                    "ANSWER", "dba=yes:Ada;ops=yes:Grace",
                    "SUITE", "gym",
                    "REPORTS", "elsewhere",
                    "SCALE", "2.5",
                    "LANG", "fr");
            assertThat(order.faults()).isEmpty();
            assertThat(String.join(" ", order.arguments()))
                    .isEqualTo("reset --target staging --execute gym_staging --no-rehearsal"
                            + " --answer dba=yes:Ada;ops=yes:Grace --suite gym"
                            + " --reports elsewhere --lang fr --scale 2.5");
        }

        @Test
        void aRunbookAndWhenTheWindowBegins() {
            var order = order(
                    "TARGET_PROD",
                    "prod",
                    "COMMAND_RUNBOOK",
                    "runbook",
                    "RUNBOOK_AT",
                    "2026-12-01T22:00+01:00",
                    "RUNBOOK_OUT",
                    "window");
            assertThat(order.faults()).isEmpty();
            assertThat(order.arguments())
                    .containsExactly(
                            "runbook", "--target", "prod", "--at", "2026-12-01T22:00+01:00", "--out", "window");
        }

        @Test
        void goingLiveByTheNameOfTheDatabase() {
            var order = order("TARGET_PROD", "prod", "COMMAND_CERTIFY", "certify", "CERTIFY_GO_LIVE", "gym-prod");
            assertThat(order.faults()).isEmpty();
            assertThat(order.arguments())
                    .containsExactly("certify", "--target", "prod", "--go-live", "--execute", "gym-prod");
        }

        @Test
        void notGivenAsNothing() {
            var order = order("TARGET_DEMO", "demo", "EXECUTE", MavenDoor.NOT_GIVEN);
            assertThat(order.arguments()).containsExactly("reset", "--target", "demo");
        }
    }

    @Nested
    class Refuses {

        @Test
        void twoTargetsNamingBoth() {
            assertThat(order("TARGET_DEMO", "demo", "TARGET_NAMED", "prod").faults())
                    .singleElement()
                    .asString()
                    .contains("2 targets (demo, prod)", "Nothing was run.");
        }

        @Test
        void anOptionOfAScanThatIsNone() {
            assertThat(order("TARGET_PROD", "prod", "SCAN_FAIL_ON", "new").faults())
                    .singleElement()
                    .asString()
                    .contains("-Dscan.fail-on belongs to a scan", "Nothing was run.");
        }

        @Test
        void goingLiveBesideAnythingButACertification() {
            assertThat(order("TARGET_PROD", "prod", "CERTIFY_GO_LIVE", "gym-prod")
                            .faults())
                    .singleElement()
                    .asString()
                    .contains("-Dcertify.go-live belongs to a certification", "Add -Pcertify", "Nothing was run.");
            assertThat(order("TARGET_PROD", "prod", "COMMAND_RUNBOOK", "runbook", "CERTIFY_GO_LIVE", "gym-prod")
                            .faults())
                    .hasSize(1);
        }

        @Test
        void everythingThatIsWrongAtOnce() {
            assertThat(order("COMMAND_PLAN", "plan", "COMMAND_SCAN", "scan", "SUITE", "")
                            .faults())
                    .hasSize(3);
        }

        @Test
        void anOptInBesideACommandThatChangesNothing() {
            assertThat(order("TARGET_PROD", "prod", "COMMAND_PLAN", "plan", "EXECUTE", "gym")
                            .faults())
                    .singleElement()
                    .asString()
                    .contains("-Dreset.execute=gym", "-Pplan");
        }

        @Test
        void aRehearsalFlagThatIsNeitherTrueNorFalse() {
            assertThat(order("TARGET_PROD", "prod", "NO_REHEARSAL", "yes").faults())
                    .singleElement()
                    .asString()
                    .contains("-Dreset.no-rehearsal=yes");
        }
    }

    private static MavenDoor.Order order(String... pairs) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put("CLEANSLATE_DOOR_" + pairs[i], pairs[i + 1]);
        }
        return MavenDoor.read(environment);
    }
}
