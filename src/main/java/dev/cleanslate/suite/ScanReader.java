package dev.cleanslate.suite;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code scan}: detectors that are off, tuned or the suite's own, and what is waived. */
record ScanReader(Values values) {

    private static final List<String> DETECTOR = List.of("id", "table", "where", "severity");
    private static final List<String> WAIVER = List.of("finding", "owner", "reason", "expires");
    private static final Map<String, String> SEVERITIES = new LinkedHashMap<>();

    static {
        List.of("critical", "warning", "note").forEach(severity -> SEVERITIES.put(severity, severity));
    }

    ScanRules read(Node node) {
        return Entries.of(node, "\"scan\"", List.of("off", "detectors", "waivers"), values)
                .map(entries -> new ScanRules(
                        entries.get("off")
                                .map(off -> new Names(values).list(off, entries.what("off")))
                                .orElse(List.of()),
                        each(entries, "detectors", "a detector", DETECTOR, this::detector),
                        each(entries, "waivers", "a waiver", WAIVER, this::waiver)))
                .orElse(ScanRules.NONE);
    }

    private <T> List<T> each(
            Entries entries, String key, String owner, List<String> allowed, Function<Entries, Optional<T>> reader) {
        return entries.get(key).flatMap(list -> values.list(list, entries.what(key))).orElse(List.of()).stream()
                .flatMap(item -> Entries.of(item, owner, allowed, values).flatMap(reader).stream())
                .toList();
    }

    private Optional<OwnDetector> detector(Entries entries) {
        entries.require("id", "id: house-accounts");
        Optional<String> table = entries.label("table");
        Optional<String> where = entries.get("where").flatMap(predicate -> {
            entries.require("table", "table: users");
            return new SqlValues(values).expression(predicate, entries.what("where"));
        });
        Optional<String> severity = entries.word("severity", SEVERITIES);
        return entries.label("id").map(id -> new OwnDetector(id, entries.place(), table, where, severity));
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
        return finding.isPresent() && owner.isPresent() && reason.isPresent() && expires.isPresent()
                ? Optional.of(new Waiver(finding.get(), owner.get(), reason.get(), expires.get(), entries.place()))
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
