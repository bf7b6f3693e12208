package dev.cleanslate.run;

import dev.cleanslate.plan.PhasePlan;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.plan.Work;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Every table compared with what it was before the first change, and with what the plan does to it. */
final class Proofs {

    private final PgSession session;
    private final Plan plan;
    private final Catalog catalog;
    private final TableTrees trees;
    private final Baseline baseline;

    Proofs(PgSession session, Plan plan, Catalog catalog, TableTrees trees, Baseline baseline) {
        this.session = session;
        this.plan = plan;
        this.catalog = catalog;
        this.trees = trees;
        this.baseline = baseline;
    }

    List<TableProof> compared(RunEvents events, String step) {
        var proofs = new ArrayList<TableProof>();
        Tally tally = Tally.read(session);
        Map<Long, Long> files = Tally.files(session, baseline.files().keySet());
        Map<QualifiedName, Content> after = Baseline.after(session, plan, trees, events, step);
        int lastScript = lastScript();
        Set<QualifiedName> freed = freed();
        for (TablePlan table : plan.tables()) {
            var oids = trees.oids(table.table());
            boolean rewritten = oids.stream()
                    .anyMatch(oid ->
                            !Objects.equals(files.get(oid), baseline.files().get(oid)));
            proofs.add(new TableProof(
                    table,
                    content(baseline.content(), table),
                    content(after, table),
                    tally.since(baseline.tally(), oids),
                    rewritten,
                    table.phase().filter(wiped -> wiped < lastScript).isPresent(),
                    freed.contains(table.table()),
                    Suspects.of(table, plan, catalog, trees.names(table.table()))));
        }
        return proofs;
    }

    /** The last phase that runs a script; of what is wiped before it, rows may be there again. */
    private int lastScript() {
        return plan.phases().stream()
                .filter(phase -> phase.work().stream().anyMatch(Work.Script.class::isInstance))
                .mapToInt(PhasePlan::index)
                .max()
                .orElse(-1);
    }

    private Set<QualifiedName> freed() {
        return plan.phases().stream()
                .flatMap(phase -> phase.work().stream())
                .filter(Work.Free.class::isInstance)
                .map(work -> ((Work.Free) work).table())
                .collect(Collectors.toSet());
    }

    private static Content content(Map<QualifiedName, Content> content, TablePlan table) {
        return content.getOrDefault(table.table(), new Content(0, ""));
    }
}
