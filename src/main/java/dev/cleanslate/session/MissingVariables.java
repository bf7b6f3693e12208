package dev.cleanslate.session;

import dev.cleanslate.run.StepFailure;
import dev.cleanslate.run.Unset;
import dev.cleanslate.suite.Gate;
import dev.cleanslate.suite.Hook;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.Smoke;
import dev.cleanslate.suite.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a suite takes from the environment and does not find there: each variable once, however many ask for it. */
final class MissingVariables {

    private final Map<String, List<Asker>> unset = new LinkedHashMap<>();

    /** Of all that is asked around a database that something stands around; {@code real}: not in a rehearsal. */
    static MissingVariables of(Suite suite, boolean real, Map<String, String> environment) {
        var missing = new MissingVariables();
        for (Gate gate : suite.sections().gates()) {
            if (gate.kind() instanceof Gate.Kind.Http http) {
                missing.add(gate.place(), "gate \"" + gate.name() + "\"", Unset.of(http.check(), environment));
            }
        }
        for (Hook hook : suite.sections().hooks()) {
            if (real || hook.rehearse()) {
                missing.add(
                        hook.place(),
                        "hook \"" + hook.name() + "\" at " + hook.moment().word(),
                        Unset.of(hook, environment));
            }
        }
        for (Smoke smoke : suite.sections().smoke()) {
            if (smoke.kind() instanceof Smoke.Kind.Http http && (real || smoke.rehearse())) {
                missing.add(smoke.place(), "smoke test \"" + smoke.name() + "\"", Unset.of(http.check(), environment));
            }
        }
        return missing;
    }

    void add(Place place, String asker, List<Unset> missing) {
        missing.forEach(one ->
                unset.computeIfAbsent(one.variable(), v -> new ArrayList<>()).add(new Asker(place, asker, one)));
    }

    boolean none() {
        return unset.isEmpty();
    }

    /** A line for each variable: who asks for it first, how many others do, and the mend. */
    String told() {
        return unset.values().stream().map(MissingVariables::told).collect(Collectors.joining("\n"));
    }

    String[] mends() {
        return unset.keySet().stream().map(name -> "export " + name + "='…'").toArray(String[]::new);
    }

    /** @throws StepFailure of kind USAGE when anything is not there */
    void requireNone() {
        if (!none()) {
            throw new StepFailure(StepFailure.Kind.USAGE, told() + " Nothing was run.");
        }
    }

    private static String told(List<Asker> askers) {
        Asker first = askers.get(0);
        Unset unset = first.unset();
        String begin = first.place() + ": " + first.asker() + ": ";
        long others = askers.stream().map(Asker::asker).distinct().count() - 1;
        if (others == 0) {
            return begin + unset.message();
        }
        return begin + unset.what() + " asks for the variable " + unset.variable() + ", as " + others
                + (others == 1 ? " other place does" : " other places do") + ", and it is " + unset.state()
                + " in the environment. " + unset.mend();
    }

    private record Asker(Place place, String asker, Unset unset) {}
}
