package dev.cleanslate.suite;

import dev.cleanslate.api.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the one thing a phase does, and notes each table it names. */
final class ActionReader {

    private static final Pattern SHELL = Pattern.compile("[^\\p{Alnum} _./:=@%+,-]");

    private final Values values;
    private final Names names;
    private final SqlValues sql;
    private final ResetReader resets;
    private final ReviewedReader findings;
    private final SuiteFolder folder;
    private final TableFates fates;

    ActionReader(Values values, SuiteFolder folder, TableFates fates) {
        this.values = values;
        this.names = new Names(values);
        this.sql = new SqlValues(values);
        this.resets = new ResetReader(values);
        this.findings = new ReviewedReader(values, folder);
        this.folder = folder;
        this.fates = fates;
    }

    Optional<Action> read(
            String kind,
            Entries entries,
            String owner,
            Map<String, Place> mentions,
            Map<String, ReviewedRows> reviewed) {
        Node node = entries.get(kind).orElseThrow();
        String what = entries.what(kind);
        return switch (kind) {
            case "wipe" -> wipe(node, what, owner, mentions);
            case "keep-rows" -> keepRows(node, what, entries, owner, mentions, reviewed);
            case "reset" -> reset(node, what, owner, mentions);
            case "sql" ->
                values.text(node, what)
                        .flatMap(f -> folder.script(f, node.place()))
                        .map(Action.Sql::new);
            default -> command(node, what).map(Action.Command::new);
        };
    }

    private Optional<Action> wipe(Node node, String what, String owner, Map<String, Place> mentions) {
        List<Mention> tables = names.list(node, what);
        tables.forEach(table -> note(table, "wiped by " + owner, mentions));
        return tables.isEmpty()
                ? Optional.empty()
                : Optional.of(new Action.Wipe(tables.stream().map(Mention::name).toList()));
    }

    private Optional<Action> keepRows(
            Node node,
            String what,
            Entries entries,
            String owner,
            Map<String, Place> mentions,
            Map<String, ReviewedRows> reviewed) {
        Map<String, String> predicates = new LinkedHashMap<>();
        Map<String, Action.Reviewed> allBut = new LinkedHashMap<>();
        for (Names.Named table : names.keys(node, what, "table")) {
            note(table.mention(), "wiped but for some rows by " + owner, mentions);
            String of = values.faults().quote(table.name()) + " in " + owner;
            if (table.value() instanceof Node.Mapping) {
                findings.read(table.value(), of).ifPresent(rows -> {
                    predicates.put(table.name(), rows.keeps());
                    allBut.put(table.name(), new Action.Reviewed(rows.file(), rows.findings()));
                    reviewed.put(table.name(), rows);
                });
            } else {
                sql.expression(table.value(), "the predicate of " + of)
                        .ifPresent(predicate -> predicates.put(table.name(), predicate));
            }
        }
        List<Mention> cascades = entries.get("cascades")
                .map(list -> names.list(list, entries.what("cascades")))
                .orElse(List.of());
        cascades.forEach(table -> {
            mentions.putIfAbsent(table.name(), table.place());
            fates.mayLoseRows(table);
        });
        return predicates.isEmpty()
                ? Optional.empty()
                : Optional.of(new Action.KeepRows(
                        predicates, allBut, cascades.stream().map(Mention::name).toList()));
    }

    private Optional<Action> reset(Node node, String what, String owner, Map<String, Place> mentions) {
        Map<String, Action.TableReset> tables = new LinkedHashMap<>();
        for (Names.Named table : names.keys(node, what, "table")) {
            note(table.mention(), "reset by " + owner, mentions);
            String place = values.faults().quote(table.name()) + " in " + owner;
            resets.read(table.value(), place).ifPresent(reset -> tables.put(table.name(), reset));
        }
        return tables.isEmpty() ? Optional.empty() : Optional.of(new Action.Reset(tables));
    }

    /** An argument list, or a line that means the same without a shell. */
    private Optional<List<String>> command(Node node, String what) {
        if (!(node instanceof Node.Scalar)) {
            return ProcessReader.arguments(node, what, values);
        }
        return values.label(node, what)
                .filter(line -> {
                    boolean shell = SHELL.matcher(line).find();
                    if (shell) {
                        values.faults()
                                .add(
                                        node.place(),
                                        what + " holds what only a shell understands, and none runs it."
                                                + " Write it as a list: [program, argument].");
                    }
                    return !shell;
                })
                .map(line -> List.of(line.strip().split(" +", -1)));
    }

    private void note(Mention table, String said, Map<String, Place> mentions) {
        mentions.putIfAbsent(table.name(), table.place());
        fates.add(table, said);
    }
}
