package dev.cleanslate.suite;

import dev.cleanslate.suite.ScanRules.Correction;
import dev.cleanslate.suite.ScanRules.Ledger;
import dev.cleanslate.suite.ScanRules.Passwords;
import dev.cleanslate.suite.ScanRules.Tuning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a suite knows better than the scan: what columns hold, where ledgers are, which passwords were seeded. */
record TuningReader(Values values, SuiteFolder folder) {

    static final List<String> LEDGER = List.of("table", "column", "equals", "severity");

    private static final List<String> PASSWORDS = List.of("within", "try-file", "also");

    Tuning tuning(Entries scan) {
        return new Tuning(
                scan.get("columns")
                        .map(node -> corrections(node, scan.what("columns")))
                        .orElse(List.of()),
                scan.duration("timeout"),
                scan.get("passwords")
                        .flatMap(node -> Entries.of(node, scan.what("passwords"), PASSWORDS, values))
                        .map(this::passwords)
                        .orElse(Passwords.USUAL));
    }

    Optional<Ledger> ledger(Entries entries) {
        entries.require("table", "table: accounts");
        entries.require("column", "column: balance");
        entries.require("equals", "equals: \"select account_id, sum(amount) from entries group by 1\"");
        Optional<Mention> table = mention(entries, "table");
        Optional<Mention> column = mention(entries, "column");
        Optional<Node> query = entries.get("equals")
                .filter(node -> new SqlValues(values)
                        .query(node, entries.what("equals"))
                        .isPresent());
        Optional<String> severity = entries.word("severity", OwnDetectorReader.SEVERITIES);
        return table.isPresent() && column.isPresent() && query.isPresent()
                ? entries.text("equals")
                        .map(sql -> new Ledger(
                                table.get(), column.get(), sql, query.get().place(), severity))
                : Optional.empty();
    }

    private Optional<Mention> mention(Entries entries, String key) {
        return entries.get(key)
                .flatMap(node -> values.label(node, entries.what(key)).map(name -> new Mention(name, node.place())));
    }

    private List<Correction> corrections(Node node, String what) {
        Names names = new Names(values);
        List<Correction> corrections = new ArrayList<>();
        for (Names.Named table : names.keys(node, what, "table")) {
            String of = "table " + values.faults().quote(table.name()) + " in " + what;
            for (Names.Named column : names.keys(table.value(), of, "column")) {
                String which = "column " + values.faults().quote(column.name()) + " of " + of;
                values.label(column.value(), which)
                        .map(kind -> new Mention(kind, column.value().place()))
                        .ifPresent(kind -> corrections.add(new Correction(table.mention(), column.mention(), kind)));
            }
        }
        return corrections;
    }

    private Passwords passwords(Entries entries) {
        Optional<Duration> within = entries.duration("within");
        List<String> listed = entries.get("try-file")
                .flatMap(node ->
                        values.label(node, entries.what("try-file")).flatMap(file -> folder.list(file, node.place())))
                .orElse(List.of());
        List<Mention> variables = entries.get("also")
                .flatMap(node -> values.label(node, entries.what("also"))
                        .filter(text -> variable(text, node, entries.what("also")))
                        .map(text -> new Mention(text.substring("env:".length()), node.place())))
                .map(List::of)
                .orElse(List.of());
        return new Passwords(within, listed, variables);
    }

    /** What is found instead may be a password, and is not shown. */
    private boolean variable(String text, Node node, String what) {
        boolean named = text.matches("env:[A-Za-z_][A-Za-z0-9_]*");
        if (!named) {
            values.faults()
                    .add(
                            node.place(),
                            what + " must name a variable, as in env:OLD_PASSWORDS: no password stands in a suite.");
        }
        return named;
    }
}
