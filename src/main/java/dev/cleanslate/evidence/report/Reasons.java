package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.PlanRecord;
import dev.cleanslate.evidence.record.Rehearsal;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.RunRecord.FailedAttempt;
import dev.cleanslate.evidence.record.StepResult;
import dev.cleanslate.evidence.record.TableResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the record knows that makes a step take another time than it took in the rehearsal. */
final class Reasons {

    /** Below this nobody plans a window by it. */
    private static final long ALIKE_MILLIS = 1_000;

    private static final double ALIKE = 1.5;

    /** It takes the locks, so who else has any shows here. */
    private static final String LOCKING = "baseline";

    /** They look at every table. */
    private static final Set<String> OF_ALL_TABLES = Set.of(LOCKING, "proof", "vacuum", "tables");

    private static final int BLOCKERS = 2;

    private final RunRecord facts;
    private final Rehearsal rehearsal;
    private final Language language;
    private final Map<String, Rehearsal.TableRows> then = new HashMap<>();

    Reasons(RunRecord facts, Rehearsal rehearsal, Language language) {
        this.facts = facts;
        this.rehearsal = rehearsal;
        this.language = language;
        rehearsal.tables().forEach(table -> then.put(table.name(), table));
    }

    /** Of a step that took so long in the rehearsal: by how much it differs, and why. */
    String of(StepResult step, long millis) {
        long now = step.millis();
        if (alike(now, millis)) {
            return language.say("timeline.alike");
        }
        List<String> parts = new ArrayList<>();
        parts.add(much(now, millis));
        attempts(step, parts);
        if (now > millis && step.id().equals(LOCKING)) {
            parts.add(language.say("timeline.locks"));
        }
        rows(step, parts);
        if (!sameServer()) {
            parts.add(language.say("timeline.othermachine"));
        }
        if (parts.size() == 1) {
            parts.add(language.say("timeline.unexplained"));
        }
        return String.join("; ", parts);
    }

    static boolean alike(long now, long then) {
        return Math.abs(now - then) < ALIKE_MILLIS || Math.max(now, then) < ALIKE * Math.min(now, then);
    }

    String much(long now, long then) {
        return language.say(now > then ? "timeline.slower" : "timeline.faster", language.seconds(Math.abs(now - then)));
    }

    boolean sameServer() {
        return rehearsal.server().equals("clone");
    }

    private void attempts(StepResult step, List<String> parts) {
        List<FailedAttempt> failed = facts.failedAttempts().stream()
                .filter(attempt -> attempt.step().equals(step.name()))
                .toList();
        if (!failed.isEmpty()) {
            List<String> blockers = failed.stream()
                    .flatMap(attempt -> attempt.blockers().stream())
                    .distinct()
                    .limit(BLOCKERS)
                    .toList();
            parts.add(
                    blockers.isEmpty()
                            ? language.say("timeline.attempts", failed.size())
                            : language.say("timeline.waited", failed.size(), language.list(blockers)));
        }
    }

    private void rows(StepResult step, List<String> parts) {
        Predicate<TableResult> concerned = concerned(step);
        long before = 0;
        long removed = 0;
        long beforeThen = 0;
        long removedThen = 0;
        for (TableResult table : facts.tables()) {
            Rehearsal.TableRows known = then.get(table.name());
            if (known != null && table.measured() && concerned.test(table)) {
                before += table.before();
                removed += table.removed();
                beforeThen += known.before();
                removedThen += known.removed();
            }
        }
        if (removed != removedThen) {
            parts.add(language.say("timeline.rows", language.number(removed), language.number(removedThen)));
        } else if (before != beforeThen) {
            parts.add(language.say("timeline.held", language.number(before), language.number(beforeThen)));
        }
    }

    /** The tables that the step is about: of a phase its own. */
    private Predicate<TableResult> concerned(StepResult step) {
        if (OF_ALL_TABLES.contains(step.id())) {
            return table -> true;
        }
        Set<String> own = facts.plan().stream()
                .flatMap(plan -> plan.phases().stream()
                        .filter(phase -> is(phase, step))
                        .flatMap(phase -> plan.tables().stream()
                                .filter(table -> table.phase()
                                        .filter(index -> index == phase.index())
                                        .isPresent())
                                .map(PlanRecord.Table::name)))
                .collect(Collectors.toSet());
        return table -> own.contains(table.name());
    }

    private static boolean is(PlanRecord.Phase phase, StepResult step) {
        return step.id().contains("phase")
                && phase.name().equals(step.name())
                && step.place()
                        .map(place -> Objects.equals(place, phase.place()))
                        .orElse(true);
    }
}
