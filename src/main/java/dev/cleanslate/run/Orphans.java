package dev.cleanslate.run;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.ForeignKey;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.run.RunEvent.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows of the plan's tables that point at no row. */
final class Orphans {

    /** Keys over periods came with 18; read through JSON, the column may be missing. */
    private static final String OVER_PERIODS = """
            SELECT oid::pg_catalog.int8 FROM pg_catalog.pg_constraint
            WHERE contype = 'f' AND (pg_catalog.to_jsonb(pg_constraint) ->> 'conperiod')::pg_catalog.bool""";

    private Orphans() {}

    static List<String> of(PgSession session, Plan plan, Catalog catalog, List<Reading> readings) {
        var wrong = new ArrayList<String>();
        Set<QualifiedName> covered =
                plan.tables().stream().map(TablePlan::table).collect(Collectors.toSet());
        Set<Long> overPeriods =
                session.query(OVER_PERIODS).stream().map(row -> row.number(0)).collect(Collectors.toSet());
        int keys = 0;
        for (ForeignKey key : catalog.foreignKeys()) {
            if (covered.contains(key.child())) {
                long count = session.query(select(key, overPeriods.contains(key.oid())))
                        .get(0)
                        .number(0);
                keys++;
                if (count > 0) {
                    readings.add(new Reading(key.child() + ": " + key.name(), "0", String.valueOf(count)));
                    wrong.add(Text.rows(count) + " of " + key.child() + " point at no row of " + key.parent() + " ("
                            + key.name() + ")");
                }
            }
        }
        if (wrong.isEmpty()) {
            readings.add(new Reading(Text.count(keys, "foreign key", "foreign keys"), "0", "0"));
        }
        return wrong;
    }

    private static String select(ForeignKey key, boolean overPeriod) {
        var present = new ArrayList<String>();
        var joined = new ArrayList<String>();
        int plain = key.childColumns().size() - (overPeriod ? 1 : 0);
        for (int i = 0; i < key.childColumns().size(); i++) {
            present.add(child(key, i) + " IS NOT NULL");
            if (i < plain) {
                joined.add(parent(key, i) + " = " + child(key, i));
            }
        }
        // Of a key over periods, many rows together may be what a row points at.
        String found = overPeriod
                ? "coalesce(" + child(key, plain) + " <@ (SELECT pg_catalog.range_agg(" + parent(key, plain) + ")"
                : "EXISTS (SELECT";
        return "SELECT pg_catalog.count(*) FROM " + key.child().sql() + " c WHERE " + String.join(" AND ", present)
                + " AND NOT " + found + " FROM " + key.parent().sql() + " p WHERE " + String.join(" AND ", joined)
                + (overPeriod ? "), false)" : ")");
    }

    private static String child(ForeignKey key, int column) {
        return "c." + QualifiedName.quote(key.childColumns().get(column));
    }

    private static String parent(ForeignKey key, int column) {
        return "p." + QualifiedName.quote(key.parentColumns().get(column));
    }
}
