package dev.cleanslate.session;

import dev.cleanslate.rehearsal.Clone;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.TableProof;
import java.util.Map;
import java.util.stream.Collectors;

/** The steps that only a rehearsal has: a copy before, and what is kept of it after. */
final class Rehearsal {

    private Rehearsal() {}

    /** A throwaway target is cloned on its own server: nothing of it is worth a backup, and no client tools are needed. */
    static void copy(Workbench bench, String step) {
        bench.events().tell(new RunEvent.Working(step, "cloning the database"));
        bench.letGo();
        Clone clone = Clone.of(bench.url(), bench.url().database() + "_rehearsal");
        bench.copy(new Copy(clone.url(), clone::close));
    }

    static void keep(Workbench bench) {
        Map<String, Rehearsed.Outcome> tables = bench.proofs().stream()
                .collect(Collectors.toMap(
                        TableProof::name, proof -> new Rehearsed.Outcome(proof.rowsBefore(), proof.removed())));
        bench.rehearsed(new Rehearsed(bench.fitting(), bench.plan(), tables));
        bench.events()
                .tell(new RunEvent.Next(
                        bench.paired ? "the reset itself follows." : "not executed: " + Decision.optIn(bench)));
    }
}
