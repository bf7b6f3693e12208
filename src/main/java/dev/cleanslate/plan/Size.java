package dev.cleanslate.plan;

import dev.cleanslate.postgres.Table;
import java.util.Locale;

/** How large a table is by the server's own estimate, its partitions included. */
record Size(long rows, long bytes, int relations) {

    static final Size NOTHING = new Size(0, 0, 0);

    /** A row is rarely shorter, so bytes over this are the most rows a table can be taken for. */
    private static final int BYTES_OF_A_SHORT_ROW = 100;

    /** Where statistics are missing, as after a restore, the bytes speak for the rows. */
    static Size of(Table table) {
        long rows = table.estimatedRows() > 0 ? table.estimatedRows() : table.bytes() / BYTES_OF_A_SHORT_ROW;
        return new Size(rows, table.bytes(), table.kind() == Table.Kind.PARTITIONED ? 0 : 1);
    }

    Size plus(Size other) {
        return new Size(rows + other.rows, bytes + other.bytes, relations + other.relations);
    }

    String words() {
        return String.format(Locale.ROOT, "about %,d %s", rows, rows == 1 ? "row" : "rows");
    }
}
