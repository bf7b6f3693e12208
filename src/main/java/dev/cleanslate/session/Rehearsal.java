package dev.cleanslate.session;

import dev.cleanslate.rehearsal.Clone;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.run.TableProof;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The steps that only a rehearsal has: a copy before, and what is kept of it after. */
final class Rehearsal {

    private Rehearsal() {}

    /** A throwaway target is cloned on its own server: nothing of it is worth a backup, and no client tools are needed. */
    static void copy(Workbench bench, String step) {
        bench.events().tell(new RunEvent.Working(step, "cloning the database"));
        bench.letGo();
        long started = System.nanoTime();
        Clone clone = Clone.of(bench.url(), bench.url().database() + "_rehearsal");
        bench.copy(Copy.at(
                clone.url(), new Copy.Origin("clone", Duration.ofNanos(System.nanoTime() - started), Optional.empty(), clone::close)));
    }

    /** Stops the commit when other rows went than were rehearsed, or many more. */
    static void requireForetold(Workbench bench) {
        Foretold foretold = bench.foretold().orElseThrow();
        foretold.require(bench.proofs());
        bench.warrant().ifPresent(warrant -> warrant.rows(bench)
                .unlessWithin(bench.proofs().stream()
                        .mapToLong(TableProof::removed)
                        .sum())
                .ifPresent(objection -> {
                    throw new StepFailure(StepFailure.Kind.REFUSED, objection);
                }));
    }

    static void keep(Workbench bench) {
        Map<String, Foretold.Outcome> tables = bench.proofs().stream()
                .collect(Collectors.toMap(
                        TableProof::name, proof -> new Foretold.Outcome(proof.rowsBefore(), proof.removed())));
        bench.certify(Certifying.rehearsed(bench));
        bench.foretold(new Foretold(bench.fitting(), bench.plan(), tables));
        bench.events()
                .tell(new RunEvent.Next(
                        bench.paired ? "the reset itself follows." : "not executed: " + Decision.optIn(bench)));
    }
}
