package dev.cleanslate.run;

import dev.cleanslate.plan.TriggerPlan;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns the suite's triggers off and puts each back into the very state it was in. */
final class TriggerSwitch {

    private TriggerSwitch() {}

    static void off(PgSession session, List<TriggerPlan> triggers) {
        for (TriggerPlan trigger : triggers) {
            if (trigger.before() != Trigger.State.DISABLED) {
                session.execute(alter(trigger, "DISABLE TRIGGER"));
            }
        }
    }

    static void back(PgSession session, List<TriggerPlan> triggers) {
        for (TriggerPlan trigger : triggers) {
            if (!state(session, trigger).equals(letter(trigger.before()))) {
                session.execute(alter(
                        trigger,
                        switch (trigger.before()) {
                            case ENABLED -> "ENABLE TRIGGER";
                            case REPLICA -> "ENABLE REPLICA TRIGGER";
                            case ALWAYS -> "ENABLE ALWAYS TRIGGER";
                            // One that was off gets here where its table's was on, and took it along.
                            case DISABLED -> "DISABLE TRIGGER";
                        }));
            }
        }
    }

    /** The triggers whose state is not what it was, in words. */
    static List<String> differences(PgSession session, List<TriggerPlan> triggers) {
        var differences = new ArrayList<String>();
        for (TriggerPlan trigger : triggers) {
            String state = state(session, trigger);
            if (!state.equals(letter(trigger.before()))) {
                differences.add(trigger.name() + " on " + trigger.table() + " is '" + state + "', was '"
                        + letter(trigger.before()) + "'");
            }
        }
        return differences;
    }

    private static String state(PgSession session, TriggerPlan trigger) {
        return session.query("""
                        SELECT t.tgenabled::pg_catalog.text FROM pg_catalog.pg_trigger t
                        WHERE t.tgrelid = ?::pg_catalog.regclass AND t.tgname = ?
                          AND (NOT t.tgisinternal OR t.tgparentid <> 0)""", trigger.table().sql(), trigger.name()).stream()
                .map(row -> String.valueOf(row.text(0)))
                .collect(Collectors.joining());
    }

    static String letter(Trigger.State state) {
        return switch (state) {
            case ENABLED -> "O";
            case DISABLED -> "D";
            case REPLICA -> "R";
            case ALWAYS -> "A";
        };
    }

    private static String alter(TriggerPlan trigger, String what) {
        return "ALTER TABLE " + trigger.table().sql() + " " + what + " " + QualifiedName.quote(trigger.name());
    }
}
