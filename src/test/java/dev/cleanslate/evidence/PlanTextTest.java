package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.Proof;
import dev.cleanslate.plan.Refusal;
import dev.cleanslate.plan.Subjects;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlanTextTest {

    private static String text(Plan plan, boolean color) {
        return PlanText.of(plan, "ab12".repeat(16), "ef56".repeat(16), color);
    }

    @Nested
    class Prints {

        @Test
        void aPlanThatCanRun() throws IOException {
            Golden.assertMatches("plan.txt", text(GymPlan.plan(List.of()), false));
        }

        @Test
        void aRefusedPlanWithEveryReason() throws IOException {
            Golden.assertMatches("refused-plan.txt", text(GymPlan.plan(GymPlan.twoRefusals()), false));
        }

        @Test
        void oneReasonInTheSingular() {
            assertThat(text(GymPlan.plan(List.of(GymPlan.twoRefusals().get(0))), false))
                    .endsWith("\nRefused: 1 reason. Nothing was changed.\n");
        }

        @Test
        void colourOnlyWhereItIsWanted() {
            String plain = text(GymPlan.plan(GymPlan.twoRefusals()), false);
            String coloured = text(GymPlan.plan(GymPlan.twoRefusals()), true);

            assertThat(plain).doesNotContain("\u001b");
            assertThat(coloured)
                    .contains("\u001b[31m")
                    .satisfies(t ->
                            assertThat(t.replaceAll("\u001b\\[[0-9]+m", "")).isEqualTo(plain));
        }

        @Test
        void thatAProtectedTableIsReached() {
            Plan plan = GymPlan.plan(List.of());
            Proof.Reach reach = new Proof.Reach(GymPlan.table("users"), "fk", "SET NULL", GymPlan.table("lessons"));
            Plan reaching = new Plan(
                    plan.suite(),
                    plan.database(),
                    plan.serverVersion(),
                    plan.phases(),
                    plan.tables(),
                    plan.triggers(),
                    plan.sequences(),
                    plan.refresh(),
                    new Proof(2, 1, List.of(reach)),
                    Subjects.NONE,
                    Optional.empty(),
                    List.of(),
                    GymPlan.twoRefusals(),
                    Optional.empty());

            assertThat(text(reaching, false))
                    .contains("reaches protected lessons.")
                    .doesNotContain("reaches no protected");
        }

        @Test
        void namesThatTryToTakeOverTheTerminalHarmlessly() {
            String hostile = "x\u001b]0;owned\u0007\u202e\r\n fake line";
            Plan plan = GymPlan.plan(List.of(new Refusal(Refusal.Kind.RULE, GymPlan.place(1), hostile)));
            Plan named = new Plan(
                    hostile,
                    hostile,
                    hostile,
                    plan.phases(),
                    plan.tables(),
                    plan.triggers(),
                    List.of(GymPlan.table(hostile)),
                    plan.refresh(),
                    plan.proof(),
                    Subjects.NONE,
                    Optional.empty(),
                    List.of(hostile),
                    plan.refusals(),
                    Optional.empty());

            assertThat(text(named, false))
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\n]]")
                    .doesNotContainPattern("(?m)^ fake line");
        }
    }
}
