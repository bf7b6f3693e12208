package dev.cleanslate.session;

import dev.cleanslate.plan.Fate;
import dev.cleanslate.plan.Strategy;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.run.DatabaseGates;
import dev.cleanslate.run.GateRunner;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every reset of a database at a URL asks of the server and the database themselves. */
record ServerGates(Workbench bench) {

    private static final int OLDEST = 14;

    List<Condition> all() {
        List<Condition> all = new ArrayList<>(server());
        all.add(gate("No trigger is off unexpectedly", bench.suite.place(), this::triggers));
        all.add(gate(
                "There is room on the disk",
                bench.target.place(),
                () -> FreeDisk.require(Gates.session(bench), needed(), text -> Gates.note(bench, text))));
        return all;
    }

    /** What is asked whatever is going to be written. */
    List<Condition> server() {
        List<Condition> all = new ArrayList<>();
        Place place = bench.target.place();
        all.add(gate("The server takes writes", place, () -> asked().writable()));
        all.add(gate("The server's version is known to work", place, this::version));
        if (bench.target.requireTls()) {
            all.add(gate("The connection is encrypted", place, () -> asked().encrypted()));
        }
        all.add(gate(
                "The database is the one that is meant",
                place,
                () -> Identity.requireNotLiveNorGuarded(bench, Gates.session(bench))));
        return all;
    }

    private static Condition gate(String name, Place place, Runnable question) {
        return new Condition(name, place, false, open -> question.run());
    }

    private DatabaseGates asked() {
        return new DatabaseGates(Gates.session(bench));
    }

    private void version() {
        int major = bench.catalog().server().major();
        bench.readings.add(">=" + OLDEST, bench.catalog().server().version());
        if (major < OLDEST) {
            throw GateRunner.refused(
                    "PostgreSQL " + bench.catalog().server().version() + " is older than " + OLDEST + ".");
        }
        if (major > ServerLook.NEWEST_TRIED) {
            Gates.note(
                    bench,
                    "PostgreSQL " + bench.catalog().server().version()
                            + " is newer than any this version was tried on.");
        }
    }

    void triggers() {
        List<String> tables = bench.plan().tables().stream()
                .filter(table -> table.fate() != Fate.IGNORE)
                .map(table -> table.table().schema() + "." + table.table().name())
                .toList();
        Stream<Check> checks = Stream.concat(
                bench.suite.checks().stream(), bench.suite.phases().stream().flatMap(phase -> phase.checks().stream()));
        Set<String> expected = checks.map(Check::kind)
                .filter(Check.Kind.Trigger.class::isInstance)
                .flatMap(kind -> ((Check.Kind.Trigger) kind).states().entrySet().stream())
                .filter(state -> state.getValue() == Check.TriggerState.DISABLED)
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toSet());
        bench.readings.none(asked().triggersOn(tables, expected));
    }

    /** Rows that are deleted, changed or put back are written to the log once more; a truncated table is not. */
    private long needed() {
        return bench.plan().tables().stream()
                .filter(table -> table.strategy() != Strategy.NONE && table.strategy() != Strategy.TRUNCATE)
                .mapToLong(TablePlan::bytes)
                .sum();
    }
}
