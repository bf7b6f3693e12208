package dev.cleanslate.scan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A tripwire as SQL: one function for each kind of column, which holds the lists and is what the scan asks; one trigger for
 * each table, whose WHEN asks them; and one function that is called only where something was hit.
 */
final class TripwireSql {

    /** What every function of it is called, or begins with. */
    private static final String NAME = "tripwire";

    /** Who waits for a lock makes all writers behind it wait too. */
    static final String SETTINGS = "SET LOCAL lock_timeout = '2s';\nSET LOCAL standard_conforming_strings = on;";

    private final Tripwire tripwire;
    private final Tripwire.Mode mode;
    private final String remedy;

    TripwireSql(Tripwire tripwire, Tripwire.Mode mode, String remedy) {
        this.tripwire = tripwire;
        this.mode = mode;
        this.remedy = remedy;
    }

    String arming(ArmedTripwire now) {
        List<String> script = new ArrayList<>();
        script.add(SETTINGS);
        if (!now.schema()) {
            script.add("CREATE SCHEMA cleanslate;");
        }
        if (now.remains()) {
            script.add("-- What was armed before goes first, but for its log.\n" + dropping());
        }
        tripwire.kinds().forEach(kind -> script.add(asking(kind)));
        if (mode == Tripwire.Mode.LOG) {
            script.add(LOG);
        }
        script.add(trial());
        script.add(hit());
        tripwire.tables().stream()
                .filter(table -> !table.columns().isEmpty())
                .forEach(table -> script.add(trigger(table)));
        tripwire.tables().forEach(table -> table.own().forEach(rule -> script.add(rule.sql(table))));
        script.add(comment());
        return String.join("\n\n", script) + "\n";
    }

    /** Of every kind that could have one: which of them an older tripwire has does not matter then. */
    static List<String> functions() {
        return Stream.of(Kind.values())
                .filter(TripwireDetectors.TEXTS::contains)
                .map(TripwireSql::function)
                .toList();
    }

    static String dropping() {
        return "-- Takes the triggers along: nothing else can depend on a function that returns one.\n"
                + "DROP FUNCTION IF EXISTS cleanslate.tripwire() CASCADE;\n"
                + functions().stream()
                        .map(f -> "DROP FUNCTION IF EXISTS cleanslate." + f + "(pg_catalog.text);")
                        .collect(Collectors.joining("\n"))
                + "\n" + OwnRule.dropping();
    }

    private static String function(Kind kind) {
        return NAME + "_" + kind.word().replace('-', '_');
    }

    private static final String LOG = """
            -- Who may read it is yours to grant. What is logged goes with the transaction when that is rolled back.
            CREATE TABLE IF NOT EXISTS cleanslate.tripwire_log (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
              operation text NOT NULL,
              table_name text NOT NULL,
              column_name text NOT NULL,
              detector text NOT NULL,
              masked_value text NOT NULL,
              row_key jsonb NOT NULL,
              session_user_name text NOT NULL,
              application_name text NOT NULL
            );""";

    /** Whoever writes a row runs it, so that everybody must be allowed to. */
    private String asking(Kind kind) {
        // The name under which the mask knows a row is that of the block here, and its one column is the argument.
        Recognised value = new Recognised(
                new Table.Column("v", "text", false, Optional.empty(), Table.Identity.NONE, false, Optional.empty()),
                kind,
                "");
        List<Bit> bits = Bit.of(List.of(value), tripwire.detectors());
        Map<String, Long> masks = new TreeMap<>();
        bits.forEach(bit -> masks.merge(bit.detector().id(), bit.mask(), (a, b) -> a | b));
        String names = bits.stream()
                .map(bit -> bit.detector().id())
                .distinct()
                .map(id -> "    WHEN (hit OPERATOR(pg_catalog.&) " + masks.get(id) + ") OPERATOR(pg_catalog.<>) 0 THEN "
                        + Sql.literal(id))
                .collect(Collectors.joining("\n"));
        String body = """

                <<t>>
                DECLARE
                  v ALIAS FOR $1;
                  hit pg_catalog.int8;
                BEGIN
                  hit := %s;
                  RETURN CASE
                    WHEN hit OPERATOR(pg_catalog.=) 0 THEN NULL
                %s
                  END;
                END""".formatted(PinnedOperators.in(new Mask("", Map.of()).sql(bits)), names);
        return """
                -- %s: the detector that speaks against it, or null.
                CREATE FUNCTION cleanslate.%s(pg_catalog.text) RETURNS pg_catalog.text
                LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS %s;
                GRANT EXECUTE ON FUNCTION cleanslate.%s(pg_catalog.text) TO PUBLIC;""".formatted(kind.said(), function(kind), DollarQuoted.of(body), function(kind));
    }

