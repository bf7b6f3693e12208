package dev.cleanslate.session;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.run.TableProof;
import java.util.Map;
import java.util.stream.Collectors;

/** What a rehearsal foretells, and that the reset keeps to it. */
final class Rehearsal {

    private Rehearsal() {}

    /** Stops the commit when other rows went than were rehearsed, or many more. */
    static void requireForetold(Workbench bench) {
        Foretold foretold = bench.foretold().orElseThrow();
        foretold.require(bench.work().proofs());
        bench.warrant()
                .ifPresent(warrant -> warrant.rows(bench)
                        .unlessWithin(bench.work().proofs().stream()
                                .mapToLong(TableProof::removed)
                                .sum())
                        .ifPresent(objection -> {
                            throw new StepFailure(StepFailure.Kind.REFUSED, objection);
                        }));
    }

    static void keep(Workbench bench) {
        Map<String, Foretold.Outcome> tables = bench.work().proofs().stream()
                .collect(Collectors.toMap(
                        TableProof::name, proof -> new Foretold.Outcome(proof.rowsBefore(), proof.removed())));
        bench.rehearsed(new Foretold(bench.fitting(), bench.plan(), tables));
        long removed =
                tables.values().stream().mapToLong(Foretold.Outcome::removed).sum();
        bench.events()
                .tell(new RunEvent.Next(
                        bench.paired
                                ? "the reset itself follows."
                                : "not executed: " + Decision.optIn(bench, removed)));
    }
}
