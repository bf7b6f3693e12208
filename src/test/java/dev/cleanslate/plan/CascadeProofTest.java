package dev.cleanslate.plan;

import static dev.cleanslate.plan.CatalogBuilder.tables;
import static dev.cleanslate.plan.PlanAssert.assertPlan;
import static dev.cleanslate.plan.Refusal.Kind.RULE;
import static dev.cleanslate.plan.SuiteBuilder.gym;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.CASCADE;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.NO_ACTION;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.RESTRICT;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.SET_DEFAULT;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.SET_NULL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.ForeignKey.OnDelete;
import dev.cleanslate.postgres.Question;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CascadeProofTest {

    @Nested
    class Protected {

        @Test
        void tablesAreReachedByNoCascade() {
            Plan plan = gym().protect("lessons")
                    .wipe("users")
                    .on(tables("users", "lessons").key("lessons", "users", CASCADE));

            assertPlan(plan)
                    .isRefused(
                            RULE,
                            "phase \"P0\" wipes \"users\", which would delete rows of \"lessons\" (protected",
                            "users → lessons (lessons_users_fk, ON DELETE CASCADE)");
        }

        @Test
        void tablesAreReachedByNoSetNullOrSetDefault() {
            for (OnDelete action : List.of(SET_NULL, SET_DEFAULT)) {
                assertPlan(gym().protect("lessons")
                                .wipe("users")
                                .on(tables("users", "lessons").key("lessons", "users", action)))
                        .isRefused(
                                RULE,
                                "change rows of \"lessons\"",
                                "ON DELETE " + action.name().replace('_', ' '));
            }
        }

        @Test
        void tablesAreReachedThroughNoIgnoredOne() {
            Plan plan = gym().protect("lessons")
                    .ignore("sessions")
                    .wipe("users")
                    .on(tables("users", "sessions", "lessons")
                            .key("sessions", "users", CASCADE)
                            .key("lessons", "sessions", SET_NULL));

            assertPlan(plan)
                    .says(RULE, "\"sessions\" (ignored")
                    .says(
                            RULE,
                            "users → sessions (sessions_users_fk, ON DELETE CASCADE) → lessons (lessons_sessions_fk, ON DELETE SET NULL)");
            assertThat(plan.refusals()).hasSize(2);
        }

        @Test
        void tablesAreReachedThroughNoTableOutsideTheSchemas() {
            Plan plan = gym().schemas("public")
                    .protect("lessons")
                    .wipe("users")
                    .on(tables("users", "lessons", "crm.sync")
                            .key("crm.sync", "users", CASCADE)
                            .key("lessons", "crm.sync", CASCADE));

            assertPlan(plan)
                    .says(RULE, "\"crm.sync\" (outside the suite's schemas)")
                    .says(RULE, "\"lessons\" (protected");
        }

        @Test
        void tablesAtTheEndOfADiamondAreNamedOncePerKeyThatLeadsThere() {
            Plan plan = gym().protect("d")
                    .ignore("b", "c")
                    .wipe("a")
                    .on(tables("a", "b", "c", "d")
                            .key("b", "a", CASCADE)
                            .key("c", "a", CASCADE)
                            .key("d", "b", CASCADE)
                            .key("d", "c", SET_NULL));

            assertPlan(plan).says(RULE, "a → b", "→ d (d_b_fk").says(RULE, "a → c", "→ d (d_c_fk");
            assertThat(plan.refusals()).hasSize(4);
        }

        @Test
        void tablesAreReachedByOnUpdateOfWhatAnOnDeleteChanged() {
            Plan plan = gym().protect("lessons")
                    .ignore("sessions")
                    .wipe("users")
                    .on(tables("users", "sessions", "lessons")
                            .key("sessions", "users", SET_NULL)
                            .key(
                                    "lessons",
                                    "sessions",
                                    NO_ACTION,
                                    k -> k.parentColumn("users_id").onUpdate(CASCADE)));

            assertPlan(plan).says(RULE, "\"lessons\" (protected", "lessons_sessions_fk, ON UPDATE CASCADE");
        }

        @Test
        void tablesBehindASetNullOfAnotherColumnAreSafe() {
            Plan plan = gym().protect("lessons")
                    .wipe("users")
                    .ignore("sessions")
                    .on(tables("users", "sessions", "lessons")
                            .key("sessions", "users", SET_NULL)
                            .key("lessons", "sessions", CASCADE));

            assertPlan(plan).isRefused(RULE, "\"sessions\"");
        }

        @Test
        void tablesThatOnlyPointElsewhereAreSafe() {
            Plan plan = gym().protect("lessons")
                    .wipe("bookings")
                    .on(tables("bookings", "lessons").key("bookings", "lessons", CASCADE));

            assertPlan(plan).isSafe();
        }
    }

    @Nested
    class Wiped {

        private final CatalogBuilder catalog = tables("users", "sessions").key("sessions", "users", CASCADE);

        @Test
        void childrenMayBeReachedInTheSameOrALaterPhase() {
            assertPlan(gym().wipe("users", "sessions").on(catalog)).isSafe().warnsOfNothing();
            assertPlan(gym().wipe("sessions").wipe("users").on(catalog))
                    .isSafe()
                    .warnsOfNothing();
        }

        @Test
        void childrenAreNotReachedBeforeTheirPhase() {
            assertPlan(gym().wipe("users").wipe("sessions").on(catalog))
                    .isRefused(
                            RULE,
                            "before phase \"P1\" comes to it",
                            "move \"sessions\" to the same or an earlier phase");
        }

        @Test
        void rowsMayGoByACascadeFromTheirOwnTable() {
            assertPlan(gym().wipe("users").on(tables("users").key("users", "users", CASCADE)))
                    .isSafe();
        }

        @Test
        void keysThatAResetNulledBeforeLeadNowhere() {
            CatalogBuilder nulled = tables("users", "trainers").key("trainers", "users", SET_NULL);

            assertPlan(gym().reset("trainers", "users_id", null).wipe("users").on(nulled))
                    .isSafe();
            assertPlan(gym().wipe("users").reset("trainers", "users_id", null).on(nulled))
                    .isRefused(RULE, "\"trainers\" (reset");
            assertPlan(gym().reset("trainers", "users_id", null)
                            .script("fill.sql")
                            .wipe("users")
                            .on(nulled))
                    .isRefused(RULE, "\"trainers\" (reset");
        }
    }

    @Test
    void theProofListsHowFarTheWalkWent() {
        Plan plan = gym().wipe("a", "b", "c")
                .on(tables("a", "b", "c")
                        .key("b", "a", CASCADE)
                        .key("c", "b", SET_NULL)
                        .key("c", "a", NO_ACTION));

        assertThat(plan.proof().tablesWalked()).isEqualTo(3);
        assertThat(plan.proof().keysWalked()).isEqualTo(3);
        assertThat(plan.proof().reaches())
                .containsExactly(
                        new Proof.Reach(
                                CatalogBuilder.name("a"), "b_a_fk", "ON DELETE CASCADE", CatalogBuilder.name("b")),
                        new Proof.Reach(
                                CatalogBuilder.name("b"), "c_b_fk", "ON DELETE SET NULL", CatalogBuilder.name("c")));
    }

    @Nested
    class BlockingReference {

        private final CatalogBuilder catalog = tables("users", "invoices").key("invoices", "users", RESTRICT);
        private final SuiteBuilder suite = gym().protect("invoices").wipe("users");

        @Test
        void isAskedForWhereAChildStays() {
            assertThat(Planner.questions(suite.read(), catalog.read()))
                    .containsExactly(new Question.NoneRefer(CatalogBuilder.name("invoices"), List.of("users_id")));
        }

        @Test
        void blocksThePlanWithWhatWouldFreeIt() {
            assertPlan(suite.against(catalog, "3 rows refer, 7 for one"))
                    .isRefused(
                            RULE,
                            "\"invoices\" (protected)",
                            "invoices_users_fk (users_id): 3 rows refer, 7 for one",
                            "wipe \"invoices\"",
                            "invoices: { users_id: null }",
                            "Keep those rows of \"users\" too");
        }

        @Test
        void isNoObstacleWhereNoRowRefersButThenTruncateIsNoWay() {
            catalog.table("users", t -> t.rows(5_000_000));

            assertPlan(suite.on(catalog))
                    .isSafe()
                    .warns("invoices_users_fk")
                    .runs("DELETE users")
                    .reasons("users", "\"invoices\" refers to \"users\" (invoices_users_fk) and is protected");
        }

        @Test
        void isNotToBeNulledWhereTheColumnIsNotNull() {
            CatalogBuilder strict = tables("users", "invoices").key("invoices", "users", NO_ACTION, k -> k.notNull());

            assertThat(suite.against(strict, "1 row refers").refusals())
                    .singleElement()
                    .asString()
                    .doesNotContain("to null");
        }

        @Test
        void isFreedByAResetThatComesBefore() {
            SuiteBuilder nulling = gym().reset("invoices", "users_id", null).wipe("users");

            assertPlan(nulling.against(catalog, "3 rows refer")).isSafe();
        }

        @Test
        void isAMatterOfOrderWhereTheChildIsWipedLater() {
            assertPlan(gym().wipe("users").wipe("invoices").on(catalog))
                    .isRefused(RULE, "before phase \"P1\" wipes \"invoices\"", "Parents before children");
        }

        @Test
        void isOnlyWarnedOfWhereTheKeyIsNotEnforced() {
            CatalogBuilder loose = tables("users", "invoices").key("invoices", "users", CASCADE, k -> k.notEnforced());

            assertPlan(suite.on(loose)).isSafe().warns("NOT ENFORCED", "invoices_users_fk");
        }
    }
}