    /** A function that fails would keep every row out; the server looks into an expression when it is first asked. */
    private String trial() {
        return tripwire.kinds().stream()
                .map(kind -> "  PERFORM cleanslate." + function(kind) + "('-');\n")
                .collect(Collectors.joining(
                        "", "-- Each is tried before a row depends on it.\nDO $tripwire$ BEGIN\n", "END $tripwire$;"));
    }

    private String hit() {
        String which = tripwire.kinds().stream()
                .map(kind -> "        WHEN '%s' THEN cleanslate.%s(value)".formatted(kind.word(), function(kind)))
                .collect(Collectors.joining("\n"));
        String asked = which.isEmpty() ? "NULL" : "CASE TG_ARGV[i + 1]\n" + which + "\n      END";
        String body = """

                DECLARE
                  seen text;
                  value text;
                  before text;
                  detector text;
                  masked text;
                  gone text;
                  told boolean := false;
                  part text;
                  key jsonb := '{}';
                BEGIN
                  FOR i IN 1 .. TG_NARGS BY 2 LOOP
                    IF i < TG_NARGS THEN
                      seen := TG_ARGV[i];
                      IF left(TG_ARGV[i + 1], 4) = 'own:' THEN
                        -- Its trigger has asked it.
                        detector := substr(TG_ARGV[i + 1], 5);
                        masked := '***';
                      ELSE
                      -- A column that was renamed since is asked under its new name, which is not known here.
                      -- Only texts are read: a cast of somebody's own type would run as the owner of this function.
                      IF NOT EXISTS (SELECT FROM pg_attribute a
                          WHERE a.attrelid = TG_RELID AND a.attname = seen AND NOT a.attisdropped
                            AND (a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype)
                              OR EXISTS (SELECT FROM pg_cast c WHERE c.castsource = a.atttypid
                                AND c.casttarget = 'text'::regtype AND c.castmethod = 'b'))) THEN
                        gone := seen;
                        CONTINUE;
                      END IF;
                      EXECUTE format('SELECT ($1).%%I::text', seen) INTO value USING NEW;
                      IF TG_OP = 'UPDATE' THEN
                        EXECUTE format('SELECT ($1).%%I::text', seen) INTO before USING OLD;
                        -- A row that was like that before may be changed elsewhere.
                        CONTINUE WHEN value IS NOT DISTINCT FROM before;
                      END IF;
                      detector := %s;
                      CONTINUE WHEN detector IS NULL;
                      masked := CASE WHEN value ~ '^[^@\\s]+@[^@\\s]+[.][A-Za-z]+$'
                        THEN regexp_replace(value, '^([^@\\s])[^@\\s]*@([^@\\s])[^@\\s]*([.][A-Za-z]+)$', '\\1***@\\2***\\3')
                        ELSE left(value, 1) || '***' END;
                      END IF;
                    ELSE
                      EXIT WHEN told OR gone IS NULL;
                      seen := gone;
                      detector := 'in a column renamed since';
                      masked := '***';
                    END IF;
                    told := true;
                %s
                  END LOOP;
                  RETURN NULL;
                END""".formatted(asked, mode == Tripwire.Mode.LOG ? LOGGING : refusing());
        return """
                -- Called only for a row in which something was hit: says what, and in which column.
                CREATE FUNCTION cleanslate.tripwire() RETURNS trigger
                LANGUAGE plpgsql SECURITY DEFINER
                SET search_path = pg_catalog, pg_temp SET standard_conforming_strings = on AS %s;
                REVOKE ALL ON FUNCTION cleanslate.tripwire() FROM PUBLIC;""".formatted(DollarQuoted.of(body));
    }

