package dev.cleanslate.plan;

import static dev.cleanslate.plan.CatalogBuilder.name;
import static dev.cleanslate.plan.CatalogBuilder.tables;
import static dev.cleanslate.plan.PlanAssert.assertPlan;
import static dev.cleanslate.plan.SuiteBuilder.gym;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.CASCADE;
import static dev.cleanslate.postgres.ForeignKey.OnDelete.NO_ACTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.ForeignKey.OnDelete;
import dev.cleanslate.postgres.Table.Rights;
import dev.cleanslate.postgres.Trigger.Event;
import dev.cleanslate.postgres.Trigger.State;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BoundTest {

    private static SuiteBuilder suite() {
        return gym().protect("kept")
                .ignore("other")
                .disable("touch")
                .wipe("child", "parent")
                .reset("shop", "balance", "0")
                .script("seed.sql");
    }

    private static CatalogBuilder catalog() {
        return tables("kept", "other", "child", "parent")
                .table("shop", t -> t.column("balance", "numeric", false))
                .trigger("parent", "touch", State.ENABLED, Event.INSERT)
                .sequence("parent_id_seq", "parent", "parent")
                .view("shown", "parent");
    }

    private static List<String> bound(SuiteBuilder suite, UnaryOperator<CatalogBuilder> detail) {
        Plan plan = suite.on(detail.apply(catalog().key("child", "parent", CASCADE)));
        assertPlan(plan).isSafe();
        return plan.bound();
    }

    private final List<String> usual = bound(suite(), c -> c);

    @Test
    void saysWhatIsDoneInCanonicalLines() {
        assertThat(usual)
                .containsExactly(
                        "suite \"gym\"",
                        "phase 0 \"P0\"",
                        "wipe \"public\".\"child\"",
                        "wipe \"public\".\"parent\"",
                        "phase 1 \"P1\"",
                        "reset \"public\".\"shop\"",
                        "set \"public\".\"shop\" \"balance\" \"'0'\"",
                        "phase 2 \"P2\"",
                        "script \"seed.sql\"",
                        "protect \"public\".\"kept\"",
                        "ignore \"public\".\"other\"",
                        "trigger-off \"public\".\"parent\" \"touch\" ENABLED",
                        "restart \"public\".\"parent_id_seq\"",
                        "refresh \"public\".\"shown\"",
                        "reach \"public\".\"parent\" \"child_parent_fk\" ON DELETE CASCADE \"public\".\"child\"");
    }

    @Nested
    class StaysTheSame {

        @Test
        void whateverTheSizesAndStrategies() {
            assertThat(bound(suite(), c -> c.table("parent", t -> t.rows(9_000_000))))
                    .isEqualTo(usual);
            assertThat(bound(suite(), c -> c.table("child", t -> t.size(-1, 4_000_000_000L))))
                    .isEqualTo(usual);
            assertThat(bound(
                            suite(),
                            c -> c.table("parent", t -> t.rows(9_000_000))
                                    .table("child", t -> t.rights(new Rights(true, true, true, true, true, false)))))
                    .isEqualTo(usual);
        }

        @Test
        void whateverWayACircleIsEmptied() {
            CatalogBuilder circle = tables("b", "a")
                    .key("a", "b", NO_ACTION, k -> k.deferrable())
                    .key("b", "a", NO_ACTION);
            Plan truncated = gym().wipe("a", "b").on(circle);
            Plan deleted = gym().wipe("a", "b")
                    .on(circle.table("a", t -> t.rights(new Rights(true, true, true, true, true, false))));

            assertPlan(truncated).isSafe().runs("TRUNCATE b, a");
            assertPlan(deleted).isSafe().runs("DEFER a_b_fk", "DELETE b", "DELETE a");
            assertThat(deleted.bound()).isEqualTo(truncated.bound());
        }

        @Test
        void whateverOrderTheCatalogIsReadIn() {
            CatalogBuilder other = tables("parent", "child", "other", "kept")
                    .table("shop", t -> t.column("balance", "numeric", false))
                    .view("shown", "parent")
                    .sequence("parent_id_seq", "parent", "parent")
                    .key("child", "parent", CASCADE)
                    .trigger("parent", "touch", State.ENABLED, Event.INSERT);

            assertThat(suite().on(other).bound()).isEqualTo(usual);
        }

        @Test
        void whateverTheServerAnswers() {
            CatalogBuilder blocked = catalog().key("kept", "parent", OnDelete.NO_ACTION);

            assertThat(suite().against(blocked, "1 row refers").bound())
                    .isEqualTo(suite().on(blocked).bound());
        }
    }

    @Nested
    class Changes {

        @Test
        void withAFate() {
            assertThat(bound(suite().ignore("added"), c -> c.and("added"))).isNotEqualTo(usual);
        }

        @Test
        void withTheOrder() {
            Plan other = suite().on(catalog().key("parent", "child", CASCADE));

            assertThat(other.bound())
                    .isNotEqualTo(usual)
                    .containsSubsequence("wipe \"public\".\"parent\"", "wipe \"public\".\"child\"");
        }

        @Test
        void withTheCascade() {
            assertThat(suite().on(catalog().key("child", "parent", OnDelete.SET_NULL))
                            .bound())
                    .isNotEqualTo(usual);
            assertThat(suite().on(catalog()).bound()).isNotEqualTo(usual);
        }

        @Test
        void withWhatAResetSets() {
            SuiteBuilder one = gym().protect("kept")
                    .ignore("other")
                    .disable("touch")
                    .wipe("child", "parent")
                    .reset("shop", "balance", "1")
                    .script("seed.sql");

            assertThat(bound(one, c -> c)).isNotEqualTo(usual);
        }
    }

    @Test
    void aNameThatHoldsALineBreakOrAQuoteStaysOneLine() {
        assertThat(gym().wipe("a\"\n").on(tables("a\"\n")).bound()).contains("wipe \"public\".\"a\"\"\\n\"");
    }

    @Test
    void aThousandTablesWithTwoThousandKeysArePlanned() {
        CatalogBuilder large = tables();
        String[] names = new String[1_000];
        for (int i = 0; i < names.length; i++) {
            names[i] = "t" + i;
            int rows = i % 7 == 0 ? 1_000_000 : 50;
            large.table(names[i], t -> t.rows(rows));
        }
        for (int i = 1; i < names.length; i++) {
            large.key(names[i], names[i - 1], CASCADE).key(names[i], names[i / 2], NO_ACTION, k -> k.column("half_id"));
        }
        Plan plan = gym().wipe(names).on(large);

        assertPlan(plan).isSafe();
        assertThat(plan.tables()).hasSize(1_000);
        assertThat(plan.tables().get(0).table()).isEqualTo(name("t999"));
    }
}
