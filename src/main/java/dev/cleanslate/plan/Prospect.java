package dev.cleanslate.plan;

import dev.cleanslate.plan.RightsNeeded.Right;
import dev.cleanslate.postgres.Answers;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Question;
import dev.cleanslate.postgres.Surroundings;
import dev.cleanslate.suite.Suite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What awaits a suite on a database days ahead. The suite is planned twice: as the role is, and as if it lacked
 * nothing; what is refused only the first time, a grant mends.
 */
public final class Prospect {

    private static final int NAMED = 6;

    private final Suite suite;
    private final Catalog catalog;
    private final Surroundings surroundings;
    private final Plan plan;
    private final Plan unhindered;
    private final List<Diagnosis> found = new ArrayList<>();

    private Prospect(Suite suite, Catalog catalog, Surroundings surroundings, Plan plan, Plan unhindered) {
        this.suite = suite;
        this.catalog = catalog;
        this.surroundings = surroundings;
        this.plan = plan;
        this.unhindered = unhindered;
    }

    /** What the server has to be asked before {@link #of}; the answers may need rights that the role has not. */
    public static List<Question> questions(Suite suite, Catalog catalog) {
        Set<Question> all = new LinkedHashSet<>(Planner.questions(suite, Unhindered.of(catalog)));
        all.addAll(Planner.questions(suite, catalog));
        return List.copyOf(all);
    }

    /** With the answers to the questions of a plain plan, and to {@link #questions}. */
    public static List<Diagnosis> of(
            Suite suite, Catalog catalog, Surroundings surroundings, Answers answers, Answers all) {
        Prospect prospect = new Prospect(
                suite,
                catalog,
                surroundings,
                Planner.plan(suite, Unhindered.byServer(catalog), answers),
                Planner.plan(suite, Unhindered.of(catalog), all));
        prospect.look();
        return List.copyOf(prospect.found);
    }

    /** The tables a plan of this suite changes or has to answer for. */
    public static List<QualifiedName> tables(Suite suite, Catalog catalog) {
        return Planner.plan(suite, Unhindered.of(catalog), Answers.NONE).tables().stream()
                .filter(t -> t.fate() != Fate.IGNORE)
                .map(TablePlan::table)
                .toList();
    }

    private void look() {
        rights();
        toCreate();
        locks();
        refusals();
    }

    private void rights() {
        RightsNeeded needed = RightsNeeded.of(unhindered, catalog);
        String what = "rights for " + suite.name();
        String role = "role " + catalog.server().role();
        if (needed.none()) {
            found.add(Diagnosis.ok(what, role + " has what the plan needs on every table"));
            return;
        }
        Grants grants = new Grants(catalog, surroundings);
        String said = said(needed, grants);
        String[] mend = grants.of(needed).toArray(String[]::new);
        found.add(
                hindered()
                        ? Diagnosis.prevents(what, role + " lacks " + said, mend)
                        : Diagnosis.worthKnowing(
                                what,
                                role + " has what the plan needs; with more the plan would choose a faster way: "
                                        + said,
                                mend));
    }

    /** Whether anything is refused that a role with every right would be spared. */
    private boolean hindered() {
        List<String> others =
                unhindered.refusals().stream().map(Refusal::toString).toList();
        return plan.refusals().stream().anyMatch(r -> !others.contains(r.toString()));
    }

    private static String said(RightsNeeded needed, Grants grants) {
        List<String> parts = new ArrayList<>();
        Map<String, Set<String>> byRights = new TreeMap<>();
        needed.rights()
                .forEach((name, rights) -> byRights.computeIfAbsent(words(rights), any -> new TreeSet<>())
                        .add(name.toString()));
        byRights.forEach((words, names) -> parts.add(words + " on " + some(names)));
        if (!needed.owned().isEmpty()) {
            Map<String, Set<String>> byOwner = new TreeMap<>();
            needed.owned()
                    .forEach(name -> byOwner.computeIfAbsent(grants.owner(name), any -> new TreeSet<>())
                            .add(name.toString()));
            byOwner.forEach((owner, names) -> parts.add("ownership of " + some(names)
                    + " (triggers, sequences and materialized views; the owner is " + owner + ")"));
        }
        if (!needed.unblinded().isEmpty()) {
            parts.add("sight of every row of "
                    + some(needed.unblinded().stream()
                            .map(QualifiedName::toString)
                            .toList())
                    + " (row-level security hides some)");
        }
        return String.join("; ", parts);
    }

