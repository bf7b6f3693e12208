package dev.cleanslate.suite;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a suite says of the scan: detectors that are not asked, detectors of its own, and findings it lives with. */
public record ScanRules(
        List<Mention> off, List<OwnDetector> detectors, List<Waiver> waivers, Money money, Tuning tuning) {

    public static final ScanRules NONE = new ScanRules(List.of(), List.of(), List.of(), Money.NONE, Tuning.NONE);

    public ScanRules {
        off = List.copyOf(off);
        detectors = List.copyOf(detectors);
        waivers = List.copyOf(waivers);
    }

    /** Columns of one table. */
    public record Columns(Mention table, List<Mention> columns) {
        public Columns {
            columns = List.copyOf(columns);
        }
    }

    /** Columns that hold nothing but zero, and columns that must be what a query adds up to. */
    public record Money(List<Columns> zero, List<Ledger> ledgers) {
        static final Money NONE = new Money(List.of(), List.of());

        public Money {
            zero = List.copyOf(zero);
            ledgers = List.copyOf(ledgers);
        }
    }

    /** {@code query} gives the table's key and what {@code column} has to be. */
    public record Ledger(Mention table, Mention column, String query, Place queryPlace, Optional<String> severity) {}

    /** What columns hold, how long a statement may take, and which passwords are tried. */
    public record Tuning(List<Correction> columns, Optional<Duration> timeout, Passwords passwords) {
        static final Tuning NONE = new Tuning(List.of(), Optional.empty(), Passwords.USUAL);

        public Tuning {
            columns = List.copyOf(columns);
        }
    }

    /** What a column holds, whatever it looks like: {@code kind} is a word for it, or {@code none}. */
    public record Correction(Mention table, Mention column, Mention kind) {}

    /** Beyond those that everybody tries: from a file of the suite, and from variables of the environment. */
    public record Passwords(Optional<Duration> within, List<String> listed, List<Mention> variables) {
        static final Passwords USUAL = new Passwords(Optional.empty(), List.of(), List.of());

        public Passwords {
            listed = List.copyOf(listed);
            variables = List.copyOf(variables);
        }

        /** A list of passwords is nobody's to read. */
        @Override
        public String toString() {
            return "Passwords[" + listed.size() + " listed, " + variables.size() + " variables]";
        }
    }
}
