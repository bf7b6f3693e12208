package dev.cleanslate.session;

import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.postgres.Aside;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.run.GateRunner;
import dev.cleanslate.run.TableProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether the database still is what was rehearsed; nothing is asked where nothing was. */
final class BaselineGates {

    /** Below this part of what the rehearsal found, rows have gone that nobody foretold. */
    private static final double FAR_BELOW = 0.8;

    private static final long FEW = 10;

    private BaselineGates() {}

    static List<Condition> of(Workbench bench, boolean again) {
        Optional<Foretold> rehearsed = bench.foretold();
        if (rehearsed.isEmpty()) {
            return List.of();
        }
        List<Condition> all = new ArrayList<>();
        if (!again && !bench.guardedReset()) {
            all.add(new Condition(
                    "Suite, plan and schema are those of the rehearsal",
                    bench.suite.place(),
                    false,
                    open -> rehearsed.get().requireSame(bench.fitting())));
        }
        all.add(new Condition(
                "No table has lost rows since the rehearsal",
                bench.suite.place(),
                false,
                open -> rows(bench, rehearsed.get().tables(), again)));
        return all;
    }

    /** Before the locks an estimate that looks wrong is counted; behind them every table was, by the run itself. */
    private static void rows(Workbench bench, Map<String, Foretold.Outcome> foretold, boolean again) {
        List<String> lost = new ArrayList<>();
        List<String> grown = new ArrayList<>();
        if (again) {
            for (TableProof proof : bench.work().proofs()) {
                Optional.ofNullable(foretold.get(proof.name()))
                        .ifPresent(outcome -> compare(proof.name(), outcome.before(), proof.rowsBefore(), lost, grown));
            }
        } else {
            PgSession session = Gates.session(bench);
            for (TablePlan table : bench.plan().tables()) {
                Foretold.Outcome outcome = foretold.get(table.table().toString());
                if (outcome != null && farBelow(outcome.before(), table.estimatedRows())) {
                    compare(table.table().toString(), outcome.before(), count(session, table), lost, new ArrayList<>());
                }
            }
        }
        if (!grown.isEmpty()) {
            Gates.note(bench, "Grown since the rehearsal: " + String.join("; ", grown) + ".");
        }
        bench.readings.none(lost.size());
        if (!lost.isEmpty()) {
            throw GateRunner.refused("far fewer rows than in the rehearsal: " + String.join("; ", lost)
                    + ". Was something deleted, or is this another database? Find out, then rehearse again.");
        }
    }

    static void compare(String table, long before, long now, List<String> lost, List<String> grown) {
        String words =
                String.format(Locale.ROOT, "%s holds %,d rows, and held %,d in the rehearsal", table, now, before);
        if (farBelow(before, now)) {
            lost.add(words);
        } else if (now > before) {
            grown.add(words);
        }
    }

    private static boolean farBelow(long before, long now) {
        return before - now > FEW && now < before * FAR_BELOW;
    }

    private static long count(PgSession session, TablePlan table) {
        return Aside.of(
                        session,
                        () -> session.query("SELECT pg_catalog.count(*) FROM "
                                + table.table().sql()))
                .get(0)
                .number(0);
    }
}
