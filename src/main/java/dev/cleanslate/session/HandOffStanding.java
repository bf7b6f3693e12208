package dev.cleanslate.session;

import dev.cleanslate.evidence.PastReset;
import dev.cleanslate.plan.Fate;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.run.Certification.State;
import dev.cleanslate.run.Content;
import dev.cleanslate.run.StandingContent;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.scan.Waived;
import dev.cleanslate.session.HandOff.Rests;
import dev.cleanslate.suite.Suite.Fingerprinting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Protected tables, compared with what the reset left of them; and told no more of than was compared. */
final class HandOffStanding {

    private final Workbench bench;
    private final PastReset reset;
    private final Function<String, Optional<Waived>> answers;
    private final Map<String, Optional<String>> objections = new LinkedHashMap<>();
    private final List<String> sampled = new ArrayList<>();
    private final List<String> counted = new ArrayList<>();
    private int whole;
    private boolean waived;

    /** {@code answers}: who answers for a finding. */
    HandOffStanding(Workbench bench, PastReset reset, Function<String, Optional<Waived>> answers) {
        this.bench = bench;
        this.reset = reset;
        this.answers = answers;
    }

    /** {@code child} is told of each table what was looked at, and what is against it. */
    Rests look(Child child) {
        StandingContent standing = new StandingContent(bench.session(), bench.catalog());
        bench.plan().tables().stream()
                .filter(table -> table.fate() == Fate.PROTECT)
                .forEach(table -> compare(table, standing, child));
        reset.tables().stream()
                .filter(then -> then.fate().equals(Fate.PROTECT.word()) && !objections.containsKey(then.name()))
                .forEach(then -> judge(
                        then.name(),
                        " is still protected",
                        Optional.of(then.name() + " was protected at reset " + reset.run()
                                + ", and the suite protects it no more"),
                        child));
        return rests();
    }

    @FunctionalInterface
    interface Child {
        void of(String name, Optional<String> objection);
    }

    /** By the fingerprint that the reset took, whatever the suite says by now. */
    private void compare(TablePlan table, StandingContent standing, Child child) {
        String name = table.table().toString();
        Optional<PastReset.Table> then = reset.table(name);
        Fingerprinting how = then.map(PastReset.Table::how).orElse(Fingerprinting.OFF);
        Content now = standing.of(table.table(), how);
        Optional<String> objection = objection(table, now, then);
        if (objection.isPresent()) {
            judge(name, " is as the reset left it", objection, child);
            return;
        }
        switch (how) {
            case FULL -> whole++;
            case SAMPLED -> sampled.add(name);
            case OFF -> counted.add(name);
        }
        judge(
                name,
                switch (how) {
                    case FULL -> " is as the reset left it";
                    case SAMPLED -> " has as many rows as the reset left, and the same in a sample";
                    case OFF -> " has as many rows as the reset left";
                },
                objection,
                child);
    }

    private void judge(String table, String looked, Optional<String> objection, Child child) {
        Optional<Waived> answer = objection.isEmpty() ? Optional.empty() : answers.apply("protected-changed/" + table);
        Optional<String> stands = objection.filter(any -> answer.isEmpty());
        objections.put(table, stands);
        waived |= answer.isPresent();
        child.of(table + looked, stands);
    }

    private Optional<String> objection(TablePlan table, Content now, Optional<PastReset.Table> then) {
        String name = table.table().toString();
        if (now.rows() == 0 && !table.allowEmpty()) {
            return Optional.of(name + " is protected and empty");
        }
        if (then.isEmpty()) {
            return Optional.of(name + " is protected, and the reset knew nothing of it");
        }
        if (now.rows() != then.get().rows()) {
            return Optional.of(
                    name + " has " + now.rows() + " rows, and had " + then.get().rows() + " when the reset ended");
        }
        return now.differs(new Content(then.get().rows(), then.get().fingerprint()))
                ? Optional.of(name + " has as many rows as then, " + now.rows()
                        + ", and their content is another: something was changed since reset " + reset.run())
                : Optional.empty();
    }

    private Rests rests() {
        List<String> wrong =
                objections.values().stream().flatMap(Optional::stream).toList();
        if (!wrong.isEmpty()) {
            throw new StepFailure(
                    StepFailure.Kind.CHECK,
                    String.join("; ", wrong)
                            + ". If it was meant to change, somebody answers for it: a waiver of protected-changed/<table> in"
                            + " the suite's scan: section; otherwise find out who changed it.");
        }
        List<String> said = new ArrayList<>();
        if (waived) {
            said.add("tables that changed since are waived");
        }
        if (whole > 0 || objections.isEmpty()) {
            said.add(whole + " protected tables, row for row what the reset left");
        }
        if (!sampled.isEmpty()) {
            said.add("as many rows, and the same in a sample of them (fingerprint: sampled): "
                    + String.join(", ", sampled));
        }
        if (!counted.isEmpty()) {
            said.add("as many rows, whose content the reset took no fingerprint of (fingerprint: off): "
                    + String.join(", ", counted));
        }
        boolean partly = !sampled.isEmpty() || !counted.isEmpty();
        if (partly) {
            said.add("whoever accepts should know");
        }
        return new Rests(partly ? State.OPEN : waived ? State.WAIVED : State.DONE, String.join("; ", said));
    }
}
