package dev.cleanslate.session;

import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Mention;
import java.util.stream.Collectors;

/** What the target's entry in targets.yaml asks for and this version does not do. */
final class Policy {

    private Policy() {}

    static void require(Workbench bench) {
        if (!bench.target.unbuilt().isEmpty()) {
            throw refused(
                    bench,
                    "asks for what is not built yet: "
                            + bench.target.unbuilt().stream().map(Mention::name).collect(Collectors.joining(", "))
                            + ". A reset that ignored it would be less safe than it looks.");
        }
    }

    private static StepFailure refused(Workbench bench, String message) {
        return new StepFailure(
                StepFailure.Kind.REFUSED,
                bench.target.place() + ": target \"" + bench.target.name() + "\" " + message + " Nothing was changed.");
    }
}
