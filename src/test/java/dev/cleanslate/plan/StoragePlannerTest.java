package dev.cleanslate.plan;

import static dev.cleanslate.plan.CatalogBuilder.tables;
import static dev.cleanslate.plan.PlanAssert.assertPlan;
import static dev.cleanslate.plan.Refusal.Kind.USAGE;
import static dev.cleanslate.plan.SuiteBuilder.gym;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.suite.ObjectStore;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.ScanRules;
import dev.cleanslate.suite.Sections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoragePlannerTest {

    private static final Place HERE = new Place("gym.yaml", 40, 5);

    private final CatalogBuilder catalog = tables().table(
                    "users",
                    t -> t.column("avatar", "character varying(255)", false).column("balance", "numeric", false))
            .table("blobs", t -> t.column("key", "text", false));

    @Test
    void findsEachColumnInTheCatalog() {
        Plan plan = planned("users.avatar", "public.blobs.key");
        assertPlan(plan).isSafe();
        assertThat(plan.storage()).hasValueSatisfying(storage -> {
            assertThat(storage.keys()).isEqualTo("users.avatar and blobs.key");
            assertThat(storage.says())
                    .isEqualTo("objects without a row are moved to removed/ after the commit, at most 7");
        });
    }

    @Test
    void asksBackWhereATableOrAColumnIsMisspelt() {
        assertPlan(planned("user.avatar"))
                .isRefused(USAGE, "gym.yaml:40:5: storage takes its keys from table \"user\"", "\"users\"?");
        assertPlan(planned("users.avatr")).isRefused(USAGE, "which has no column \"avatr\"", "\"avatar\"?");
    }

    @Test
    void refusesAColumnThatHoldsNoKeys() {
        assertPlan(planned("users.balance")).isRefused(USAGE, "column \"balance\", whose type numeric holds no keys");
    }

    @Test
    void aSuiteWithoutAStorePlansNone() {
        assertThat(gym().wipe("users", "blobs").on(catalog).storage()).isEmpty();
    }

    private Plan planned(String... keys) {
        ObjectStore store = new ObjectStore(
                HERE,
                "uploads",
                Optional.empty(),
                "us-east-1",
                true,
                new ObjectStore.Credentials("ID", "SECRET", Optional.empty()),
                "",
                Stream.of(keys).map(StoragePlannerTest::column).toList(),
                List.of(),
                ObjectStore.USUAL_AGE,
                new ObjectStore.Orphans.Quarantined("removed/", 7));
        return gym().wipe("users", "blobs")
                .sections(new Sections(
                        List.of(),
                        List.of(),
                        List.of(),
                        ScanRules.NONE,
                        Optional.of(store),
                        Optional.empty(),
                        List.of(),
                        List.of()))
                .on(catalog);
    }

    private static ObjectStore.KeyColumn column(String text) {
        int dot = text.lastIndexOf('.');
        return new ObjectStore.KeyColumn(text.substring(0, dot), text.substring(dot + 1), HERE);
    }
}
