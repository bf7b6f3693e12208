package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;

/** Whether this role sees every row of the tables it has to answer for. */
final class Visibility {

    private final Ground ground;

    Visibility(Ground ground) {
        this.ground = ground;
    }

    void check() {
        ground.fates().all().stream().filter(d -> d.fate() != Fate.IGNORE).forEach(this::check);
    }

    private void check(Decided decided) {
        Table table = decided.table();
        String role = ground.catalog().server().role();
        if (!table.rights().select()) {
            ground.findings()
                    .rule(
                            decided.place(),
                            decided.said() + ", but role " + role
                                    + " may not read it, so nothing could be proved of it. " + grants(table, role)
                                    + ".");
        }
        if (table.rowSecurity().blindsThisRole()) {
            ground.findings()
                    .rule(
                            decided.place(),
                            decided.said() + ", but row-level security hides rows of it from role " + role
                                    + ": hidden rows would stay, or change, unseen. Use a role with BYPASSRLS, or the table's owner where it"
                                    + " does not FORCE ROW LEVEL SECURITY.");
        }
    }

    /** A right to a table is none without one to its schema. */
    private static String grants(Table table, String role) {
        String to = " TO " + QualifiedName.quote(role);
        String schema = table.name().schema();
        return (schema.equals("public") ? "" : "GRANT USAGE ON SCHEMA " + QualifiedName.quote(schema) + to + "; ")
                + "GRANT SELECT ON " + table.name().sql() + to;
    }
}
