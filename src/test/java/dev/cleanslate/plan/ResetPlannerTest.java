package dev.cleanslate.plan;

import static dev.cleanslate.plan.CatalogBuilder.name;
import static dev.cleanslate.plan.CatalogBuilder.tables;
import static dev.cleanslate.plan.PlanAssert.assertPlan;
import static dev.cleanslate.plan.Refusal.Kind.RULE;
import static dev.cleanslate.plan.Refusal.Kind.USAGE;
import static dev.cleanslate.plan.SuiteBuilder.gym;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.CASCADE;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.NO_ACTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.api.Action.Value;
import dev.cleanslate.postgres.Answers;
import dev.cleanslate.postgres.Question;
import dev.cleanslate.postgres.Table.ReplicaIdentity;
import dev.cleanslate.postgres.Table.Rights;
import dev.cleanslate.postgres.Trigger.Event;
import dev.cleanslate.postgres.Trigger.State;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ResetPlannerTest {

    private final CatalogBuilder catalog = tables().table(
                    "restaurants",
                    t -> t.column("balance", "numeric(10,2)", true)
                            .column("note", "text", false)
                            .generated("total")
                            .identity("serial_no"));

    @Nested
    class Values {

        @Test
        void aLiteralIsQuotedAndLeftToTheServerToRead() {
            assertPlan(gym().reset("restaurants", "balance", "0").on(catalog))
                    .isSafe()
                    .runs("UPDATE restaurants SET balance = '0'");
            assertPlan(gym().reset("restaurants", "note", "it's").on(catalog))
                    .runs("UPDATE restaurants SET note = 'it''s'");
            assertPlan(gym().reset("restaurants", "note", "a\\b").on(catalog))
                    .runs("UPDATE restaurants SET note = E'a\\\\b'");
        }

        @Test
        void aLiteralIsAskedForInItsColumn() {
            SuiteBuilder suite = gym().reset("restaurants", "balance", "zero");

            assertThat(Planner.questions(suite.read(), catalog.read()))
                    .containsExactly(new Question.LiteralFits(name("restaurants"), "balance", "zero"));
            assertPlan(suite.against(catalog, "invalid input syntax"))
                    .isRefused(USAGE, "column \"balance\" to \"zero\"", "numeric(10,2)", "invalid input syntax");
        }

        @Test
        void aQuestionThatNobodyAskedIsNoYes() {
            Plan plan = Planner.plan(gym().reset("restaurants", "balance", "0").read(), catalog.read(), Answers.NONE);

            assertPlan(plan).isRefused(USAGE, "the server was not asked");
        }

        @Test
        void nullIsNoValueOfANotNullColumn() {
            assertPlan(gym().reset("restaurants", "note", null).on(catalog))
                    .isSafe()
                    .runs("UPDATE restaurants SET note = NULL");
            assertPlan(gym().reset("restaurants", "balance", null).on(catalog)).isRefused(USAGE, "NOT NULL");
        }

        @Test
        void anExpressionIsAskedForInItsUpdate() {
            SuiteBuilder suite =
                    gym().reset("restaurants", "note", new Value.Expression("now()::text -- today"), "id > 5");

            assertThat(Planner.questions(suite.read(), catalog.read()))
                    .containsExactly(
                            new Question.Parses(
                                    "UPDATE \"public\".\"restaurants\" SET \"note\" = (now()::text -- today\n)"),
                            new Question.Parses("SELECT FROM \"public\".\"restaurants\" WHERE (id > 5\n)"));
            assertPlan(suite.against(catalog, "syntax error"))
                    .says(USAGE, "expression for column \"note\"")
                    .says(USAGE, "where (id > 5)");
        }

        @Test
        void anExpressionSmugglesNothing() {
            for (String evil :
                    new String[] {"1); drop table restaurants; --", "1), balance = (2", "1; select 2", "'", "(1", ""}) {
                assertPlan(gym().reset("restaurants", "note", new Value.Expression(evil), null)
                                .on(catalog))
                        .isRefused(USAGE, "is not an SQL expression");
                assertPlan(gym().reset("restaurants", "note", new Value.Literal("x"), evil)
                                .on(catalog))
                        .isRefused(USAGE, "but where");
            }
        }
    }

    @Nested
    class Columns {

        @Test
        void thatAreNotThereAreRefusedWithTheNearest() {
            assertPlan(gym().reset("restaurants", "ballance", "0").on(catalog))
                    .isRefused(USAGE, "column \"ballance\"", "Did you mean \"balance\"?");
        }

        @Test
        void thatTheServerFillsAreRefused() {
            assertPlan(gym().reset("restaurants", "total", "0").on(catalog)).isRefused(RULE, "generated");
            assertPlan(gym().reset("restaurants", "serial_no", "0").on(catalog)).isRefused(RULE, "IDENTITY");
        }

        @Test
        void thatOtherRowsReferToAreRefused() {
            catalog.and("menus")
                    .key(
                            "menus",
                            "restaurants",
                            NO_ACTION,
                            k -> k.parentColumn("note").onUpdate(CASCADE));

            assertPlan(gym().ignore("menus").reset("restaurants", "note", "x").on(catalog))
                    .isRefused(RULE, "\"menus\" refer to it through menus_restaurants_fk (ON UPDATE CASCADE)");
        }

        @Test
        void thatDecideThePartitionAreRefused() {
            CatalogBuilder parted = tables().table(
                            "log",
                            t -> t.partitioned("RANGE (made_at)")
                                    .column("made_at", "date", true)
                                    .column("made", "text", false));

            assertPlan(gym().reset("log", "made_at", "2026-01-01").on(parted)).isRefused(RULE, "decides the partition");
            assertPlan(gym().reset("log", "made", "x").on(parted)).isSafe();
        }
    }

    @Nested
    class Tables {

        @Test
        void thatMayNotBeUpdatedAreRefused() {
            catalog.table("restaurants", t -> t.rights(new Rights(false, true, true, false, true, true)));

            assertPlan(gym().reset("restaurants", "note", "x").on(catalog)).isRefused(RULE, "GRANT UPDATE");
        }

        @Test
        void thatAPublicationCouldNotFollowAreRefused() {
            catalog.table("restaurants", t -> t.published(ReplicaIdentity.NOTHING));

            assertPlan(gym().reset("restaurants", "note", "x").on(catalog))
                    .isRefused(RULE, "publication everything", "REPLICA IDENTITY FULL");
        }

        @Test
        void whoseTriggersFireAreWarnedOf() {
            catalog.trigger("restaurants", "touch", State.ENABLED, Event.UPDATE);

            assertPlan(gym().reset("restaurants", "note", "x").on(catalog))
                    .isSafe()
                    .warns("Trigger touch fires");
            assertPlan(gym().disable("touch").reset("restaurants", "note", "x").on(catalog))
                    .isSafe()
                    .warnsOfNothing();
        }
    }
}
