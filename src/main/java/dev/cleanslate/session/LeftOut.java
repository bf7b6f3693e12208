package dev.cleanslate.session;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.suite.Check;
import java.util.Optional;

/** A step that has nothing to do in this run: no failure, and nothing that was looked at either. */
final class LeftOut extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** {@code why} goes on from {@code left out: }. */
    LeftOut(String why) {
        super("left out: " + why, null, false, false);
    }

    /** The check as this database can be asked it. */
    static Check orFitted(Workbench bench, Check check) {
        LoneChecks.ready(bench);
        return bench.plan()
                .adaptation()
                .map(adapted -> adapted.fitted(check)
                        .orElseThrow(() -> new LeftOut("this database is variant " + adapted.variant()
                                + check.only().map(only -> ", not " + only).orElse(""))))
                .orElse(check);
    }

    /** For what belongs to one variant. */
    static void unlessOf(Workbench bench, Optional<String> only) {
        bench.planned()
                .flatMap(Plan::adaptation)
                .filter(adapted -> !adapted.serves(only))
                .ifPresent(adapted -> {
                    throw new LeftOut("this database is variant " + adapted.variant() + ", not " + only.orElse(""));
                });
    }

    /** For what reaches beyond a database that nothing stands around. */
    static void ifAlone(Workbench bench, boolean outside) {
        if (outside && bench.target.alone()) {
            throw new LeftOut("nothing stands around " + bench.target.name() + " (outside: none)");
        }
    }
}
