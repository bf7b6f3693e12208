package dev.cleanslate.plan;

import static dev.cleanslate.plan.CatalogBuilder.tables;
import static dev.cleanslate.plan.PlanAssert.assertPlan;
import static dev.cleanslate.plan.Refusal.Kind.RULE;
import static dev.cleanslate.plan.SuiteBuilder.gym;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.CASCADE;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.NO_ACTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Answers;
import dev.cleanslate.postgres.Question;
import dev.cleanslate.postgres.Trigger.Event;
import dev.cleanslate.postgres.Trigger.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ThinningTest {

    private static CatalogBuilder large() {
        return tables().table("events", t -> t.rows(1_000_000).generated("day"));
    }

    @Nested
    class Survivors {

        @Test
        void arePutAsideWhereTheyAreFew() {
            assertPlan(gym().keepRows("events", "pinned").on(large()))
                    .isSafe()
                    .runs("SURVIVORS events [id]")
                    .reasons("events", "put aside");
        }

        @Test
        void areLeftInPlaceWhereTheyAreMany() {
            SuiteBuilder suite = gym().keepRows("events", "pinned");
            Map<Question, Optional<String>> answers = new LinkedHashMap<>();
            Planner.questions(suite.read(), large().read())
                    .forEach(q ->
                            answers.put(q, Optional.of("more stay").filter(any -> q instanceof Question.FewStay)));

            assertPlan(Planner.plan(suite.read(), large().read(), new Answers(answers)))
                    .isSafe()
                    .runs("DELETE events BUT pinned");
        }

        @Test
        void areLeftInPlaceWhereAnybodyRefersToThemOrWouldSeeIt() {
            assertPlan(gym().wipe("notes")
                            .keepRows("events", "pinned")
                            .on(large().and("notes").key("notes", "events", NO_ACTION)))
                    .runs("DELETE notes", "DELETE events BUT pinned");
            assertPlan(gym().keepRows("events", "pinned")
                            .on(large().trigger("events", "counted", State.ENABLED, Event.INSERT)))
                    .runs("DELETE events BUT pinned");
        }

        @Test
        void changeNothingThatAPlanIsBoundTo() {
            assertThat(gym().keepRows("events", "pinned").on(large()).bound())
                    .isEqualTo(gym().keepRows("events", "pinned")
                            .on(tables("events"))
                            .bound());
        }
    }

    @Test
    void aCascadeThroughAKeyWithoutAnIndexGetsOneForTheTimeHoweverFarDown() {
        CatalogBuilder catalog = tables().table("users", t -> t.rows(1_000_000))
                .table("sessions", t -> t.rows(2_000_000))
                .table("clicks", t -> t.rows(2_000_000))
                .key("sessions", "users", CASCADE, k -> k.unindexed())
                .key("clicks", "sessions", CASCADE, k -> k.unindexed());

        assertPlan(gym().keepRows(Map.of("users", "true"), "sessions", "clicks").on(catalog))
                .isSafe()
                .runs("INDEX sessions (users_id); INDEX clicks (sessions_id); DELETE users BUT true");
    }

    @Test
    void aCircleIsBrokenOrRefused() {
        CatalogBuilder nullable = tables("a", "b").key("a", "b", NO_ACTION).key("b", "a", NO_ACTION, k -> k.notNull());
        CatalogBuilder strict =
                tables("a", "b").key("a", "b", NO_ACTION, k -> k.notNull()).key("b", "a", NO_ACTION, k -> k.notNull());
        Map<String, String> kept = new LinkedHashMap<>(Map.of("a", "id < 3"));
        kept.put("b", "id < 3");

        assertPlan(gym().keepRows(kept).on(nullable))
                .isSafe()
                .runs("FREE a.b_id", "DELETE b BUT id < 3", "DELETE a BUT id < 3");
        assertPlan(gym().keepRows(kept).on(strict)).isRefused(RULE, "circle of keys", "DEFERRABLE");
    }
}
