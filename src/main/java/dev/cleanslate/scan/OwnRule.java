package dev.cleanslate.scan;

import dev.cleanslate.postgres.Aside;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import java.util.Optional;

/**
 * A detector of a suite's own as a part of a tripwire: a function of the row, and two triggers that ask it. Like the
 * predicate in the suite it is read with the search_path of whoever arms it, and it runs as whoever writes the row. A row
 * on which it fails gets in: nobody is to be stopped by a mistake in a suite.
 */
record OwnRule(int number, Bit bit) {

    static final String FUNCTIONS = "^tripwire_own_[0-9]+$";

    String id() {
        return bit.detector().id();
    }

    private String function() {
        return "cleanslate.tripwire_own_" + number;
    }

    /** Why no trigger can ask it; empty where one can. */
    static Optional<String> objection(PgSession session, String from, Bit bit) {
        if (!Severity.of(bit.detector().points()).atLeast(Severity.WARNING)) {
            return Optional.of("it is a note, which stops nobody");
        }
        String sql = "EXPLAIN (COSTS off) SELECT (" + bit.detector().exact("") + "\n) FROM " + from + " AS t";
        try {
            boolean others = Aside.of(session, () -> session.query(sql)).stream()
                    .anyMatch(row -> String.valueOf(row.text(0)).matches("\\s*(InitPlan|SubPlan) .*"));
            return others ? Optional.of("it looks at other rows than the one that is written") : Optional.empty();
        } catch (SqlFailure failure) {
            if (session.broken()) {
                throw failure;
            }
            return Optional.of("this role cannot ask it (" + failure.serverMessage() + ")");
        }
    }

    /** A column of that name is the row's: the function has no variable. */
    String sql(Watched table) {
        String body = """

                BEGIN
                  RETURN coalesce((SELECT (%s
                  ) FROM (SELECT ($1).*) AS t), false);
                EXCEPTION WHEN others THEN
                  RETURN false;
                END""".formatted(bit.detector().exact(""));
        String key = Sql.literal(TripwireSql.array(table.table().primaryKey()));
        String arguments = key + ", " + Sql.literal(bit.column().orElse("")) + ", " + Sql.literal("own:" + id());
        return """
                -- The suite's own detector %s.
                CREATE FUNCTION %s(anyelement) RETURNS pg_catalog.bool
                LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS %s;
                GRANT EXECUTE ON FUNCTION %s(anyelement) TO PUBLIC;
                CREATE TRIGGER cleanslate_tripwire_own_%d AFTER INSERT
                ON %s FOR EACH ROW
                WHEN (%s(NEW))
                EXECUTE FUNCTION cleanslate.tripwire(%s);
                CREATE TRIGGER cleanslate_tripwire_own_%d_changed AFTER UPDATE
                ON %s FOR EACH ROW
                WHEN (%s(NEW) AND NOT %s(OLD))
                EXECUTE FUNCTION cleanslate.tripwire(%s);""".formatted(
                        id().replaceAll("\\s", " "),
                        function(),
                        DollarQuoted.of(body),
                        function(),
                        number,
                        table.name().sql(),
                        function(),
                        arguments,
                        number,
                        table.name().sql(),
                        function(),
                        function(),
                        arguments);
    }

    static String dropping() {
        return """
                DO $tripwire$ DECLARE own pg_catalog.name; BEGIN
                  FOR own IN SELECT p.proname FROM pg_catalog.pg_proc p
                      WHERE p.pronamespace = pg_catalog.to_regnamespace('cleanslate') AND p.proname ~ '%s' LOOP
                    EXECUTE pg_catalog.format('DROP FUNCTION cleanslate.%%I(anyelement)', own);
                  END LOOP;
                END $tripwire$;""".formatted(FUNCTIONS);
    }
}
