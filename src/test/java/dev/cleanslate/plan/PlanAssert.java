package dev.cleanslate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/** What the tests ask of a plan. */
final class PlanAssert extends AbstractAssert<PlanAssert, Plan> {

    private PlanAssert(Plan plan) {
        super(plan, PlanAssert.class);
    }

    static PlanAssert assertPlan(Plan plan) {
        return new PlanAssert(plan);
    }

    PlanAssert isSafe() {
        assertThat(actual.refusals()).isEmpty();
        return this;
    }

    /** Exactly one refusal, of this kind, whose text holds all of these. */
    PlanAssert isRefused(Refusal.Kind kind, String... parts) {
        assertThat(actual.refusals()).hasSize(1);
        return says(kind, parts);
    }

    /** Among others. */
    PlanAssert says(Refusal.Kind kind, String... parts) {
        assertThat(actual.refusals()).anySatisfy(refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.toString()).contains(parts).endsWith("Nothing was changed.");
        });
        return this;
    }

    PlanAssert warns(String... parts) {
        assertThat(actual.warnings()).anySatisfy(warning -> assertThat(warning).contains(parts));
        return this;
    }

    PlanAssert warnsOfNothing() {
        assertThat(actual.warnings()).isEmpty();
        return this;
    }

    /** The statements of all phases, as {@code DELETE a} and {@code TRUNCATE a, b}. */
    PlanAssert runs(String... statements) {
        assertThat(actual.phases().stream().flatMap(p -> p.work().stream()).map(PlanAssert::words))
                .containsExactly(statements);
        return this;
    }

    PlanAssert reasons(String table, String... parts) {
        assertThat(table(table).reason()).contains(parts);
        return this;
    }

    PlanAssert gives(String table, Fate fate) {
        assertThat(table(table).fate()).isEqualTo(fate);
        return this;
    }

    PlanAssert lists(String... tables) {
        assertThat(actual.tables().stream().map(t -> t.table().toString())).containsExactly(tables);
        return this;
    }

    private TablePlan table(String name) {
        List<TablePlan> found = actual.tables().stream()
                .filter(t -> t.table().toString().equals(name))
                .toList();
        assertThat(found).as("tables of the plan called %s", name).hasSize(1);
        return found.get(0);
    }

    private static String words(Work work) {
        if (work instanceof Work.Truncate truncate) {
            return "TRUNCATE "
                    + String.join(
                            ", ",
                            truncate.tables().stream().map(Object::toString).toList());
        } else if (work instanceof Work.Delete delete) {
            return delete.indexes().stream().map(i -> "INDEX " + i + "; ").collect(Collectors.joining())
                    + "DELETE " + delete.table()
                    + delete.keep().map(keep -> " BUT " + keep).orElse("");
        } else if (work instanceof Work.Defer defer) {
            return "DEFER "
                    + String.join(
                            ", ",
                            defer.constraints().stream().map(Object::toString).toList());
        } else if (work instanceof Work.Update update) {
            Stream<String> sets = update.assignments().stream().map(a -> a.column() + " = " + a.valueSql());
            return "UPDATE " + update.table() + " SET " + String.join(", ", sets.toList());
        }
        if (work instanceof Work.Survivors survivors) {
            return "SURVIVORS " + survivors.table() + " " + survivors.columns();
        } else if (work instanceof Work.Free free) {
            return "FREE " + free.table() + "." + String.join(", ", free.columns());
        }
        return "SCRIPT " + ((Work.Script) work).file();
    }
}
