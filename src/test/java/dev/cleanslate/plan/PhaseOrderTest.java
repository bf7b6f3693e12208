package dev.cleanslate.plan;

import static dev.cleanslate.plan.CatalogBuilder.tables;
import static dev.cleanslate.plan.PlanAssert.assertPlan;
import static dev.cleanslate.plan.Refusal.Kind.RULE;
import static dev.cleanslate.plan.SuiteBuilder.gym;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.CASCADE;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.NO_ACTION;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.RESTRICT;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.SET_NULL;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PhaseOrderTest {

    @Test
    void childrenComeBeforeParentsHoweverTheyAreListed() {
        assertPlan(gym().wipe("a", "b", "c")
                        .on(tables("a", "b", "c").key("b", "a", NO_ACTION).key("c", "b", RESTRICT)))
                .isSafe()
                .runs("DELETE c", "DELETE b", "DELETE a");
    }

    @Test
    void whatNoKeyOrdersStaysAsTheSuiteListsIt() {
        assertPlan(gym().wipe("c", "a", "b").on(tables("a", "b", "c")))
                .isSafe()
                .runs("DELETE c", "DELETE a", "DELETE b");
    }

    @Test
    void phasesStayAsTheSuiteListsThem() {
        assertPlan(gym().wipe("z").wipe("a").on(tables("a", "z"))).isSafe().runs("DELETE z", "DELETE a");
    }

    @Test
    void aTableThatRefersToItselfIsNoCircle() {
        assertPlan(gym().wipe("a").on(tables("a").key("a", "a", NO_ACTION)))
                .isSafe()
                .runs("DELETE a");
    }

    @Nested
    class Circles {

        private final CatalogBuilder two =
                tables("a", "b").key("a", "b", NO_ACTION, k -> k.notNull()).key("b", "a", NO_ACTION, k -> k.notNull());

        @Test
        void areEmptiedByOneTruncate() {
            assertPlan(gym().wipe("a", "b").on(two))
                    .isSafe()
                    .runs("TRUNCATE a, b")
                    .reasons("a", "a → b (a_b_fk) → a (b_a_fk)", "one TRUNCATE");
        }

        @Test
        void takeAlongWhatRefersToThem() {
            assertPlan(gym().wipe("c", "a", "b").on(two.and("c").key("c", "a", NO_ACTION)))
                    .isSafe()
                    .runs("TRUNCATE c, a, b");
        }

        @Test
        void ofThreeAreOneTruncateToo() {
            assertPlan(gym().wipe("a", "b", "c")
                            .on(tables("a", "b", "c")
                                    .key("a", "b", NO_ACTION)
                                    .key("b", "c", RESTRICT)
                                    .key("c", "a", SET_NULL)))
                    .isSafe()
                    .runs("TRUNCATE a, b, c");
        }

        @Test
        void thatSomethingOutsideRefersToAreRefusedWithTheCircle() {
            Plan plan = gym().protect("c").wipe("a", "b").on(two.and("c").key("c", "a", NO_ACTION));

            assertPlan(plan)
                    .isRefused(
                            RULE,
                            "a → b (a_b_fk) → a (b_a_fk)",
                            "\"c\" refers to \"a\" (c_a_fk) and is protected",
                            "DEFERRABLE");
        }

        @Test
        void thatSomethingOutsideRefersToAreBrokenAtADeferrableKey() {
            CatalogBuilder deferrable = tables("a", "b", "c")
                    .key("a", "b", NO_ACTION, k -> k.deferrable())
                    .key("b", "a", NO_ACTION)
                    .key("c", "a", NO_ACTION);

            assertPlan(gym().protect("c").wipe("a", "b").on(deferrable))
                    .isSafe()
                    .runs("DEFER a_b_fk", "DELETE b", "DELETE a")
                    .reasons("a", "deferrable");
        }

        @Test
        void areNotBrokenAtADeferrableRestrict() {
            CatalogBuilder restrict = tables("a", "b", "c")
                    .key("a", "b", RESTRICT, k -> k.deferrable().notNull())
                    .key("b", "a", NO_ACTION, k -> k.notNull())
                    .key("c", "a", NO_ACTION);

            assertPlan(gym().protect("c").wipe("a", "b").on(restrict)).isRefused(RULE, "circle");
        }

        @Test
        void areBrokenWhereACascadeTakesRowsAlong() {
            CatalogBuilder cascading = tables("a", "b", "c")
                    .key("a", "b", CASCADE)
                    .key("b", "a", NO_ACTION)
                    .key("c", "a", NO_ACTION);

            assertPlan(gym().protect("c").wipe("a", "b").on(cascading)).isSafe().runs("DELETE b", "DELETE a");
        }

        @Test
        void areNotBrokenWhereTheCascadeWouldHitARowThatIsStillReferredTo() {
            // Emptying x takes rows of y along, which z refers to; and z can go only after x.
            CatalogBuilder hard = tables("x", "y", "z", "c")
                    .key("y", "x", CASCADE)
                    .key("z", "y", NO_ACTION, k -> k.notNull())
                    .key("x", "z", NO_ACTION, k -> k.notNull())
                    .key("c", "x", NO_ACTION, k -> k.notNull());

            assertPlan(gym().protect("c").wipe("x", "y", "z").on(hard)).isRefused(RULE, "circle");
        }

        @Test
        void areNotBrokenWhereOtherRowsOfTheSameTableReferToWhatTheCascadeTakes() {
            CatalogBuilder hard = tables("x", "y", "c")
                    .key("y", "x", CASCADE)
                    .key("x", "y", NO_ACTION, k -> k.notNull())
                    .key("y", "y", NO_ACTION, k -> k.notNull())
                    .key("c", "x", NO_ACTION, k -> k.notNull());

            assertPlan(gym().protect("c").wipe("x", "y").on(hard)).isRefused(RULE, "circle");
        }

        @Test
        void thatAreBrokenByDeferringDeferTheirTablesKeysToThemselvesToo() {
            CatalogBuilder own = tables("x", "y", "c")
                    .key("y", "x", CASCADE)
                    .key("x", "y", NO_ACTION)
                    .key("y", "y", NO_ACTION, k -> k.deferrable())
                    .key("c", "x", NO_ACTION);

            assertPlan(gym().protect("c").wipe("x", "y").on(own)).isSafe().runs("DEFER y_y_fk", "DELETE x", "DELETE y");
        }

        @Test
        void areBrokenAtAColumnThatTheServerSetsToNull() {
            CatalogBuilder nulling = tables("a", "b", "c")
                    .key("a", "b", SET_NULL)
                    .key("b", "a", NO_ACTION)
                    .key("c", "a", NO_ACTION);
            CatalogBuilder strict = tables("a", "b", "c")
                    .key("a", "b", SET_NULL, k -> k.notNull())
                    .key("b", "a", NO_ACTION, k -> k.notNull())
                    .key("c", "a", NO_ACTION);

            assertPlan(gym().protect("c").wipe("a", "b").on(nulling)).isSafe().runs("DELETE b", "DELETE a");
            assertPlan(gym().protect("c").wipe("a", "b").on(strict)).isRefused(RULE, "circle");
        }

        @Test
        void areBrokenAtColumnsThatMayBeNullWhereNothingElseHelps() {
            CatalogBuilder nullable = tables("a", "b", "c")
                    .key("a", "b", RESTRICT)
                    .key("b", "a", NO_ACTION, k -> k.notNull())
                    .key("c", "a", NO_ACTION);

            assertPlan(gym().protect("c").wipe("a", "b").on(nullable))
                    .isSafe()
                    .runs("FREE a.b_id", "DELETE b", "DELETE a")
                    .reasons("a", "set to null first", "a (b_id)");
            assertPlan(gym().protect("c")
                            .wipe("a", "b")
                            .on(nullable.table(
                                    "a",
                                    t -> t.rights(new dev.cleanslate.postgres.Table.Rights(
                                            true, true, true, false, true, true)))))
                    .isRefused(RULE, "UPDATE of \"a\" is not possible");
        }

        @Test
        void overTwoPhasesAreAMatterOfOrder() {
            assertPlan(gym().wipe("a").wipe("b").on(two)).isRefused(RULE, "Parents before children", "b_a_fk");
        }
    }
}
