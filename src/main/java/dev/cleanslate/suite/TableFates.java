package dev.cleanslate.suite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers what a suite says of each table, by its spelling; every table has exactly one fate. */
final class TableFates {

    /** {@code said} as in {@code wiped by phase "Accounts"}. */
    private record Fate(Mention table, String said) {}

    private final List<Fate> fates = new ArrayList<>();
    private final Map<String, Mention> guarded = new HashMap<>();
    private final List<Mention> losing = new ArrayList<>();

    void protect(Mention table) {
        guarded.putIfAbsent(table.name(), table);
        add(table, "protected");
    }

    /** A table that may lose rows along with another: no fate of its own, but a protected one may not. */
    void mayLoseRows(Mention table) {
        losing.add(table);
    }

    void add(Mention table, String said) {
        fates.add(new Fate(table, said));
    }

    void check(Faults faults) {
        checkFates(faults);
        for (Mention table : losing) {
            Mention protection = guarded.get(table.name());
            if (protection != null) {
                faults.add(
                        table.place(),
                        "table " + faults.quote(table.name()) + " may lose rows here, but is protected ("
                                + protection.place() + "). Remove it from one of the two.");
            }
        }
    }

    /** Reports every table with two fates, at the later place, naming the earlier. */
    private void checkFates(Faults faults) {
        Map<String, Fate> first = new HashMap<>();
        fates.stream()
                .sorted(Comparator.comparingInt(
                                (Fate fate) -> fate.table().place().line())
                        .thenComparingInt(fate -> fate.table().place().column()))
                .forEach(fate -> {
                    Fate earlier = first.putIfAbsent(fate.table().name(), fate);
                    if (earlier != null) {
                        boolean same = earlier.said().equals(fate.said());
                        faults.add(
                                fate.table().place(),
                                "table " + faults.quote(fate.table().name()) + (same ? " is " : " has two fates: ")
                                        + earlier.said() + " ("
                                        + earlier.table().place() + ") and "
                                        + (same ? "here once more" : fate.said())
                                        + ". Every table has exactly one fate: remove it from one of the two.");
                    }
                });
    }
}
