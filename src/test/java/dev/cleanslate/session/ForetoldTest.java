package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.Proof;
import dev.cleanslate.plan.Subjects;
import dev.cleanslate.run.StepFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForetoldTest {

    private static final Fitting FITTING = new Fitting("suite", "plan", "schema");

    private final Foretold rehearsed = new Foretold(FITTING, noPlan(), Map.of());

    @Test
    void goesForTheSameSuitePlanAndSchema() {
        assertThatCode(() -> rehearsed.requireSame(new Fitting("suite", "plan", "schema")))
                .doesNotThrowAnyException();
    }

    @Test
    void saysWhatChangedSince() {
        assertThatThrownBy(() -> rehearsed.requireSame(new Fitting("other", "plan", "schema")))
                .isInstanceOf(StepFailure.class)
                .hasMessageStartingWith("the suite's files changed since the rehearsal");
        assertThatThrownBy(() -> rehearsed.requireSame(new Fitting("suite", "other", "other")))
                .hasMessageStartingWith("the schema of the database and the plan changed");
    }

    @Test
    void explainsADifferenceByAsManyRowsAsCameOrWent() {
        var outcome = new Foretold.Outcome(100, 90);
        assertThat(outcome.explains(100, 90)).isTrue();
        assertThat(outcome.explains(103, 93)).isTrue();
        assertThat(outcome.explains(103, 91)).isTrue();
        assertThat(outcome.explains(100, 91)).isFalse();
        assertThat(outcome.explains(102, 95)).isFalse();
    }

    private static Plan noPlan() {
        return new Plan(
                "shop",
                "shop",
                "18",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Proof(0, 0, List.of()),
                Subjects.NONE,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
