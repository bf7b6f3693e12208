package dev.cleanslate.plan;

import static dev.cleanslate.plan.CatalogBuilder.tables;
import static dev.cleanslate.plan.PlanAssert.assertPlan;
import static dev.cleanslate.plan.Refusal.Kind.RULE;
import static dev.cleanslate.plan.SuiteBuilder.gym;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.CASCADE;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.NO_ACTION;
import static dev.cleanslate.postgres.Table.ReplicaIdentity.DEFAULT;
import static dev.cleanslate.postgres.Table.ReplicaIdentity.FULL;
import static dev.cleanslate.postgres.Table.ReplicaIdentity.NOTHING;

import dev.cleanslate.postgres.Table.Rights;
import dev.cleanslate.postgres.Trigger.Event;
import dev.cleanslate.postgres.Trigger.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EmptyingTest {

    private static final Rights NO_TRUNCATE = new Rights(false, true, true, true, true, false);
    private static final Rights NO_DELETE = new Rights(false, true, true, true, false, true);
    private static final Rights NEITHER = new Rights(false, true, true, true, false, false);

    private static CatalogBuilder large(String name) {
        return tables().table(name, t -> t.rows(5_000_000));
    }

    @Nested
    class BySize {

        @Test
        void fewRowsAreDeletedAndManyTruncated() {
            assertPlan(gym().wipe("a").on(tables("a")))
                    .isSafe()
                    .runs("DELETE a")
                    .reasons("a", "about 10 rows", "DELETE is quicker");
            assertPlan(gym().wipe("a").on(large("a")))
                    .isSafe()
                    .runs("TRUNCATE a")
                    .reasons("a", "about 5,000,000 rows");
        }

        @Test
        void bytesSpeakWhereStatisticsAreMissing() {
            assertPlan(gym().wipe("a").on(tables().table("a", t -> t.size(-1, 2_000_000_000L))))
                    .isSafe()
                    .runs("TRUNCATE a");
            assertPlan(gym().wipe("a").on(tables().table("a", t -> t.size(0, 8192))))
                    .isSafe()
                    .runs("DELETE a");
        }

        @Test
        void manyBytesWithFewRowsAreTruncatedToo() {
            assertPlan(gym().wipe("a").on(tables().table("a", t -> t.size(10, 1_000_000_000L))))
                    .isSafe()
                    .runs("TRUNCATE a");
        }

        @Test
        void aChildWithoutAnIndexIsAReasonToTruncate() {
            CatalogBuilder indexed = tables().table("p", t -> t.rows(200))
                    .table("c", t -> t.rows(900))
                    .key("c", "p", NO_ACTION);
            CatalogBuilder bare = tables().table("p", t -> t.rows(200))
                    .table("c", t -> t.rows(900))
                    .key("c", "p", NO_ACTION, k -> k.unindexed());

            assertPlan(gym().wipe("p", "c").on(indexed)).isSafe().runs("DELETE c", "DELETE p");
            assertPlan(gym().wipe("p", "c").on(bare)).isSafe().runs("TRUNCATE c, p");
        }

        @Test
        void aChildWithoutAnIndexGetsOneForTheTime() {
            CatalogBuilder catalog =
                    large("p").table("c", t -> t.rows(2_000_000)).key("c", "p", NO_ACTION, k -> k.unindexed());

            assertPlan(gym().protect("c").wipe("p").on(catalog))
                    .isSafe()
                    .runs("INDEX c (p_id); DELETE p")
                    .reasons("p", "temporary index on c (p_id), as c_p_fk has none");
        }

        @Test
        void aChildWithoutAnIndexIsWarnedOfWhereOnlyItsOwnerCouldMakeOne() {
            CatalogBuilder catalog = large("p")
                    .table(
                            "c",
                            t -> t.rows(2_000_000)
                                    .rights(new dev.cleanslate.postgres.Table.Rights(
                                            false, true, true, true, true, true)))
                    .key("c", "p", NO_ACTION, k -> k.unindexed());

            assertPlan(gym().protect("c").wipe("p").on(catalog))
                    .isSafe()
                    .warns("c_p_fk has no index", "CREATE INDEX ON \"public\".\"c\" (\"p_id\")");
        }
    }

    @Nested
    class Closure {

        @Test
        void everythingThatRefersIsInTheSameTruncate() {
            CatalogBuilder catalog =
                    large("p").and("c", "d", "lone").key("c", "p", CASCADE).key("d", "c", NO_ACTION);

            assertPlan(gym().wipe("p", "lone", "c", "d").on(catalog))
                    .isSafe()
                    .runs("TRUNCATE d, c, p", "DELETE lone")
                    .reasons("d", "refers to \"p\", which is truncated");
        }

        @Test
        void aLargeChildIsTruncatedWithoutItsParent() {
            assertPlan(gym().wipe("p", "c").on(large("c").and("p").key("c", "p", NO_ACTION)))
                    .isSafe()
                    .runs("TRUNCATE c", "DELETE p");
        }

        @Test
        void whatAnEarlierPhaseEmptiedIsNamedAgain() {
            CatalogBuilder catalog = large("p").and("c").key("c", "p", NO_ACTION);

            assertPlan(gym().wipe("c").wipe("p").on(catalog))
                    .isSafe()
                    .runs("DELETE c", "TRUNCATE c, p")
                    .reasons("p", "names \"c\" of an earlier phase again");
        }

        @Test
        void whatAScriptMayHaveFilledSinceIsNotTruncatedAgain() {
            CatalogBuilder catalog = large("p").and("c").key("c", "p", NO_ACTION);

            assertPlan(gym().wipe("c").script("seed.sql").wipe("p").on(catalog))
                    .isSafe()
                    .runs("DELETE c", "SCRIPT seed.sql", "DELETE p")
                    .reasons("p", "a script may have filled it again");
        }

        @Test
        void aKeyThatEnforcesNothingStillForbidsTruncate() {
            CatalogBuilder catalog = large("p").and("c").key("c", "p", NO_ACTION, k -> k.notEnforced());

            assertPlan(gym().ignore("c").wipe("p").on(catalog)).isSafe().runs("DELETE p");
        }

        @Test
        void aMiddlingParentIsDeletedFromWhereItsTruncateWouldNameVeryManyTables() {
            CatalogBuilder catalog = tables().table("p", t -> t.rows(2_000));
            List<String> chain = new ArrayList<>(List.of("p"));
            for (int i = 0; i < 40; i++) {
                catalog.and("c" + i).key("c" + i, chain.get(i), NO_ACTION);
                chain.add("c" + i);
            }

            assertPlan(gym().wipe("p").on(tables().table("p", t -> t.rows(2_000))))
                    .runs("TRUNCATE p");
            assertPlan(gym().wipe(chain.toArray(String[]::new)).on(catalog))
                    .isSafe()
                    .reasons("p", "a TRUNCATE of all 41 tables")
                    .reasons("c0", "DELETE");
        }

        @Test
        void heirsAreInTheSameTruncate() {
            assertPlan(gym().wipe("p", "h").on(large("p").table("h", t -> t.inherits("p"))))
                    .isSafe()
                    .runs("TRUNCATE h, p");
        }
    }

    @Nested
    class Obstructed {

        @Test
        void aMissingRightLeavesTheOtherWay() {
            assertPlan(gym().wipe("a").on(large("a").table("a", t -> t.rights(NO_TRUNCATE))))
                    .isSafe()
                    .runs("DELETE a");
            assertPlan(gym().wipe("a").on(tables().table("a", t -> t.rights(NO_DELETE))))
                    .isSafe()
                    .runs("TRUNCATE a");
            assertPlan(gym().wipe("a").on(tables().table("a", t -> t.rights(NEITHER))))
                    .isRefused(RULE, "GRANT DELETE ON \"public\".\"a\" TO \"operator\"", "GRANT TRUNCATE");
        }

        @Test
        void aDeleteTriggerThatStaysOnIsNotSkipped() {
            CatalogBuilder catalog = large("a").trigger("a", "archive", State.ENABLED, Event.DELETE);

            assertPlan(gym().wipe("a").on(catalog))
                    .isSafe()
                    .runs("DELETE a")
                    .reasons("a", "skip trigger archive")
                    .warns("archive fires");
            assertPlan(gym().disable("archive").wipe("a").on(catalog))
                    .isSafe()
                    .runs("TRUNCATE a")
                    .warnsOfNothing();
        }

        @Test
        void aTriggerThatIsOffOrOfReplicasOnlyDoesNotCount() {
            for (State state : new State[] {State.DISABLED, State.REPLICA}) {
                assertPlan(gym().wipe("a").on(large("a").trigger("a", "archive", state, Event.DELETE)))
                        .isSafe()
                        .runs("TRUNCATE a");
            }
        }

        @Test
        void aRuleOnDeleteForcesTruncate() {
            CatalogBuilder catalog =
                    tables().table("a", t -> t.rule("CREATE RULE r AS\n    ON DELETE TO public.a DO INSTEAD NOTHING;"));

            assertPlan(gym().wipe("a").on(catalog)).isSafe().runs("TRUNCATE a").reasons("a", "rule ON DELETE");
            assertPlan(gym().protect("c").wipe("a").on(catalog.and("c").key("c", "a", NO_ACTION)))
                    .isRefused(RULE, "rule ON DELETE", "\"c\" refers to \"a\"");
        }

        @Test
        void aRuleThatIsDisabledDoesNotCount() {
            String rule = "CREATE RULE r AS\n    ON DELETE TO public.a DO INSTEAD NOTHING; DISABLED";

            assertPlan(gym().wipe("a").on(tables().table("a", t -> t.rule(rule))))
                    .isSafe()
                    .runs("DELETE a");
        }

        @Test
        void aPublishedTableWithoutIdentityIsTruncated() {
            assertPlan(gym().wipe("a").on(tables().table("a", t -> t.published(NOTHING))))
                    .isSafe()
                    .runs("TRUNCATE a");
            assertPlan(gym().wipe("a")
                            .on(tables().table("a", t -> t.published(DEFAULT).noPrimaryKey())))
                    .isSafe()
                    .runs("TRUNCATE a");
            assertPlan(gym().wipe("a").on(tables().table("a", t -> t.published(DEFAULT))))
                    .isSafe()
                    .runs("DELETE a");
            assertPlan(gym().wipe("a")
                            .on(tables().table("a", t -> t.published(FULL).noPrimaryKey())))
                    .isSafe()
                    .runs("DELETE a");
        }

        @Test
        void whatNeitherWayCanEmptyIsRefusedWithBothReasons() {
            CatalogBuilder catalog =
                    tables().table("a", t -> t.published(NOTHING)).trigger("a", "archive", State.ALWAYS, Event.DELETE);

            assertPlan(gym().wipe("a").on(catalog)).isRefused(RULE, "replica identity", "skip trigger archive");
        }

        @Test
        void rowsThatASecurityPolicyHidesAreARefusal() {
            assertPlan(gym().wipe("a").on(tables().table("a", t -> t.blind()))).isRefused(RULE, "row-level security");
            assertPlan(gym().protect("a").on(tables().table("a", t -> t.blind())))
                    .isRefused(RULE, "row-level security");
            assertPlan(gym().ignore("a").on(tables().table("a", t -> t.blind())))
                    .isSafe();
        }

        @Test
        void aProtectedTableMustBeReadable() {
            Rights none = new Rights(false, false, false, false, false, false);

            assertPlan(gym().protect("a").on(tables().table("a", t -> t.rights(none))))
                    .isRefused(RULE, "GRANT SELECT ON");
        }
    }
}
