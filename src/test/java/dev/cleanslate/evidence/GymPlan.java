package dev.cleanslate.evidence;

import dev.cleanslate.api.Action;
import dev.cleanslate.plan.Fate;
import dev.cleanslate.plan.PhasePlan;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.Proof;
import dev.cleanslate.plan.Refusal;
import dev.cleanslate.plan.Strategy;
import dev.cleanslate.plan.Subjects;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.plan.TriggerPlan;
import dev.cleanslate.plan.Work;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.postgres.Trigger;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Phase;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.Suite.Fingerprinting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gym's database and its plan, as the runs told by {@link GymRun} have them. */
final class GymPlan {

    private GymPlan() {}

    static QualifiedName table(String name) {
        return new QualifiedName("public", name);
    }

    static Place place(int line) {
        return new Place("suites/gym/suite.yaml", line, 5);
    }

    static ServerFacts server() {
        return new ServerFacts(
                "gym_demo",
                16384,
                "7300000000000000001",
                170005,
                "17.5",
                "cleanslate",
                false,
                false,
                false,
                true,
                true,
                List.of(),
                List.of(),
                List.of());
    }

    static Plan plan(List<Refusal> refusals) {
        Map<String, Action.TableReset> balances = new LinkedHashMap<>();
        balances.put("restaurants", new Action.TableReset(Map.of("cash_balance", new Action.Value.Literal("0")), null));
        return new Plan(
                "gym",
                "gym_demo",
                "17.5",
                List.of(
                        phase(
                                0,
                                "Leaf nodes",
                                new Action.Wipe(List.of("scan_audit_logs", "absence_records")),
                                false,
                                new Work.Truncate(List.of(table("scan_audit_logs"), table("absence_records")))),
                        phase(
                                1,
                                "Accounts",
                                new Action.KeepRows(Map.of("users", "role = 'admin'"), List.of("user_sessions")),
                                false,
                                new Work.Delete(table("users"))),
                        phase(
                                2,
                                "Balances",
                                new Action.Reset(balances),
                                false,
                                new Work.Update(
                                        table("restaurants"),
                                        List.of(new Work.Assignment("cash_balance", "'0'::numeric")),
                                        Optional.of("id > 0"))),
                        phase(
                                3,
                                "Catalog again",
                                new Action.Sql("reseed.sql"),
                                false,
                                new Work.Script("reseed.sql", "insert into lessons values (1);\nselect 1;\n")),
                        phase(
                                4,
                                "User profiles",
                                new Action.Wipe(List.of("user_profiles")),
                                true,
                                new Work.Delete(table("user_profiles")))),
                List.of(
                        planned(
                                "scan_audit_logs",
                                Fate.WIPE,
                                Strategy.TRUNCATE,
                                "1,204,000 rows by estimate, from 100,000 on TRUNCATE is faster",
                                1_204_000,
                                240_000_000,
                                0),
                        planned(
                                "absence_records",
                                Fate.WIPE,
                                Strategy.TRUNCATE,
                                "goes with scan_audit_logs, because the two refer to each other and only one statement over both"
                                        + " can empty them",
                                -1,
                                49_152,
                                0),
                        planned("users", Fate.KEEP_ROWS, Strategy.DELETE, "a predicate keeps rows", 412, 98_304, 1),
                        planned("restaurants", Fate.RESET, Strategy.UPDATE, "columns are set, rows stay", 3, 16_384, 2),
                        planned("user_profiles", Fate.WIPE, Strategy.DELETE, "few rows", 412, 98_304, 4),
                        planned(
                                "user_sessions",
                                Fate.WIPE,
                                Strategy.NONE,
                                "goes with users by ON DELETE CASCADE",
                                9,
                                8192,
                                -1),
                        planned("lessons", Fate.PROTECT, Strategy.NONE, "protected by the suite", 40, 16_384, -1),
                        planned("schema_migrations", Fate.IGNORE, Strategy.NONE, "ignored by the suite", 12, 8192, -1)),
                List.of(new TriggerPlan(table("user_profiles"), "trigger_membership_is_active", Trigger.State.ENABLED)),
                List.of(table("users_id_seq"), new QualifiedName("billing", "invoice_no")),
                List.of(table("member_totals")),
                new Proof(
                        8,
                        5,
                        List.of(new Proof.Reach(
                                table("users"), "user_sessions_user_id_fkey", "CASCADE", table("user_sessions"))),
                        List.of(
                                new Proof.Reach(
                                        table("users"),
                                        "user_sessions_user_id_fkey",
                                        "ON DELETE CASCADE",
                                        table("user_sessions")),
                                new Proof.Reach(
                                        table("lessons"),
                                        "absence_records_lesson_id_fkey",
                                        "ON DELETE NO ACTION",
                                        table("absence_records")))),
                Subjects.NONE,
                Optional.empty(),
                List.of("suites/gym/suite.yaml:30:5: table lessons is protected by counters only on its partitions."),
                refusals,
                Optional.empty());
    }

    static List<Refusal> twoRefusals() {
        return List.of(
                new Refusal(
                        Refusal.Kind.RULE, place(14), "table lessons would lose rows through lessons_trainer_id_fkey."),
                new Refusal(
                        Refusal.Kind.USAGE, place(20), "no table \"user_profile\". Did you mean \"user_profiles\"?"));
    }

    private static PhasePlan phase(int index, String name, Action action, boolean noReturn, Work work) {
        List<Check> checks =
                index == 1 ? List.of(new Check("users = 1", place(16), new Check.Kind.NoOrphans())) : List.of();
        Phase phase = new Phase(
                name,
                place(10 + index),
                action,
                Map.of(),
                Map.of(),
                Optional.of(Duration.ofMinutes(5)),
                index == 0 ? Optional.of(Duration.ofSeconds(10)) : Optional.empty(),
                noReturn,
                checks);
        return new PhasePlan(index, phase, List.of(work));
    }

    private static TablePlan planned(
            String name, Fate fate, Strategy strategy, String reason, long rows, long bytes, int phase) {
        return new TablePlan(
                table(name),
                fate,
                strategy,
                reason,
                rows,
                bytes,
                phase < 0 ? Optional.empty() : Optional.of(phase),
                false,
                fate == Fate.PROTECT ? Fingerprinting.FULL : Fingerprinting.OFF);
    }
}
