package dev.cleanslate.run;

import dev.cleanslate.plan.Fate;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.plan.Work;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Everything that is measured under the locks and before the first change, for the proof at the end. */
record Baseline(Tally tally, Map<Long, Long> files, Map<QualifiedName, Content> content) {

    private static final String COUNTING = "counting rows and fingerprinting";

    static Baseline take(PgSession session, Plan plan, TableTrees trees, RunEvents events, String step) {
        Tally tally = Tally.read(session);
        var oids = new HashSet<Long>();
        plan.tables().forEach(table -> oids.addAll(trees.oids(table.table())));
        events.tell(new RunEvent.Working(step, COUNTING));
        Map<QualifiedName, Content> content = content(session, plan, trees, events, step);
        Kept.before(session, plan).forEach((table, kept) -> content.merge(table, kept, Content::fingerprintedAs));
        events.tell(new RunEvent.Working(step, "noting the files of the tables"));
        return new Baseline(tally, Tally.files(session, oids), content);
    }

    /** As the tables are now: what a predicate once kept is all that is left. */
    static Map<QualifiedName, Content> after(
            PgSession session, Plan plan, TableTrees trees, RunEvents events, String step) {
        events.tell(new RunEvent.Working(step, COUNTING));
        Map<QualifiedName, Content> content = content(session, plan, trees, events, step);
        Kept.after(session, plan).forEach((table, kept) -> content.merge(table, kept, Content::fingerprintedAs));
        events.tell(new RunEvent.Working(step, "comparing before and after"));
        return content;
    }

    /** Rows and fingerprints of every table with a fate; what is ignored is not looked into. */
    private static Map<QualifiedName, Content> content(
            PgSession session, Plan plan, TableTrees trees, RunEvents events, String step) {
        var content = new LinkedHashMap<QualifiedName, Content>();
        var toCount = new ArrayList<QualifiedName>();
        for (TablePlan table : plan.tables()) {
            switch (table.fate()) {
                case WIPE, KEEP_ROWS -> toCount.add(table.table());
                case PROTECT, RESET -> content.put(table.table(), look(session, plan, table, trees, events, step));
                case IGNORE -> {}
            }
        }
        Content.count(session, toCount).forEach((name, rows) -> content.put(name, new Content(rows, "")));
        return content;
    }

    private static Content look(
            PgSession session, Plan plan, TablePlan table, TableTrees trees, RunEvents events, String step) {
        long started = System.nanoTime();
        QualifiedName name = table.table();
        Content content = Content.of(session.query(Fingerprints.select(
                        name, table.fingerprint(), trees.columns(name), trees.key(name), changing(plan, table)))
                .get(0));
        long millis = (System.nanoTime() - started) / 1_000_000;
        if (millis > 500) {
            events.tell(new RunEvent.Progress(step, "content of " + name, content.rows(), millis));
        }
        return content;
    }

    private static Set<String> changing(Plan plan, TablePlan table) {
        var columns = new HashSet<String>();
        if (table.fate() == Fate.RESET) {
            plan.phases().stream().flatMap(phase -> phase.work().stream()).forEach(work -> {
                if (work instanceof Work.Update update && update.table().equals(table.table())) {
                    update.assignments().forEach(assignment -> columns.add(assignment.column()));
                }
            });
        }
        return columns;
    }
}
