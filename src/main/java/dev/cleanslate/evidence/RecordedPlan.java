package dev.cleanslate.evidence;

import dev.cleanslate.api.Action;
import dev.cleanslate.evidence.record.PlanRecord;
import dev.cleanslate.plan.PhasePlan;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.Precedent;
import dev.cleanslate.plan.Proof;
import dev.cleanslate.plan.Strategy;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.plan.Work;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.suite.Phase;
import dev.cleanslate.suite.ReviewedRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** From a plan to its part of the record, and from that to what a later run goes by. */
final class RecordedPlan {

    private RecordedPlan() {}

    static PlanRecord of(RunEvent.Planned planned) {
        Plan plan = planned.plan();
        return new PlanRecord(
                planned.digest(),
                planned.schemaFingerprint(),
                planned.suiteDigest(),
                plan.phases().stream().map(RecordedPlan::phase).toList(),
                plan.tables().stream().map(RecordedPlan::table).toList(),
                plan.triggers().stream()
                        .map(t -> new PlanRecord.Trigger(t.table().toString(), t.name(), word(t.before())))
                        .toList(),
                names(plan.sequences()),
                names(plan.refresh()),
                Optional.of(new PlanRecord.Proof(
                        plan.proof().tablesWalked(),
                        plan.proof().keysWalked(),
                        reaches(plan.proof().reaches()),
                        reaches(plan.proof().keys()))),
                plan.storage().map(RecordedStorage::planned),
                plan.warnings(),
                plan.refusals().stream()
                        .map(r ->
                                new PlanRecord.Refusal(word(r.kind()), r.place().toString(), r.message()))
                        .toList(),
                plan.adaptation().map(a -> new PlanRecord.Variant(a.variant(), a.leftOut())));
    }

    private static List<PlanRecord.Key> reaches(List<Proof.Reach> reaches) {
        return reaches.stream()
                .map(r -> new PlanRecord.Key(r.from().toString(), r.constraint(), r.action(), r.to().toString()))
                .toList();
    }

    static Precedent precedent(PlanRecord plan) {
        Map<String, Precedent.Measured> measured = new LinkedHashMap<>();
        plan.tables()
                .forEach(table -> measured.put(
                        table.name(),
                        new Precedent.Measured(
                                table.estimatedRows(),
                                table.bytes(),
                                table.strategy().equals(word(Strategy.SURVIVORS)))));
        return new Precedent(measured);
    }

    /** Where the ways of another plan differ from this one's; a clause for each. */
    static List<String> ranOtherwise(PlanRecord rehearsed, Plan other) {
        List<String> differences = new ArrayList<>();
        Map<String, String> ways = new LinkedHashMap<>();
        other.tables().forEach(table -> ways.put(table.table().toString(), word(table.strategy())));
        rehearsed.tables().forEach(table -> {
            String now = ways.getOrDefault(table.name(), "nothing");
            if (!now.equals(table.strategy())) {
                differences.add(table.name() + " was rehearsed by " + table.strategy() + " and would go by " + now);
            }
        });
        List<List<String>> work =
                other.phases().stream().map(phase -> phase(phase).work()).toList();
        for (PlanRecord.Phase phase : rehearsed.phases()) {
            if (phase.index() >= work.size() || !phase.work().equals(work.get(phase.index()))) {
                differences.add("phase \"" + phase.name() + "\" would run other statements");
            }
        }
        return differences;
    }

    private static PlanRecord.Phase phase(PhasePlan phase) {
        return new PlanRecord.Phase(
                phase.index(),
                phase.phase().name(),
                phase.phase().place().toString(),
                phase.phase().pointOfNoReturn(),
                phase.work().stream().map(work -> work(work, phase.phase())).toList());
    }

    private static PlanRecord.Table table(TablePlan table) {
        return new PlanRecord.Table(
                table.table().toString(),
                table.fate().word(),
                word(table.strategy()),
                table.reason(),
                Math.max(table.estimatedRows(), -1),
                table.bytes(),
                table.phase(),
                word(table.fingerprint()));
    }

    /** Close to the SQL that runs, for people; the statements themselves are {@code run}'s. */
    private static String work(Work work, Phase phase) {
        if (work instanceof Work.Truncate truncate) {
            return "truncate " + String.join(", ", names(truncate.tables()));
        }
        if (work instanceof Work.Delete delete) {
            return "delete from " + delete.table()
                    + kept(delete.table(), phase)
                            .map(keep -> " but keep " + keep)
                            .orElse("");
        }
        if (work instanceof Work.Survivors survivors) {
            return "truncate " + survivors.table() + " but keep "
                    + kept(survivors.table(), phase).orElse(survivors.keep().strip());
        }
        if (work instanceof Work.Free free) {
            return "set " + String.join(", ", free.columns()) + " of " + free.table() + " to null in the rows that go";
        }
        if (work instanceof Work.Update update) {
            return "update " + update.table() + " set " + assignments(update)
                    + update.where().map(where -> " where " + where).orElse("");
        }
        if (work instanceof Work.Script script) {
            return "script " + script.file();
        }
        if (work instanceof Work.Defer defer) {
            return "defer " + String.join(", ", names(defer.constraints()));
        }
        throw new IllegalStateException(
                "The record has no words for " + work.getClass().getSimpleName() + ".");
    }

    /** The predicate of the rows that stay; the suite may have spelled the table with its schema or without. */
    static Optional<String> kept(QualifiedName table, Phase phase) {
        if (!(phase.action() instanceof Action.KeepRows keep)) {
            return Optional.empty();
        }
        String full = table.schema() + "." + table.name();
        String spelled = keep.predicates().containsKey(full) ? full : table.name();
        return Optional.ofNullable(phase.reviewed().get(spelled))
                .map(ReviewedRows::told)
                .or(() -> Optional.ofNullable(keep.predicates().get(spelled)));
    }

    static String assignments(Work.Update update) {
        return update.assignments().stream()
                .map(a -> a.column() + " = " + a.valueSql())
                .collect(Collectors.joining(", "));
    }

    private static List<String> names(List<QualifiedName> names) {
        return names.stream().map(QualifiedName::toString).toList();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
