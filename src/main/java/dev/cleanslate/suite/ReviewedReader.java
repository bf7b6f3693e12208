package dev.cleanslate.suite;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads {@code all-but}: a finding of a scan, and the file in which its rows were reviewed. */
record ReviewedReader(Values values, SuiteFolder folder) {

    /** {@code of} as in {@code "users" in phase "Accounts"}. */
    Optional<ReviewedRows> read(Node node, String of) {
        return Entries.of(node, of, List.of("all-but"), values).flatMap(entries -> {
            entries.require("all-but", "all-but: { finding: demo-email/users, reviewed: demo-users.txt }");
            return entries.get("all-but")
                    .flatMap(inner -> Entries.of(inner, "\"all-but\" of " + of, List.of("finding", "reviewed"), values))
                    .flatMap(this::file);
        });
    }

    private Optional<ReviewedRows> file(Entries entries) {
        entries.require("finding", "finding: demo-email/users");
        entries.require("reviewed", "reviewed: demo-users.txt");
        List<Mention> findings = entries.get("finding")
                .map(node -> findings(node, entries.what("finding")))
                .orElse(List.of());
        Optional<ReviewedRows> rows = entries.text("reviewed")
                .flatMap(name -> folder.reviewed(
                        name, entries.get("reviewed").map(Node::place).orElse(entries.place())));
        rows.filter(read -> !findings.isEmpty() && read.unwritten().isEmpty())
                .ifPresent(read -> same(entries, read, findings));
        return rows.map(read -> read.unwritten().isEmpty()
                ? read
                : read.of(findings.stream().map(Mention::name).toList()));
    }

    private List<Mention> findings(Node node, String what) {
        Names names = new Names(values);
        return node instanceof Node.Sequence
                ? names.list(node, what)
                : names.one(node, what).map(List::of).orElse(List.of());
    }

    /** A file of something else would have rows go that this suite does not speak of. */
    private void same(Entries entries, ReviewedRows read, List<Mention> findings) {
        TreeSet<String> said = new TreeSet<>();
        findings.forEach(finding -> said.add(finding.name()));
        if (!said.equals(new TreeSet<>(read.findings()))) {
            values.faults()
                    .add(
                            entries.placeOf("finding"),
                            entries.what("finding") + " is " + String.join(", ", said) + ", but "
                                    + values.faults().quote(read.file()) + " holds the rows of "
                                    + String.join(", ", read.findings())
                                    + ". Name the same in both, or have the file written anew by scan --freeze.");
        }
    }
}
