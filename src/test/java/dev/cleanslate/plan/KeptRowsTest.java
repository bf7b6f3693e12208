package dev.cleanslate.plan;

import static dev.cleanslate.plan.CatalogBuilder.tables;
import static dev.cleanslate.plan.PlanAssert.assertPlan;
import static dev.cleanslate.plan.Refusal.Kind.RULE;
import static dev.cleanslate.plan.Refusal.Kind.USAGE;
import static dev.cleanslate.plan.SuiteBuilder.gym;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.CASCADE;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.NO_ACTION;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.SET_NULL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Question;
import dev.cleanslate.suite.Suite.Fingerprinting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeptRowsTest {

    private static final String ADMINS = "role = 'admin'";

    /** What the plan asks the server of rows that are left behind. */
    private static List<Question.NoneStranded> stranded(SuiteBuilder suite, CatalogBuilder catalog) {
        return Planner.questions(suite.read(), catalog.read()).stream()
                .filter(Question.NoneStranded.class::isInstance)
                .map(Question.NoneStranded.class::cast)
                .toList();
    }

    private static Map<String, String> both(String first, String keeps, String second, String keepsToo) {
        Map<String, String> predicates = new LinkedHashMap<>();
        predicates.put(first, keeps);
        predicates.put(second, keepsToo);
        return predicates;
    }

    @Nested
    class OneTable {

        @Test
        void isThinnedOutByDelete() {
            Plan plan = gym().keepRows("users", ADMINS).on(tables("users"));

            assertPlan(plan)
                    .isSafe()
                    .gives("users", Fate.KEEP_ROWS)
                    .runs("DELETE users BUT role = 'admin'")
                    .reasons("users", "role = 'admin' is true (null is not)");
            assertThat(plan.tables().get(0).fingerprint()).isEqualTo(Fingerprinting.FULL);
            assertThat(plan.bound()).contains("keep \"users\" \"role = 'admin'\"");
        }

        @Test
        void hasItsPredicateReadByTheServer() {
            assertPlan(gym().keepRows("users", "rol = 'admin'")
                            .against(tables("users"), "column \"rol\" does not exist"))
                    .isRefused(USAGE, "keeps rows of \"users\"", "rol = 'admin'", "column \"rol\" does not exist");
            assertPlan(gym().keepRows("users", "true; drop table users").on(tables("users")))
                    .isRefused(USAGE, "it holds a semicolon");
        }

        @Test
        void thatOthersInheritFromIsRefused() {
            assertPlan(gym().keepRows("users", ADMINS)
                            .protect("clerks")
                            .on(tables("users").table("clerks", t -> t.inherits("users"))))
                    .isRefused(RULE, "\"clerks\"", "inherits");
        }

        @Test
        void thatRefersToItselfIsAskedAbout() {
            CatalogBuilder catalog = tables("users").key("users", "users", NO_ACTION);

            assertThat(stranded(gym().keepRows("users", ADMINS), catalog)).hasSize(1);
            assertPlan(gym().keepRows("users", ADMINS).on(catalog)).isSafe().warnsOfNothing();
        }
    }

    @Nested
    class RowsThatStay {

        private final CatalogBuilder catalog = tables("users", "orders").key("orders", "users", NO_ACTION);

        @Test
        void ofAnotherTableBlockAndEachWayOutCanBePasted() {
            SuiteBuilder suite = gym().protect("orders").keepRows("users", ADMINS);

            assertThat(stranded(suite, catalog).get(0).parts())
                    .extracting(Question.Part::keeps)
                    .containsExactly("true", ADMINS);
            assertPlan(suite.against(catalog, "7 rows, such as (id) = (3), whose (users_id) = (9)"))
                    .says(
                            RULE,
                            "phase \"P0\" keeps rows of \"users\"",
                            "orders_users_fk (ON DELETE NO ACTION)",
                            "7 rows, such as (id) = (3)",
                            "`keep-rows: { \"users\": \"(role = 'admin') OR \\\"id\\\" IN (SELECT \\\"users_id\\\" FROM"
                                    + " \\\"public\\\".\\\"orders\\\")\" }`",
                            "`wipe: [orders]`",
                            "`reset: { orders: { users_id: null } }`");
        }

        @Test
        void ofATableThatKeepsSomeAreThoseItKeeps() {
            SuiteBuilder suite = gym().keepRows(both("users", ADMINS, "orders", "total > 100"));

            assertThat(stranded(suite, catalog).get(0).parts())
                    .extracting(Question.Part::keeps)
                    .containsExactly("total > 100", ADMINS);
            assertPlan(suite.on(catalog)).isSafe().runs("DELETE orders BUT total > 100", "DELETE users BUT " + ADMINS);
            assertPlan(suite.against(catalog, "7 rows"))
                    .says(
                            RULE,
                            "keep those rows of \"users\" too".substring(1),
                            "WHERE total > 100)",
                            "`keep-rows: { orders: \"(total > 100) AND (\\\"users_id\\\" IS NULL OR \\\"users_id\\\" IN"
                                    + " (SELECT \\\"id\\\" FROM \\\"public\\\".\\\"users\\\" WHERE role = 'admin'))\" }`");
        }

        @Test
        void ofATableThatIsWipedLaterAreInTheWay() {
            assertPlan(gym().keepRows("users", ADMINS).wipe("orders").on(catalog))
                    .isRefused(RULE, "Parents before children", "move \"orders\"");
            assertPlan(gym().wipe("orders").keepRows("users", ADMINS).on(catalog))
                    .isSafe();
        }

        @Test
        void mayNotBeChangedByASetNull() {
            CatalogBuilder nulling = tables("users", "orders").key("orders", "users", SET_NULL);

            assertPlan(gym().keepRows(both("users", ADMINS, "orders", "true")).against(nulling, "7 rows"))
                    .says(RULE, "would change rows that stay in \"orders\"", "SET NULL");
            assertPlan(gym().keepRows(both("users", ADMINS, "orders", "true")).on(nulling))
                    .isSafe();
        }
    }

    @Nested
    class Cascades {

        private final CatalogBuilder catalog = tables("users", "sessions", "clicks")
                .key("sessions", "users", CASCADE)
                .key("clicks", "sessions", NO_ACTION);

        @Test
        void goNowhereThatTheSuiteDoesNotName() {
            assertPlan(gym().keepRows("users", ADMINS)
                            .protect("clicks")
                            .ignore("sessions")
                            .on(catalog))
                    .says(RULE, "would delete rows of \"sessions\"", "Name \"sessions\" under cascades");
        }

        @Test
        void thatAreNamedGiveATableTheFateOfLosingRows() {
            Plan plan = gym().wipe("clicks")
                    .keepRows(Map.of("users", ADMINS), "sessions")
                    .on(catalog);

            assertPlan(plan)
                    .isSafe()
                    .gives("sessions", Fate.KEEP_ROWS)
                    .reasons("sessions", "loses the rows that cascade from users")
                    .runs("DELETE clicks", "DELETE users BUT " + ADMINS);
            assertThat(plan.bound()).contains("cascades \"sessions\"");
        }

        @Test
        void areFollowedUpwardsToSayWhichRowsStay() {
            SuiteBuilder suite = gym().protect("clicks").keepRows(Map.of("users", ADMINS), "sessions");

            Question.NoneStranded question = stranded(suite, catalog).get(0);

            assertThat(question.key().key().name()).isEqualTo("clicks_sessions_fk");
            assertThat(question.cascades())
                    .extracting(link -> link.key().name())
                    .containsExactly("sessions_users_fk");
        }

        @Test
        void mayNotTakeRowsThatTheSuiteKeeps() {
            SuiteBuilder suite = gym().wipe("clicks").keepRows(both("users", ADMINS, "sessions", "pinned"));

            assertPlan(suite.on(catalog)).isSafe();
            assertPlan(suite.against(catalog, "2 rows"))
                    .says(RULE, "would take rows along that the suite keeps in \"sessions\"", "sessions_users_fk");
        }

        @Test
        void mayTakeThemWhereTheSuiteSaysSo() {
            Plan plan = gym().wipe("clicks")
                    .keepRows(both("users", ADMINS, "sessions", "pinned"), "sessions")
                    .on(catalog);

            assertPlan(plan).isSafe();
            assertThat(plan.tables())
                    .filteredOn(t -> t.table().name().equals("sessions"))
                    .allMatch(t -> t.fingerprint() == Fingerprinting.OFF);
        }

        @Test
        void thatReachNothingAreAFault() {
            assertPlan(gym().keepRows(Map.of("users", ADMINS), "clicks").on(tables("users", "clicks")))
                    .isRefused(USAGE, "lets cascades reach \"clicks\"", "no key leads there");
        }

        @Test
        void intoAProtectedTableAreTwoFates() {
            assertPlan(gym().protect("sessions")
                            .wipe("clicks")
                            .keepRows(Map.of("users", ADMINS), "sessions")
                            .on(catalog))
                    .says(USAGE, "another fate already");
        }
    }
}
