package dev.cleanslate.plan;

import dev.cleanslate.suite.Phase;
import java.util.List;

/** A phase of the suite with the statements it comes to. */
public record PhasePlan(int index, Phase phase, List<Work> work) {

    public PhasePlan {
        work = List.copyOf(work);
    }
}
