package dev.cleanslate.suite;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code scan}: detectors that are off, tuned or the suite's own, and what is waived. */
record ScanReader(Values values) {

    private static final List<String> DETECTOR = List.of("id", "table", "where", "severity");
    private static final List<String> WAIVER = List.of("finding", "owner", "reason", "expires");
    private static final Map<String, String> SEVERITIES = new LinkedHashMap<>();

    static {
        List.of("critical", "warning", "note").forEach(severity -> SEVERITIES.put(severity, severity));
    }

    List<Mention> read(Node node) {
        List<Mention> mentions = new ArrayList<>();
        Entries.of(node, "\"scan\"", List.of("off", "detectors", "waivers"), values)
                .ifPresent(entries -> {
                    entries.get("off")
                            .ifPresent(off -> mentions.addAll(new Names(values).list(off, entries.what("off"))));
                    entries.get("detectors").ifPresent(list -> {
                        for (Node item :
                                values.list(list, entries.what("detectors")).orElse(List.of())) {
                            Entries.of(item, "a detector", DETECTOR, values).ifPresent(d -> mentions.add(detector(d)));
                        }
                    });
                    entries.get("waivers").ifPresent(list -> {
                        for (Node item :
                                values.list(list, entries.what("waivers")).orElse(List.of())) {
                            Entries.of(item, "a waiver", WAIVER, values).ifPresent(w -> mentions.add(waiver(w)));
                        }
                    });
                });
        return mentions;
    }

    private Mention detector(Entries entries) {
        entries.require("id", "id: house-accounts");
        entries.label("table");
        entries.get("where").ifPresent(where -> {
            new SqlValues(values).expression(where, entries.what("where"));
            entries.require("table", "table: users");
        });
        entries.word("severity", SEVERITIES);
        return new Mention(entries.label("id").orElse("detector"), entries.place());
    }

    private Mention waiver(Entries entries) {
        entries.require("finding", "finding: \"demo-email/users\"");
        entries.require("owner", "owner: ops");
        entries.require("reason", "reason: support account");
        entries.require("expires", "expires: 2027-01-31");
        entries.label("owner");
        entries.label("reason");
        entries.label("expires")
                .filter(date -> !isDate(date))
                .ifPresent(date -> values.faults()
                        .add(
                                entries.placeOf("expires"),
                                entries.what("expires") + " must be a date such as 2027-01-31, found "
                                        + values.faults().quote(date) + "."));
        return new Mention(entries.label("finding").orElse("waiver"), entries.place());
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
