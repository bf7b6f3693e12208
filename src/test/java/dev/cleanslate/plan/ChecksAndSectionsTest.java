package dev.cleanslate.plan;

import static dev.cleanslate.plan.CatalogBuilder.tables;
import static dev.cleanslate.plan.PlanAssert.assertPlan;
import static dev.cleanslate.plan.Refusal.Kind.RULE;
import static dev.cleanslate.plan.Refusal.Kind.USAGE;
import static dev.cleanslate.plan.SuiteBuilder.gym;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.CASCADE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.api.Action;
import dev.cleanslate.postgres.Question;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Check.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChecksAndSectionsTest {

    private final CatalogBuilder catalog = tables().table("users", t -> t.column("balance", "numeric", false))
            .sequence("users_id_seq", "users", "users");

    private Plan checked(Kind kind) {
        return gym().wipe("users").check(kind).on(catalog);
    }

    @Nested
    class Checks {

        @Test
        void nameTablesThatExist() {
            Check.Range none = new Check.Range(0, Optional.of(0L));

            assertPlan(checked(new Kind.Rows(Map.of("users", none)))).isSafe();
            assertPlan(checked(new Kind.Rows(Map.of("user", none))))
                    .isRefused(USAGE, "check \"C0\" counts \"user\"", "\"users\"?");
        }

        @Test
        void nameColumnsThatExistAndCanBeZero() {
            Kind balance = new Kind.Zero(Map.of("users", List.of("balance")));

            assertPlan(checked(balance)).isSafe();
            assertPlan(checked(new Kind.Zero(Map.of("users", List.of("balanc")))))
                    .isRefused(USAGE, "column \"balanc\"", "\"balance\"?");
            assertThat(Planner.questions(gym().wipe("users").check(balance).read(), catalog.read()))
                    .containsExactly(new Question.Parses("SELECT FROM \"public\".\"users\" WHERE \"balance\" <> 0"));
        }

        @Test
        void nameSequencesAndTriggersThatExist() {
            assertPlan(checked(new Kind.Sequence(Map.of("users_id_seq", 1L)))).isSafe();
            assertPlan(checked(new Kind.Sequence(Map.of("user_id_seq", 1L))))
                    .isRefused(USAGE, "\"user_id_seq\", but no such sequence");
            assertPlan(checked(new Kind.Trigger(Map.of("touch", Check.TriggerState.ENABLED))))
                    .isRefused(USAGE, "\"touch\"");
        }

        @Test
        void askWhatTheServerCanAnswer() {
            SuiteBuilder suite =
                    gym().wipe("users").check(new Kind.Query("select nme from users", new Check.Expectation.Empty()));

            assertPlan(suite.on(catalog)).isSafe();
            assertPlan(suite.against(catalog, "column \"nme\" does not exist"))
                    .isRefused(USAGE, "check \"C0\"", "\"nme\" does not exist");
        }

        @Test
        void onlyRead() {
            for (String evil :
                    new String[] {"delete from users", "select 1; drop table users", "drop table users", ""}) {
                assertPlan(checked(new Kind.Query(evil, new Check.Expectation.Empty())))
                        .isRefused(USAGE, "cannot be run");
            }
        }
    }

    @Nested
    class TheSections {

        @Test
        void scansArePlanned() {
            assertPlan(checked(new Kind.Clean())).isSafe();
        }

        @Test
        void keptRowsAreProvedHarmlessAllTheSame() {
            catalog.and("kept").key("kept", "users", CASCADE);

            assertPlan(gym().protect("kept").keepRows("users", "true").on(catalog))
                    .isRefused(RULE, "kept_users_fk");
        }
    }

    @Test
    void aCommandTouchesNoTableOfThePlan() {
        assertPlan(gym().wipe("users")
                        .phase(new Action.Command(List.of("true")))
                        .on(catalog))
                .isSafe()
                .runs("DELETE users");
    }

    @Test
    void aScriptThatTheSuiteDoesNotHaveIsRefused() {
        assertPlan(gym().wipe("users").phase(new Action.Sql("seed.sql")).on(catalog))
                .isRefused(USAGE, "runs \"seed.sql\"");
        assertPlan(gym().wipe("users").script("seed.sql").on(catalog)).isSafe().runs("DELETE users", "SCRIPT seed.sql");
    }
}
