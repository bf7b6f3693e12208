package dev.cleanslate.run;

import dev.cleanslate.plan.Fate;
import dev.cleanslate.plan.PhasePlan;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.Strategy;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.suite.Suite.Fingerprinting;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The transaction of a reset once over nothing, rolled back and told to nobody.
 *
 * <p>Problem: what a process does for the first time takes it several times as long, and a reset does nearly everything
 * for the first time while others wait for its locks. Solution: the same way once before, on the same connection, with
 * every table ignored: none is locked, none is looked into.
 */
public final class WarmUp {

    private WarmUp() {}

    public static void of(PgSession session, Plan plan, Catalog catalog) {
        var nobody = new RunEvents((at, event) -> {}, Clock.systemUTC());
        var reset = new Reset(session, overNothing(plan), catalog, nobody, () -> session);
        try {
            reset.begin("warm-up");
            session.batch(List.of("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"));
            reset.plan().phases().forEach(phase -> reset.phase("warm-up", phase));
            reset.sequencesFollowRows("warm-up");
            reset.constraintsHold("warm-up");
            reset.triggersBack("warm-up");
            reset.schemaUnchanged("warm-up");
            reset.proved("warm-up", reset.proofs("warm-up"));
        } finally {
            reset.rollback();
        }
    }

    private static Plan overNothing(Plan plan) {
        return new Plan(
                plan.suite(),
                plan.database(),
                plan.serverVersion(),
                plan.phases().stream()
                        .map(phase -> new PhasePlan(phase.index(), phase.phase(), List.of()))
                        .toList(),
                plan.tables().stream().map(WarmUp::ignored).toList(),
                List.of(),
                List.of(),
                List.of(),
                plan.proof(),
                plan.subjects(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static TablePlan ignored(TablePlan table) {
        return new TablePlan(
                table.table(),
                Fate.IGNORE,
                Strategy.NONE,
                table.reason(),
                table.estimatedRows(),
                table.bytes(),
                Optional.empty(),
                true,
                Fingerprinting.OFF);
    }
}
