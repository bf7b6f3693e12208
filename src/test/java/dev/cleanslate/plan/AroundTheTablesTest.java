package dev.cleanslate.plan;

import static dev.cleanslate.plan.CatalogBuilder.name;
import static dev.cleanslate.plan.CatalogBuilder.tables;
import static dev.cleanslate.plan.PlanAssert.assertPlan;
import static dev.cleanslate.plan.Refusal.Kind.RULE;
import static dev.cleanslate.plan.Refusal.Kind.USAGE;
import static dev.cleanslate.plan.SuiteBuilder.gym;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Table.Rights;
import dev.cleanslate.postgres.Trigger.Event;
import dev.cleanslate.postgres.Trigger.State;
import dev.cleanslate.suite.Suite.RestartSequences;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AroundTheTablesTest {

    private static final Rights NOT_OWNER = new Rights(false, true, true, true, true, true);

    @Nested
    class Triggers {

        private final CatalogBuilder catalog = tables("a", "crm.b")
                .trigger("a", "touch", State.ENABLED, Event.INSERT)
                .trigger("crm.b", "touch", State.DISABLED, Event.INSERT)
                .trigger("a", "expire", State.ALWAYS, Event.INSERT);

        @Test
        void ofOneNameAreDisabledOnEveryTableAndRememberWhatTheyWere() {
            assertThat(gym().disable("touch").wipe("a", "b").on(catalog).triggers())
                    .containsExactly(
                            new TriggerPlan(name("crm.b"), "touch", State.DISABLED),
                            new TriggerPlan(name("a"), "touch", State.ENABLED));
        }

        @Test
        void mayBeNamedWithTheirTable() {
            for (String written : new String[] {"b.touch", "crm.b.touch"}) {
                assertThat(gym().disable(written).wipe("a", "b").on(catalog).triggers())
                        .containsExactly(new TriggerPlan(name("crm.b"), "touch", State.DISABLED));
            }
        }

        @Test
        void thatAreUnknownAreRefusedWithTheNearest() {
            assertPlan(gym().disable("expires").wipe("a", "b").on(catalog))
                    .isRefused(USAGE, "gym.yaml:1:3: triggers disables \"expires\"", "Did you mean \"expire\"?");
            assertPlan(gym().disable("a.expirer").wipe("a", "b").on(catalog))
                    .isRefused(USAGE, "Did you mean \"a.expire\"?");
        }

        @Test
        void areOnlyDisabledByTheOwnerOfTheTable() {
            catalog.table("a", t -> t.rights(NOT_OWNER));

            assertPlan(gym().disable("expire").wipe("a", "b").on(catalog))
                    .isRefused(RULE, "only the owner of \"a\"", "operator");
        }
    }

    @Nested
    class Sequences {

        private final CatalogBuilder catalog = tables("a", "kept")
                .sequence("a_id_seq", "a", "a")
                .sequence("kept_id_seq", "kept", "kept")
                .sequence("shared_seq", "a", "a", "kept")
                .sequence("free_seq", "")
                .sequence("loose_seq", "", "a");

        private SuiteBuilder suite(RestartSequences which) {
            return gym().restart(which).protect("kept").wipe("a");
        }

        @Test
        void ofWipedTablesStartOverUnlessAnotherDrawsFromThem() {
            Plan plan = suite(RestartSequences.WIPED).on(catalog);

            assertPlan(plan)
                    .isSafe()
                    .warns("\"shared_seq\" goes on counting, since \"kept\"")
                    .warns("\"loose_seq\"", "OWNED BY");
            assertThat(plan.sequences()).containsExactly(name("a_id_seq"));
        }

        @Test
        void allStartOverButThoseOfTablesThatStay() {
            assertThat(suite(RestartSequences.ALL).on(catalog).sequences())
                    .containsExactly(name("a_id_seq"), name("free_seq"), name("loose_seq"));
        }

        @Test
        void noneStartOverWhereTheSuiteSaysSo() {
            assertPlan(suite(RestartSequences.NONE).on(catalog)).isSafe().warnsOfNothing();
            assertThat(suite(RestartSequences.NONE).on(catalog).sequences()).isEmpty();
        }

        @Test
        void ofAnotherOwnerAreRefused() {
            CatalogBuilder foreign = tables("a").sequence("a_id_seq", Optional.of("a"), false, "a");

            assertPlan(gym().wipe("a").on(foreign))
                    .isRefused(RULE, "restart-sequences: wiped restarts \"a_id_seq\"", "only its owner");
        }
    }

    @Nested
    class Views {

        private final CatalogBuilder catalog = tables("a", "kept")
                .view("m_daily", "a")
                .view("b_monthly", "m_daily")
                .view("kept_view", "kept");

        @Test
        void thatShowWhatIsGoneAreRefreshedThoseThatOthersReadFirst() {
            Plan plan = gym().protect("kept").wipe("a").on(catalog);

            assertPlan(plan).isSafe();
            assertThat(plan.refresh()).containsExactly(name("m_daily"), name("b_monthly"));
        }

        @Test
        void areOnlyRefreshedByTheirOwner() {
            catalog.table("b_monthly", t -> t.rights(NOT_OWNER));

            assertPlan(gym().protect("kept").wipe("a").on(catalog))
                    .isRefused(RULE, "materialized view \"b_monthly\"", "owner");
        }
    }

    @Nested
    class Servers {

        private final SuiteBuilder suite = gym().wipe("a");

        @Test
        void thatCannotBeWrittenToAreRefused() {
            assertPlan(suite.on(tables("a").server(s -> s.standby()))).isRefused(RULE, "gym_prod is a standby");
            assertPlan(suite.on(tables("a").server(s -> s.readOnly())))
                    .isRefused(RULE, "default_transaction_read_only");
        }

        @Test
        void thatCountNothingAreRefused() {
            assertPlan(suite.on(tables("a").server(s -> s.uncounted()))).isRefused(RULE, "track_counts = on");
        }

        @Test
        void thatAreTooOldAreRefused() {
            assertPlan(suite.on(tables("a").server(s -> s.version(130012))))
                    .isRefused(RULE, "PostgreSQL 13.4", "14 is the oldest");
            assertPlan(suite.on(tables("a").server(s -> s.version(140000)))).isSafe();
        }

        @Test
        void thatActByThemselvesAreWarnedOf() {
            assertPlan(suite.on(tables("a").server(s -> s.acting())))
                    .isSafe()
                    .warns("from_head_office")
                    .warns("on_ddl");
        }
    }
}
