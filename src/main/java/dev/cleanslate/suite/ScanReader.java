package dev.cleanslate.suite;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code scan}: detectors that are off, tuned or the suite's own, and what is waived. */
record ScanReader(Values values, SuiteFolder folder) {

    private static final List<String> KEYS =
            List.of("off", "columns", "detectors", "waivers", "zero", "ledgers", "passwords", "timeout");
    private static final List<String> WAIVER = List.of("finding", "owner", "reason", "expires", "rows", "severity");

    ScanRules read(Node node) {
        OwnDetectorReader own = new OwnDetectorReader(values, folder);
        return Entries.of(node, "\"scan\"", KEYS, values)
                .map(entries -> new ScanRules(
                        entries.get("off")
                                .map(off -> new Names(values).list(off, entries.what("off")))
                                .orElse(List.of()),
                        own.distinct(each(entries, "detectors", "a detector", OwnDetectorReader.KEYS, own::detector)),
                        each(entries, "waivers", "a waiver", WAIVER, this::waiver),
                        new ScanRules.Money(
                                columns(entries, "zero", values),
                                each(
                                        entries,
                                        "ledgers",
                                        "a ledger",
                                        TuningReader.LEDGER,
                                        new TuningReader(values, folder)::ledger)),
                        new TuningReader(values, folder).tuning(entries)))
                .orElse(ScanRules.NONE);
    }

    /** Tables, each with a list of its columns. */
    static List<ScanRules.Columns> columns(Entries entries, String key, Values values) {
        Names names = new Names(values);
        return entries.get(key).map(node -> names.keys(node, entries.what(key), "table")).orElse(List.of()).stream()
                .map(table -> new ScanRules.Columns(
                        table.mention(),
                        names.list(
                                table.value(),
                                "table " + values.faults().quote(table.name()) + " in " + entries.what(key))))
                .toList();
    }

    private <T> List<T> each(
            Entries entries, String key, String owner, List<String> allowed, Function<Entries, Optional<T>> reader) {
        return entries.get(key).flatMap(list -> values.list(list, entries.what(key))).orElse(List.of()).stream()
                .flatMap(item -> Entries.of(item, owner, allowed, values).flatMap(reader).stream())
                .toList();
    }

    private Optional<Waiver> waiver(Entries entries) {
        entries.require("finding", "finding: \"demo-email/users\"");
        entries.require("owner", "owner: ops");
        entries.require("reason", "reason: support account");
        entries.require("expires", "expires: 2027-01-31");
        Optional<String> finding = entries.label("finding");
        Optional<String> owner = entries.label("owner");
        Optional<String> reason = entries.label("reason");
        Optional<LocalDate> expires = entries.label("expires").flatMap(date -> date(entries, date));
        Optional<Integer> rows = entries.count("rows", 1, Integer.MAX_VALUE);
        Optional<String> severity = entries.word("severity", OwnDetectorReader.SEVERITIES);
        return finding.isPresent() && owner.isPresent() && reason.isPresent() && expires.isPresent()
                ? Optional.of(new Waiver(
                        finding.get(), owner.get(), reason.get(), expires.get(), rows, severity, entries.place()))
                : Optional.empty();
    }

    private Optional<LocalDate> date(Entries entries, String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            values.faults()
                    .add(
                            entries.placeOf("expires"),
                            entries.what("expires") + " must be a date such as 2027-01-31, found "
                                    + values.faults().quote(text) + ".");
            return Optional.empty();
        }
    }
}