    private static String words(Set<Right> rights) {
        return Grants.words(rights);
    }

    private static String some(Collection<String> names) {
        return names.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }

    /** The plan does without these, and takes longer: an index is made where its table is, rows are put aside in one. */
    private void toCreate() {
        List<Work> work =
                unhindered.phases().stream().flatMap(p -> p.work().stream()).toList();
        String role = QualifiedName.quote(catalog.server().role());
        Set<String> schemas = work.stream()
                .filter(Work.Delete.class::isInstance)
                .flatMap(w -> ((Work.Delete) w).indexes().stream())
                .map(TemporaryIndex::table)
                .filter(t -> surroundings.ownerships().stream()
                        .anyMatch(o -> o.name().equals(t) && !o.schemaCreate()))
                .map(QualifiedName::schema)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String schema : schemas) {
            found.add(Diagnosis.worthKnowing(
                    "temporary indexes",
                    "with an index in schema " + schema + ", made and dropped again, the reset would be quicker, and"
                            + " the role may create nothing there",
                    "GRANT CREATE ON SCHEMA " + QualifiedName.quote(schema) + " TO " + role + ";"));
        }
        if (work.stream().anyMatch(Work.Survivors.class::isInstance)
                && !surroundings.role().mayMakeTemporary()) {
            found.add(Diagnosis.worthKnowing(
                    "temporary tables",
                    "with the rows that stay put aside in a temporary table the reset would be quicker, and the role"
                            + " may make none",
                    "GRANT TEMPORARY ON DATABASE "
                            + QualifiedName.quote(catalog.server().database()) + " TO " + role + ";"));
        }
    }

    private void locks() {
        long wanted = RightsNeeded.locked(unhindered, catalog);
        if (wanted > surroundings.locks()) {
            found.add(Diagnosis.prevents(
                    "lock table",
                    "one transaction over this suite's tables locks about " + wanted
                            + " relations with their indexes, and the server has room for " + surroundings.locks()
                            + " in all",
                    "ALTER SYSTEM SET max_locks_per_transaction = "
                            + Math.max(128, surroundings.locksPerTransaction() * 2 * wanted / surroundings.locks())
                            + ";  -- then restart the server; a managed one has it among its parameters"));
        } else if (wanted > surroundings.locks() / 2) {
            found.add(Diagnosis.worthKnowing(
                    "lock table",
                    "about " + wanted + " locks of the " + surroundings.locks()
                            + " that all sessions share; stop the application first, or raise"
                            + " max_locks_per_transaction"));
        } else {
            found.add(Diagnosis.ok(
                    "lock table", "about " + wanted + " locks wanted, room for " + surroundings.locks() + " in all"));
        }
    }

    private void refusals() {
        String what = "plan of " + suite.name();
        List<Refusal> real = unhindered.refusals().stream()
                .filter(r -> !r.message().contains("permission denied"))
                .toList();
        real.forEach(r -> found.add(Diagnosis.prevents(what, r.toString().replace(" Nothing was changed.", ""))));
        boolean hidden = real.size() < unhindered.refusals().size();
        boolean lacking = !RightsNeeded.of(unhindered, catalog).none();
        if (hidden) {
            found.add(Diagnosis.unseen(
                    what,
                    "some of it can be judged only by a role that may read the tables; mend the rights and ask"
                            + " again"));
        } else if (real.isEmpty() && plan.refused() && !lacking) {
            plan.refusals()
                    .forEach(r ->
                            found.add(Diagnosis.prevents(what, r.toString().replace(" Nothing was changed.", ""))));
        } else if (real.isEmpty()) {
            found.add(Diagnosis.ok(what, hindered() ? "nothing else is in its way" : "can run"));
        }
        if (!plan.warnings().isEmpty()) {
            found.add(Diagnosis.worthKnowing(
                    what,
                    plan.warnings().size() == 1
                            ? plan.warnings().get(0)
                            : plan.warnings().size() + " warnings, which the command plan prints; the first: "
                                    + plan.warnings().get(0)));
        }
    }
}
