package dev.cleanslate.plan;

import static dev.cleanslate.plan.CatalogBuilder.tables;
import static dev.cleanslate.plan.PlanAssert.assertPlan;
import static dev.cleanslate.plan.Refusal.Kind.RULE;
import static dev.cleanslate.plan.Refusal.Kind.USAGE;
import static dev.cleanslate.plan.SuiteBuilder.gym;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.CASCADE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Table.Kind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FatesTest {

    @Nested
    class Naming {

        @Test
        void anUnknownTableIsRefusedWithTheNearestAndItsPlace() {
            Plan plan = gym().wipe("user_profile").on(tables("user_profiles"));

            assertPlan(plan)
                    .isRefused(
                            USAGE,
                            "gym.yaml:1:3: phase \"P0\" wipes \"user_profile\", but no such table exists in gym_prod."
                                    + " Did you mean \"user_profiles\"? Nothing was changed.");
        }

        @Test
        void aMisspeltNameDoesNotMakeTheMeantTableAnUnclassifiedOne() {
            assertThat(gym().wipe("user_profile").on(tables("user_profiles")).refusals())
                    .hasSize(1);
        }

        @Test
        void aNameThatResemblesNothingGetsNoSuggestion() {
            assertThat(gym().ignore("a")
                            .wipe("wholly_different")
                            .on(tables("a"))
                            .refusals())
                    .singleElement()
                    .asString()
                    .doesNotContain("Did you mean");
        }

        @Test
        void aBareNameThatTwoSchemasHaveIsRefused() {
            Plan plan = gym().wipe("users").ignore("public.users", "crm.users").on(tables("users", "crm.users"));

            assertPlan(plan).isRefused(USAGE, "crm.users or public.users", "Write it with its schema");
        }

        @Test
        void equalNamesInTwoSchemasHaveFatesOfTheirOwn() {
            Plan plan = gym().protect("crm.users").wipe("public.users").on(tables("users", "crm.users"));

            assertPlan(plan).isSafe().gives("users", Fate.WIPE).gives("crm.users", Fate.PROTECT);
        }

        @Test
        void aBareNameIsFoundInASchemaThatIsNotPublic() {
            assertPlan(gym().wipe("users").on(tables("crm.users"))).isSafe().runs("DELETE crm.users");
        }

        @Test
        void aBareNameOutsideTheListedSchemasIsUnknown() {
            assertPlan(gym().schemas("public").wipe("a", "users").on(tables("a", "crm.users")))
                    .isRefused(USAGE, "\"users\", but no such table exists");
        }

        @Test
        void aQualifiedNameOutsideTheListedSchemasIsRefused() {
            assertPlan(gym().schemas("public").wipe("a", "crm.users").on(tables("a", "crm.users")))
                    .isRefused(USAGE, "\"crm.users\", but schemas does not list \"crm\"");
        }

        @Test
        void anUnknownSchemaIsRefusedWithTheNearest() {
            assertPlan(gym().schemas("pubic").on(tables("a")))
                    .isRefused(USAGE, "\"pubic\"", "Did you mean \"public\"?");
        }

        @Test
        void aNameWithDotsIsTakenAsItIsFirstAndSplitAtEachDotThen() {
            CatalogBuilder catalog = tables("odd").and("public.a.b", "tenant.x.y");

            assertPlan(gym().ignore("odd").wipe("a.b", "tenant.x.y").on(catalog))
                    .isSafe()
                    .runs("DELETE a.b", "DELETE tenant.x.y");
        }

        @Test
        void namesAreTakenAsTheCatalogSpellsThem() {
            assertPlan(gym().wipe("Users").ignore("users").on(tables("Users", "users")))
                    .isSafe()
                    .runs("DELETE Users");
        }

        @Test
        void everyFaultIsToldAtOnceAndWhatWasWrittenWronglyFirst() {
            Plan plan = gym().wipe("aaaaaaaaa", "bbbbbbbbb").ignore("ccccccccc").on(tables("left_over"));

            assertThat(plan.refusals().stream().map(Refusal::kind)).containsExactly(USAGE, USAGE, USAGE, RULE);
        }
    }

    @Nested
    class Classifying {

        @Test
        void aTableNobodyNamesTurnsThePlanRedWithLinesToPaste() {
            Plan plan = gym().wipe("a").on(tables("a").table("gym_news", t -> t.rows(1234)));

            assertPlan(plan)
                    .isRefused(
                            RULE,
                            "\"gym_news\" (about 1,234 rows)",
                            "wipe: [gym_news]",
                            "protect: [gym_news]",
                            "ignore: [gym_news]");
        }

        @Test
        void itIsOnlyAWarningWhereTheSuiteSaysSo() {
            assertPlan(gym().warnOfUnclassified().wipe("a").on(tables("a", "b")))
                    .isSafe()
                    .gives("b", Fate.IGNORE)
                    .warns("\"b\"", "left as it is");
        }

        @Test
        void tablesOutsideTheSchemasAreNobodysBusiness() {
            assertPlan(gym().schemas("public").wipe("a").on(tables("a", "crm.b")))
                    .isSafe()
                    .lists("a");
        }

        @Test
        void anExtensionsTableIsLeftAlone() {
            assertPlan(gym().wipe("a").on(tables("a").table("spatial_ref_sys", t -> t.extension("postgis"))))
                    .isSafe()
                    .gives("spatial_ref_sys", Fate.IGNORE)
                    .reasons("spatial_ref_sys", "postgis");
        }

        @Test
        void anExtensionsTableIsNotWiped() {
            assertPlan(gym().wipe("spatial_ref_sys").on(tables().table("spatial_ref_sys", t -> t.extension("postgis"))))
                    .isRefused(RULE, "extension postgis");
        }

        @Test
        void theMarkerOfTheDatabaseIsLeftAlone() {
            assertPlan(gym().wipe("a").on(tables("a", "cleanslate.identity")))
                    .isSafe()
                    .gives("cleanslate.identity", Fate.IGNORE);
            assertPlan(gym().wipe("identity").on(tables("cleanslate.identity")))
                    .isRefused(RULE, "which database this is");
        }

        @Test
        void twoFatesAreRefusedAlsoWhenTheTableIsSpeltInTwoWays() {
            assertPlan(gym().protect("users").wipe("public.users").on(tables("users")))
                    .isRefused(USAGE, "gym.yaml:2:3", "another fate already (gym.yaml:1:3: protect lists \"users\")");
        }

        @Test
        void aTableWipedTwiceIsRefused() {
            assertPlan(gym().wipe("users").wipe("users").on(tables("users"))).isRefused(USAGE, "named before");
        }

        @Test
        void twoPhasesMayResetTheSameTable() {
            Plan plan = gym().reset("a", "x", "0")
                    .reset("a", "y", "1")
                    .on(tables().table("a", t -> t.column("x", "bigint", false).column("y", "bigint", false)));

            assertPlan(plan).isSafe().runs("UPDATE a SET x = '0'", "UPDATE a SET y = '1'");
        }

        @Test
        void aViewIsNotWipedResetOrProtected() {
            CatalogBuilder catalog =
                    tables("a").table("v", t -> t.kind(Kind.VIEW)).table("w", t -> t.kind(Kind.MATERIALIZED_VIEW));

            assertPlan(gym().wipe("a", "v").on(catalog)).isRefused(USAGE, "\"v\", which is a view");
            assertPlan(gym().wipe("a").protect("w").on(catalog)).isRefused(USAGE, "\"w\", which is a view");
            assertPlan(gym().wipe("a").ignore("v").on(catalog)).isSafe();
        }

        @Test
        void aForeignTableIsOnlyIgnored() {
            CatalogBuilder catalog = tables("a").table("remote", t -> t.kind(Kind.FOREIGN));

            assertPlan(gym().wipe("a", "remote").on(catalog)).isRefused(RULE, "foreign table");
            assertPlan(gym().wipe("a").protect("remote").on(catalog)).isRefused(RULE, "foreign table");
            assertPlan(gym().wipe("a").ignore("remote").on(catalog)).isSafe();
        }

        @Test
        void tablesComeInPlanOrderThenProtectedThenIgnored() {
            Plan plan = gym().ignore("z", "y").protect("x").wipe("b").wipe("a").on(tables("a", "b", "x", "y", "z"));

            assertPlan(plan).isSafe().lists("b", "a", "x", "y", "z");
        }
    }

    @Nested
    class Partitions {

        private final CatalogBuilder catalog = tables().table(
                        "events", t -> t.partitioned("RANGE (at)").column("at", "date", true))
                .table("events_2025", t -> t.partitionOf("events").partitioned("RANGE (at)"))
                .table(
                        "archive.events_2025_q1",
                        t -> t.partitionOf("events_2025").rows(700))
                .table("events_2026", t -> t.partitionOf("events").rows(300));

        @Test
        void shareTheFateOfTheirRootInWhateverSchema() {
            Plan plan = gym().wipe("events").on(catalog);

            assertPlan(plan).isSafe().lists("events").runs("DELETE events").reasons("events", "about 1,000 rows");
        }

        @Test
        void areNotWipedAlone() {
            assertPlan(gym().wipe("events_2026").on(catalog))
                    .isRefused(RULE, "a partition of \"events\"", "name \"events\" instead");
        }

        @Test
        void areNotWipedBelowAProtectedRoot() {
            assertPlan(gym().protect("events").wipe("events_2026").on(catalog))
                    .isRefused(RULE, "another fate (protect lists \"events\")");
        }

        @Test
        void mayBeNamedBesideTheirRoot() {
            assertPlan(gym().wipe("events_2026", "events").on(catalog)).isSafe().lists("events");
        }

        @Test
        void onAnotherServerRefuseTheWipeOfTheRoot() {
            catalog.table("events_old", t -> t.partitionOf("events").kind(Kind.FOREIGN));

            assertPlan(gym().wipe("events").on(catalog))
                    .isRefused(RULE, "its partition \"events_old\" is a foreign table");
        }

        @Test
        void carryKeysOfTheirOwnIntoTheProof() {
            catalog.and("notes").key("notes", "events_2026", CASCADE);

            assertPlan(gym().protect("notes").wipe("events").on(catalog))
                    .isRefused(RULE, "notes_events_2026_fk, ON DELETE CASCADE");
        }
    }

    @Nested
    class Heirs {

        private final CatalogBuilder catalog = tables("people").table("members", t -> t.inherits("people"));

        @Test
        void areWipedWithWhatTheyInheritFromOrNothingIs() {
            assertPlan(gym().protect("members").wipe("people").on(catalog))
                    .isRefused(RULE, "\"members\"", "inherits", "protected");
            assertPlan(gym().wipe("people", "members").on(catalog)).isSafe().runs("DELETE members", "DELETE people");
        }

        @Test
        void areNotWipedLaterThanWhatTheyInheritFrom() {
            assertPlan(gym().wipe("people").wipe("members").on(catalog)).isRefused(RULE, "wiped only later");
        }

        @Test
        void areNotWipedBelowAProtectedTable() {
            assertPlan(gym().protect("people").wipe("members").on(catalog))
                    .isRefused(RULE, "show through protected \"people\"");
        }

        @Test
        void refuseAResetOfWhatTheyInheritFrom() {
            catalog.table("people", t -> t.column("points", "bigint", false));

            assertPlan(gym().ignore("members").reset("people", "points", "0").on(catalog))
                    .isRefused(RULE, "inherits from it");
        }
    }
}
