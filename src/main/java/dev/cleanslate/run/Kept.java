package dev.cleanslate.run;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.Work;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.suite.Suite.Fingerprinting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that a predicate keeps, before, and all that is left, after: the same rows with the same content. Where the
 * suite lets cascades take kept rows too there is nothing to compare, and the counters alone are the proof.
 */
final class Kept {

    private Kept() {}

    /** As a condition on a row: whatever the predicate does not hold true for, null included. */
    static String goes(String predicate) {
        return "(" + predicate + "\n) IS NOT TRUE";
    }

    static Map<QualifiedName, Content> before(PgSession session, Plan plan) {
        var kept = new LinkedHashMap<QualifiedName, Content>();
        predicates(plan)
                .forEach((table, predicate) -> kept.put(
                        table,
                        Content.of(session.query(Fingerprints.ofKept(table, predicate))
                                .get(0))));
        return kept;
    }

    static Map<QualifiedName, Content> after(PgSession session, Plan plan) {
        var left = new LinkedHashMap<QualifiedName, Content>();
        for (QualifiedName table : predicates(plan).keySet()) {
            String all = Fingerprints.select(table, Fingerprinting.FULL, List.of(), List.of(), List.of());
            left.put(table, Content.of(session.query(all).get(0)));
        }
        return left;
    }

    private static Map<QualifiedName, String> predicates(Plan plan) {
        var predicates = new LinkedHashMap<QualifiedName, String>();
        var compared = plan.tables().stream()
                .filter(table -> table.fingerprint() != Fingerprinting.OFF)
                .map(dev.cleanslate.plan.TablePlan::table)
                .toList();
        plan.phases().stream().flatMap(phase -> phase.work().stream()).forEach(work -> {
            if (work instanceof Work.Delete delete && compared.contains(delete.table())) {
                delete.keep().ifPresent(keep -> predicates.put(delete.table(), keep));
            } else if (work instanceof Work.Survivors survivors) {
                predicates.put(survivors.table(), survivors.keep());
            }
        });
        return predicates;
    }
}
