package dev.cleanslate.session;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.TableProof;
import java.util.Map;
import java.util.stream.Collectors;

/** The steps that only a rehearsal has: a copy before, and what is kept of it after. */
final class Rehearsal {

    private Rehearsal() {}

    static void copy(Workbench bench, String step) {
        throw new UnsupportedOperationException("" + bench + step);
    }

    static void keep(Workbench bench) {
        Map<String, Rehearsed.Outcome> tables = bench.proofs().stream()
                .collect(Collectors.toMap(
                        TableProof::name,
                        proof -> new Rehearsed.Outcome(proof.rowsBefore(), proof.removed())));
        bench.rehearsed(new Rehearsed(bench.fitting(), bench.plan(), tables));
        bench.events().tell(new RunEvent.Next(bench.paired ? "the reset itself follows." : "not executed: " + Decision.optIn(bench)));
    }
}
