package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Question;
import dev.cleanslate.postgres.Table.Column;
import dev.cleanslate.postgres.Trigger.Event;

/** What rows point at without a key: a large object stays when they go, with whatever personal data it holds. */
final class LargeObjects {

    private final Ground ground;
    private final Firing firing;

    LargeObjects(Ground ground, Firing firing) {
        this.ground = ground;
        this.firing = firing;
    }

    void check() {
        ground.fates().all().stream()
                .filter(d -> d.fate() == Fate.WIPE || d.fate() == Fate.KEEP_ROWS)
                .filter(d -> d.table().rights().select() && !firing.calls(d.name(), Event.DELETE, "lo_manage()"))
                .forEach(d -> d.table().columns().stream()
                        .filter(LargeObjects::mayPoint)
                        .forEach(column -> check(d, column)));
    }

    private static boolean mayPoint(Column column) {
        return column.type().equals("oid") || column.type().endsWith(".lo");
    }

    private void check(Decided decided, Column column) {
        QualifiedName table = decided.name();
        String name = QualifiedName.quote(column.name());
        ground.findings()
                .objectionTo(new Question.NoLargeObjects(table, column.name()))
                .ifPresent(objects -> ground.findings()
                        .warn("Rows of \"" + table + "\" point at " + objects + " by column \"" + column.name()
                                + "\", which stay when the rows go, unless an sql phase before says SELECT"
                                + " lo_unlink(oid) FROM pg_largeobject_metadata WHERE oid IN (SELECT " + name + " FROM "
                                + table.sql() + ")."));
    }
}
