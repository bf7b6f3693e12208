package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Suite × catalog: everything a reset will do, decided before anything runs. With refusals it may not run. Partitions are
 * part of the table they belong to and do not stand among {@code tables}.
 */
public record Plan(
        String suite,
        String database,
        String serverVersion,
        List<PhasePlan> phases,
        List<TablePlan> tables,
        List<TriggerPlan> triggers,
        List<QualifiedName> sequences,
        List<QualifiedName> refresh,
        Proof proof,
        Subjects subjects,
        Optional<StoragePlan> storage,
        List<String> warnings,
        List<Refusal> refusals,
        Optional<Adaptation> adaptation) {

    public Plan {
        phases = List.copyOf(phases);
        tables = List.copyOf(tables);
        triggers = List.copyOf(triggers);
        sequences = List.copyOf(sequences);
        refresh = List.copyOf(refresh);
        warnings = List.copyOf(warnings);
        refusals = List.copyOf(refusals);
    }

    public Plan warned(List<String> more) {
        List<String> all = new ArrayList<>(more);
        all.addAll(warnings);
        return new Plan(
                suite,
                database,
                serverVersion,
                phases,
                tables,
                triggers,
                sequences,
                refresh,
                proof,
                subjects,
                storage,
                all,
                refusals,
                adaptation);
    }

    public boolean refused() {
        return !refusals.isEmpty();
    }

    /** What the digest of this plan is over, in canonical lines: neither sizes nor strategies are among it. */
    public List<String> bound() {
        return Bound.lines(this);
    }
}
