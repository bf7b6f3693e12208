package dev.cleanslate.engine;

import dev.cleanslate.session.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What filters, unique ids and lines left of a suite's plan; {@code strays} were asked for and are not in it. */
record Selection(String suite, List<Step> plan, List<Step> left, List<String> strays) {

    private static final int NAMED = 3;

    Selection {
        plan = List.copyOf(plan);
        left = List.copyOf(left);
        strays = List.copyOf(strays);
    }

    boolean isWhole() {
        return left.size() == plan.size() && strays.isEmpty();
    }

    List<String> ids() {
        return left.stream().map(Step::id).toList();
    }

    /** Why this selection may not run, given how the suite failed before in this JVM. */
    Optional<String> refusal(Optional<String> failedBefore) {
        if (isWhole() || isUnreadable()) {
            return Optional.empty();
        }
        if (failedBefore.isPresent()) {
            return Optional.of(suite + ": the run before this one failed (" + failedBefore.get()
                    + "); a step that passes alone does not make it green."
                    + " Run the whole suite again. Nothing was run this time.");
        }
        if (left.stream().allMatch(step -> step.kind() == Step.Kind.CHECK)) {
            return Optional.empty();
        }
        return Optional.of(suite + ": the plan cannot run in part: " + strayOrMissing()
                + ". Select the whole suite, or checks alone. Nothing was run.");
    }

    /** A suite that cannot be read is one step that says why, whatever step was asked for. */
    private boolean isUnreadable() {
        return plan.size() == 1 && left.size() == 1;
    }

    private String strayOrMissing() {
        if (!strays.isEmpty()) {
            return "it has no step \"" + String.join("\", \"", strays) + "\", which was asked for";
        }
        Set<String> present = new HashSet<>(ids());
        List<String> missing = plan.stream()
                .filter(step -> !present.contains(step.id()))
                .map(Step::name)
                .toList();
        String named = missing.stream().limit(NAMED).collect(Collectors.joining("\", \"", "\"", "\""));
        int more = missing.size() - NAMED;
        return "of its " + plan.size() + " steps " + named + (more > 0 ? " and " + more + " more" : "")
                + (missing.size() == 1 ? " is" : " are") + " not selected";
    }
}
