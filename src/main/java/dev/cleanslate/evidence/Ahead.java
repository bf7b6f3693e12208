package dev.cleanslate.evidence;

import dev.cleanslate.run.RunEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The steps of a run and how long each took before: in the rehearsal it goes by, else in the last run that passed. */
final class Ahead {

    private static final int NAMED = 3;

    /** Shorter than that nobody waits for, and nobody can compare. */
    private static final long WORTH_TELLING = 1_000;

    private List<Evidence.Coming> steps = List.of();
    private Map<String, Long> millis = Map.of();
    private String when = "";

    void are(List<Evidence.Coming> coming, Map<String, Long> lastTime) {
        steps = List.copyOf(coming);
        millis = Map.copyOf(lastTime);
        when = "last time";
    }

    void rehearsed(List<RunEvent.Rehearsed.StepTime> times) {
        millis = times.stream()
                .collect(Collectors.toMap(
                        RunEvent.Rehearsed.StepTime::id, RunEvent.Rehearsed.StepTime::millis, (one, other) -> one));
        when = "in the rehearsal";
    }

    /** Beside the seconds of a step under way; empty where nothing is known. */
    String before(String id) {
        long then = Objects.requireNonNullElse(millis.get(id), 0L);
        return then < WORTH_TELLING ? "" : " (" + Figures.seconds(then) + " " + when + ")";
    }

    /** What comes after the step; empty where nothing does. */
    String after(String id) {
        int here = place(id);
        if (here < 0 || here == steps.size() - 1) {
            return "";
        }
        List<Evidence.Coming> left = steps.subList(here + 1, steps.size());
        return "then " + Figures.count(left.size(), "step") + took(left)
                + left.stream()
                        .limit(NAMED)
                        .map(step -> Printable.of(step.name(), 80))
                        .collect(Collectors.joining(", ", ": ", left.size() > NAMED ? ", ..." : ""));
    }

    private String took(List<Evidence.Coming> left) {
        long sum = left.stream()
                .mapToLong(step -> Objects.requireNonNullElse(millis.get(step.id()), 0L))
                .sum();
        return sum < WORTH_TELLING ? "" : " (" + Figures.seconds(sum) + " " + when + ")";
    }

    private int place(String id) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
