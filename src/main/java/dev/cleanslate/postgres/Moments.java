package dev.cleanslate.postgres;

import dev.cleanslate.postgres.Table.Column;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which column of a table says when a row was written. */
public final class Moments {

    private static final Pattern CREATED = Pattern.compile("creat|insert|added|^ctime$");
    private static final Pattern UPDATED = Pattern.compile("updat|modif|changed|^mtime$");
    private static final Pattern MOMENT = Pattern.compile(".*(at|on|date|time|ts|timestamp)|date.*|time.*");
    private static final Pattern FUTURE = Pattern.compile(
            "expir|until|valid|birth|^dob|due|deadline|delet|schedul|start|begin|end|next|opens|closes|from$|to$|hired");
    private static final int NONE = 9;

    private Moments() {}

    /** The most likely one: when a row came before when it changed, and neither where the name speaks of the future. */
    public static Optional<Column> column(Table table) {
        return table.columns().stream().filter(c -> rank(c) < NONE).min(Comparator.comparingInt(Moments::rank));
    }

    /** Whether an index gives the column's last value without reading the table. */
    static boolean indexed(Table table, Column column) {
        Pattern leads = Pattern.compile("\\((?:" + Pattern.quote(column.name()) + "|"
                + Pattern.quote(QualifiedName.quote(column.name())) + ")(?=[ ,)])");
        return table.indexes().stream()
                .filter(i -> i.contains(" USING btree (") && !i.contains(" WHERE ") && !i.endsWith(" INVALID"))
                .anyMatch(i -> leads.matcher(i).find(i.indexOf(" USING btree (")));
    }

    private static int rank(Column column) {
        String name = column.name().toLowerCase(Locale.ROOT).replace("_", "");
        boolean moment = column.type().startsWith("timestamp") || column.type().equals("date");
        if (!moment || column.type().endsWith("[]")) {
            return NONE;
        }
        if (CREATED.matcher(name).find()) {
            return 1;
        }
        if (UPDATED.matcher(name).find()) {
            return 2;
        }
        return MOMENT.matcher(name).matches() && !FUTURE.matcher(name).find() ? 3 : NONE;
    }
}
