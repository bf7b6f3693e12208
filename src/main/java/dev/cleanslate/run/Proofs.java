package dev.cleanslate.run;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
                    refilledByScript(table),
                    freed(table),
                    Suspects.of(table, plan, catalog, trees.names(table.table()))));
        }
        return proofs;
    }

    private boolean refilledByScript(TablePlan table) {
        int wiped = table.phase().orElse(Integer.MAX_VALUE);
        return plan.phases().stream()
                .filter(phase -> phase.index() > wiped)
                .flatMap(phase -> phase.work().stream())
                .anyMatch(work -> work instanceof dev.cleanslate.plan.Work.Script);
    }

    private boolean freed(TablePlan table) {
        return plan.phases().stream()
                .flatMap(phase -> phase.work().stream())
                .anyMatch(work -> work instanceof dev.cleanslate.plan.Work.Free free
                        && free.table().equals(table.table()));
    }

    private static Content content(Map<QualifiedName, Content> content, TablePlan table) {
        return content.getOrDefault(table.table(), new Content(0, ""));
    }
}
