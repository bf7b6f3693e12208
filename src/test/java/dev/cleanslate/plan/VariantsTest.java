package dev.cleanslate.plan;

import static dev.cleanslate.plan.PlanAssert.assertPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.api.Action;
import dev.cleanslate.api.Action.TableReset;
import dev.cleanslate.api.Action.Value;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Check.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One suite for several schemas: which of them a database is, and what it is left out for it. */
class VariantsTest {

    private static final List<String> NEW = List.of("loyalty_cards", "shops.points");

    private static SuiteBuilder suite() {
        Map<String, Value> columns = new LinkedHashMap<>();
        columns.put("cash", new Value.Literal("0"));
        columns.put("points", new Value.Literal("0"));
        Map<String, List<String>> zero = Map.of("shops", List.of("cash", "points"));
        Map<String, Check.Range> rows = new LinkedHashMap<>();
        rows.put("sales", new Check.Range(0, Optional.of(0L)));
        rows.put("loyalty_cards", new Check.Range(0, Optional.of(0L)));
        return SuiteBuilder.gym()
                .variant("tomorrow", NEW, List.of())
                .variant("today", List.of(), NEW)
                .wipe("sales", "loyalty_cards")
                .phase(new Action.Reset(Map.of("shops", new TableReset(columns, null))), "shops")
                .check(new Kind.Zero(zero))
                .check(new Kind.Rows(rows))
                .check(new Kind.NoOrphans(), "tomorrow");
    }

    private static CatalogBuilder today() {
        return CatalogBuilder.tables("sales").table("shops", t -> t.column("cash", "integer", true));
    }

    private static CatalogBuilder tomorrow() {
        return today().and("loyalty_cards").table("shops", t -> t.column("points", "integer", true));
    }

    @Test
    void theOneThatHasItAllIsServedWhole() {
        Plan plan = suite().on(tomorrow());

        assertPlan(plan).isSafe();
        assertThat(plan.adaptation()).map(Adaptation::variant).contains("tomorrow");
        assertThat(plan.adaptation().orElseThrow().leftOut()).isEmpty();
        assertThat(plan.tables()).hasSize(3);
    }

    @Test
    void whatAnotherLacksIsLeftOutAndTold() {
        Plan plan = suite().on(today());

        assertPlan(plan).isSafe();
        assertThat(plan.adaptation()).map(Adaptation::variant).contains("today");
        assertThat(plan.adaptation().orElseThrow().leftOut())
                .containsExactly(
                        "table loyalty_cards in phase \"P0\"",
                        "column shops.points in phase \"P1\"",
                        "what is not there in check \"C0\"",
                        "what is not there in check \"C1\"",
                        "check \"C2\" of variant tomorrow");
        assertThat(plan.tables()).hasSize(2);
    }

    @Test
    void aPhaseOfWhichNothingIsLeftDoesNothing() {
        Plan plan = SuiteBuilder.gym()
                .variant("tomorrow", List.of("loyalty_cards"), List.of())
                .variant("today", List.of(), List.of("loyalty_cards"))
                .wipe("loyalty_cards")
                .wipe("sales", "shops")
                .on(today());

        assertPlan(plan).isSafe();
        assertThat(plan.phases()).hasSize(2);
        assertThat(plan.phases().get(0).work()).isEmpty();
    }

    @Test
    void theDigestTellsThemApart() {
        assertThat(suite().on(today()).bound()).contains("variant \"today\"");
        assertThat(suite().on(tomorrow()).bound()).contains("variant \"tomorrow\"");
    }

    @Test
    void whatIsInBetweenIsRefusedOnce() {
        Plan plan = suite().on(today().and("loyalty_cards"));

        assertPlan(plan)
                .isRefused(
                        Refusal.Kind.RULE,
                        "gym_prod is none of the variants of suite \"gym\"",
                        "not tomorrow, since shops.points is not there",
                        "not today, since loyalty_cards is there",
                        "Finish or undo the migration");
        assertThat(plan.adaptation()).isEmpty();
    }

    @Test
    void twoThatCannotBeToldApartAreRefused() {
        assertPlan(SuiteBuilder.gym()
                        .variant("one", List.of("sales"), List.of())
                        .variant("two", List.of("shops"), List.of())
                        .wipe("sales", "shops")
                        .on(today()))
                .isRefused(Refusal.Kind.RULE, "more than one of the variants", "one, two", "tells them apart");
    }

    @Test
    void whatNoVariantSpeaksOfIsStillRefused() {
        assertPlan(suite().on(today().and("vouchers"))).isRefused(Refusal.Kind.RULE, "vouchers");
        assertPlan(suite().protect("staff").on(today())).isRefused(Refusal.Kind.USAGE, "staff");
    }

    @Test
    void aNameThatTwoSchemasHaveIsNotLacking() {
        Plan plan = suite().warnOfUnclassified().on(tomorrow().and("archive.loyalty_cards"));

        assertPlan(plan).says(Refusal.Kind.USAGE, "a variant names \"loyalty_cards\"", "Write it with its schema");
        assertThat(plan.adaptation().map(Adaptation::variant)).isNotEqualTo(Optional.of("today"));
    }

    @Test
    void aColumnOfATableThatTwoSchemasHaveIsNotLacking() {
        Plan plan = SuiteBuilder.gym()
                .variant("tomorrow", List.of("shops.points"), List.of())
                .variant("today", List.of(), List.of("shops.points"))
                .wipe("sales")
                .warnOfUnclassified()
                .on(tomorrow().and("archive.shops"));

        assertPlan(plan).says(Refusal.Kind.USAGE, "a variant names \"shops\"", "Write it with its schema");
    }

    @Test
    void whatStandsInASchemaThatTheSuiteIsNotAboutIsNotLacking() {
        Plan plan = SuiteBuilder.gym()
                .schemas("public")
                .variant("tomorrow", List.of("archive.loyalty_cards"), List.of())
                .variant("today", List.of(), List.of("archive.loyalty_cards"))
                .wipe("sales", "shops")
                .on(today().and("archive.loyalty_cards"));

        assertPlan(plan).says(Refusal.Kind.USAGE, "archive.loyalty_cards", "schemas does not list \"archive\"");
    }
}