    private static final String LOGGING = """
                -- The first of them tell what it was; a seed of a million rows must not fill the disk.
                EXIT WHEN pg_relation_size('cleanslate.tripwire_log'::regclass) >= %d;
                FOR part IN SELECT a.attname FROM pg_attribute a WHERE a.attrelid = TG_RELID AND NOT a.attisdropped
                    AND a.attname = ANY (TG_ARGV[0]::text[]) AND a.atttypid::bigint < 16384 LOOP
                  EXECUTE format('SELECT $2 || jsonb_build_object($3, ($1).%I)', part) INTO key USING NEW, key, part;
                END LOOP;
                INSERT INTO cleanslate.tripwire_log
                  (operation, table_name, column_name, detector, masked_value, row_key, session_user_name, application_name)
                SELECT TG_OP, format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME), seen, detector, masked,
                  key, session_user, current_setting('application_name');""".replace("%d", Long.toString(ArmedTripwire.Log.MOST_BYTES))
            .indent(2)
            .stripTrailing();

    private String refusing() {
        return """
                    RAISE EXCEPTION USING ERRCODE = 'check_violation',
                      MESSAGE = format('tripwire: %%s is given demo or test data (%%s); nothing is stored in database %%I',
                        concat_ws('.', quote_ident(TG_TABLE_SCHEMA), quote_ident(TG_TABLE_NAME), quote_ident(nullif(seen, ''))),
                        detector, current_database()),
                      DETAIL = format('The value, masked: %%s.', masked),
                      HINT = %s,
                      SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, COLUMN = seen, CONSTRAINT = 'cleanslate_tripwire';""".indent(4).stripTrailing().formatted(Sql.literal(
                "A seed or test script may be running in the wrong database. To let such rows in: " + remedy));
    }

    private static String trigger(Watched table) {
        String columns = table.columns().stream()
                .map(c -> QualifiedName.quote(c.column().name()))
                .collect(Collectors.joining(", "));
        String when = table.columns().stream()
                .map(c -> "cleanslate.%s(NEW.%s::pg_catalog.text) IS NOT NULL"
                        .formatted(
                                function(c.kind()),
                                QualifiedName.quote(c.column().name())))
                .collect(Collectors.joining("\n  OR "));
        String arguments = table.columns().stream()
                .map(c -> Sql.literal(c.column().name()) + ", "
                        + Sql.literal(c.kind().word()))
                .collect(Collectors.joining(", "));
        return """
                CREATE TRIGGER cleanslate_tripwire AFTER INSERT OR UPDATE OF %s
                ON %s FOR EACH ROW
                WHEN (%s)
                EXECUTE FUNCTION cleanslate.tripwire(%s, %s);""".formatted(
                        columns,
                        table.name().sql(),
                        when,
                        Sql.literal(array(table.table().primaryKey())),
                        arguments);
    }

    static String array(List<String> names) {
        return names.stream()
                .map(name -> '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String comment() {
        return """
                DO $tripwire$ BEGIN
                  EXECUTE pg_catalog.format('COMMENT ON FUNCTION cleanslate.tripwire() IS %%L',
                    pg_catalog.concat('Cleanslate tripwire, mode %s, armed ',
                      pg_catalog.to_char(pg_catalog.now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'), ' UTC by ', current_user));
                END $tripwire$;""".formatted(mode.word());
    }
}
