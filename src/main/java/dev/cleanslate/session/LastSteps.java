package dev.cleanslate.session;

import dev.cleanslate.run.Stage;
import dev.cleanslate.suite.Hook;
import java.util.ArrayList;
import java.util.List;

/** The hooks that are fired when the run is over, as steps of its record: they come too late to be tests. */
final class LastSteps {

    private LastSteps() {}

    static List<Step> of(Workbench bench, Ending ending) {
        var slugs = new Slugs();
        var steps = new ArrayList<Step>();
        for (Hook hook : bench.hooks.atTheEnd(ending)) {
            String id = slugs.of("hook-" + hook.moment().word() + "-", hook.name());
            steps.add(new Step(
                    Stage.EVIDENCE,
                    id,
                    hook.name(),
                    hook.place(),
                    Step.Kind.WORK,
                    dynamic -> bench.hooks.fireAtTheEnd(id, hook, ending)));
        }
        return steps;
    }
}
