package dev.cleanslate.plan;

import dev.cleanslate.postgres.Table;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Nearest;
import dev.cleanslate.suite.ObjectStore;
import dev.cleanslate.suite.ObjectStore.KeyColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the key columns of a suite's {@code storage} in the catalog. */
final class StoragePlanner {

    private static final String WHO = "storage takes its keys from table";

    /** Types whose text is the key; lengths and schemas of extensions may stand around them. */
    private static final Pattern KEYS =
            Pattern.compile("(.*\\.)?(text|character varying|character|varchar|bpchar|citext|uuid|name)(\\(\\d+\\))?");

    private final Names names;
    private final Findings findings;

    StoragePlanner(Names names, Findings findings) {
        this.names = names;
        this.findings = findings;
    }

    Optional<StoragePlan> plan(Optional<ObjectStore> said) {
        return said.map(store -> {
            List<StoragePlan.Column> columns = new ArrayList<>();
            for (KeyColumn key : store.keys()) {
                names.table(WHO, new Mention(key.table(), key.place()))
                        .map(Names.Named::item)
                        .filter(table -> fits(table, key))
                        .ifPresent(table -> columns.add(new StoragePlan.Column(table.name(), key.column())));
            }
            return new StoragePlan(store, columns);
        });
    }

    private boolean fits(Table table, KeyColumn key) {
        Optional<Table.Column> column = table.column(key.column());
        if (column.isEmpty()) {
            findings.usage(
                    key.place(),
                    WHO + " \"" + table.name() + "\", which has no column \"" + key.column() + "\"."
                            + Nearest.question(
                                    key.column(),
                                    table.columns().stream()
                                            .map(Table.Column::name)
                                            .toList()));
            return false;
        }
        if (!KEYS.matcher(column.get().type()).matches()) {
            findings.usage(
                    key.place(),
                    WHO + " \"" + table.name() + "\", column \"" + key.column() + "\", whose type "
                            + column.get().type()
                            + " holds no keys: they are texts, as the bucket lists them. Name the column that has them whole.");
            return false;
        }
        return true;
    }
}
