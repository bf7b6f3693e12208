package dev.cleanslate.session;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What acts when rows go or change: triggers of every kind and state, rules, event triggers. */
class TriggersTest {

    private static final String FUNCTIONS = """
            CREATE TABLE log (what text);
            CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN INSERT INTO log VALUES (TG_NAME); RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END; END $$;
            CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN NEW.updated_at = '2031-01-01'; RETURN NEW; END $$;
            CREATE TABLE a (id serial PRIMARY KEY, n int DEFAULT 1, updated_at date DEFAULT '2025-01-01');
            INSERT INTO a SELECT FROM generate_series(1, 3);
            """;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource
    void triggers(int major, Shape shape) {
        shape.holdsOn(major, folder);
    }

    static Stream<Arguments> triggers() {
        return Shape.onEveryMajor(
                Shape.of("each trigger that is off during the reset comes back in the very state it had")
                        .schema(FUNCTIONS + """
                                CREATE TRIGGER as_usual AFTER DELETE ON a FOR EACH ROW EXECUTE FUNCTION tell();
                                CREATE TRIGGER always AFTER DELETE ON a FOR EACH ROW EXECUTE FUNCTION tell();
                                CREATE TRIGGER replica AFTER DELETE ON a FOR EACH ROW EXECUTE FUNCTION tell();
                                CREATE TRIGGER off AFTER DELETE ON a FOR EACH ROW EXECUTE FUNCTION tell();
                                CREATE CONSTRAINT TRIGGER late AFTER DELETE ON a DEFERRABLE INITIALLY DEFERRED
                                  FOR EACH ROW EXECUTE FUNCTION tell();
                                ALTER TABLE a ENABLE ALWAYS TRIGGER always; ALTER TABLE a ENABLE REPLICA TRIGGER replica;
                                ALTER TABLE a DISABLE TRIGGER off;""")
                        .suite("""
                                protect: [ { log: { allow-empty: true } } ]
                                triggers: { disable: [as_usual, always, replica, "off", late] }
                                phases: [ { name: A, wipe: [a] } ]
                                checks: [ { trigger: { always: always, replica: replica, "off": disabled } } ]
                                """)
                        .removes("a", 3)
                        .keeps(
                                "public.log",
                                "trigger public.a as_usual",
                                "trigger public.a always",
                                "trigger public.a replica",
                                "trigger public.a off",
                                "trigger public.a late"),
                Shape.of("an ALWAYS trigger that writes to a protected table is found; a REPLICA one does not fire")
                        .schema(FUNCTIONS + """
                                CREATE TRIGGER always AFTER DELETE ON a EXECUTE FUNCTION tell();
                                CREATE TRIGGER replica AFTER DELETE ON a EXECUTE FUNCTION tell();
                                ALTER TABLE a ENABLE ALWAYS TRIGGER always; ALTER TABLE a ENABLE REPLICA TRIGGER replica;""")
                        .suite("protect: [ { log: { allow-empty: true } } ]\nphases: [ { name: A, wipe: [a] } ]")
                        .turnsRed(1, "log is protected", "inserted 1,")
                        .warns("Trigger always fires while \"a\" is emptied"),
                Shape.of("a trigger that swallows the DELETE is found")
                        .schema(FUNCTIONS
                                + "CREATE TRIGGER keep BEFORE DELETE ON a FOR EACH ROW EXECUTE FUNCTION swallow();")
                        .suite("phases: [ { name: A, wipe: [a] }, { name: L, wipe: [log] } ]")
                        .turnsRed(1, "a still holds 3 rows", "trigger keep"),
                Shape.of("a trigger that touches another column is found, named, and can be turned off")
                        .schema(FUNCTIONS
                                + "CREATE TRIGGER touched BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION touch();")
                        .suite("ignore: [log]\nphases: [ { name: A, reset: { a: { n: 0 } } } ]")
                        .turnsRed(1, "a has another fingerprint", "trigger touched", "triggers: disable"),
                Shape.of("the same trigger, turned off")
                        .schema(FUNCTIONS
                                + "CREATE TRIGGER touched BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION touch();")
                        .suite("ignore: [log]\ntriggers: { disable: [touched] }\n"
                                + "phases: [ { name: A, reset: { a: { n: 0 } } } ]")
                        .answers("SELECT count(*) FROM a WHERE n = 0 AND updated_at = '2025-01-01'", 3),
                Shape.of("a large table with a DELETE trigger is not truncated behind its back")
                        .schema(FUNCTIONS + "INSERT INTO a SELECT FROM generate_series(1, 20000); ANALYZE;"
                                + "CREATE TRIGGER told AFTER DELETE ON a FOR EACH STATEMENT EXECUTE FUNCTION tell();")
                        .suite("ignore: [log]\nphases: [ { name: A, wipe: [a] } ]")
                        .removes("a", 20003)
                        .leaves("log", 1)
                        .warns("Trigger told fires"),
                Shape.of("triggers of a partitioned table come back as they were in each partition")
                        .schema(FUNCTIONS + """
                                CREATE TABLE p (k int) PARTITION BY RANGE (k);
                                CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
                                CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (k);
                                CREATE TABLE p21 PARTITION OF p2 FOR VALUES FROM (10) TO (15);
                                CREATE TABLE p22 PARTITION OF p2 FOR VALUES FROM (15) TO (20);
                                CREATE TABLE p3 PARTITION OF p DEFAULT;
                                CREATE TRIGGER told AFTER DELETE ON p FOR EACH ROW EXECUTE FUNCTION tell();
                                ALTER TABLE p1 DISABLE TRIGGER told; ALTER TABLE p21 ENABLE ALWAYS TRIGGER told;
                                INSERT INTO p SELECT generate_series(1, 30);""")
                        .suite("protect: [ { log: { allow-empty: true } } ]\nignore: [a]\n"
                                + "triggers: { disable: [told] }\nphases: [ { name: P, wipe: [p] } ]")
                        .removes("p", 30)
                        .keeps(
                                "public.log",
                                "trigger public.p told",
                                "trigger public.p1 told",
                                "trigger public.p2 told",
                                "trigger public.p21 told",
                                "trigger public.p22 told",
                                "trigger public.p3 told"),
                Shape.of("a trigger that is off for the table and on for a partition is turned off there too")
                        .schema(FUNCTIONS + """
                                CREATE TABLE p (k int) PARTITION BY RANGE (k);
                                CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
                                CREATE TABLE p2 PARTITION OF p DEFAULT;
                                CREATE TRIGGER told AFTER DELETE ON p FOR EACH ROW EXECUTE FUNCTION tell();
                                ALTER TABLE p DISABLE TRIGGER told; ALTER TABLE p1 ENABLE TRIGGER told;
                                INSERT INTO p SELECT generate_series(1, 30);""")
                        .suite("""
                                protect: [ { log: { allow-empty: true } } ]
                                ignore: [a]
                                triggers: { disable: [told] }
                                phases: [ { name: P, wipe: [p] } ]
                                checks: [ { trigger: { told: disabled } } ]
                                """)
                        .removes("p", 30)
                        .keeps(
                                "public.log",
                                "trigger public.p told",
                                "trigger public.p1 told",
                                "trigger public.p2 told"));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource
    void rules(int major, Shape shape) {
        shape.holdsOn(major, folder);
    }

    static Stream<Arguments> rules() {
        String rule = "CREATE RULE keep AS ON DELETE TO a DO INSTEAD NOTHING;";
        return Shape.onEveryMajor(
                Shape.of("a table whose DELETE a rule swallows is truncated")
                        .schema(FUNCTIONS + rule)
                        .suite("ignore: [log]\nphases: [ { name: A, wipe: [a] } ]")
                        .removes("a", 3)
                        .leaves("a", 0),
                Shape.of("a table whose DELETE a rule swallows and that cannot be truncated is refused")
                        .schema(FUNCTIONS + rule + "CREATE TABLE b (a int REFERENCES a);")
                        .suite(
                                "ignore: [log]\nprotect: [ { b: { allow-empty: true } } ]\nphases: [ { name: A, wipe: [a] } ]")
                        .isRefused(3, "a rule ON DELETE", "drop the rule", "\"b\" refers to \"a\""),
                Shape.of("a rule that is switched off stands in nobody's way")
                        .schema(FUNCTIONS + rule
                                + "ALTER TABLE a DISABLE RULE keep; CREATE TABLE b (a int REFERENCES a);")
                        .suite(
                                "ignore: [log]\nprotect: [ { b: { allow-empty: true } } ]\nphases: [ { name: A, wipe: [a] } ]")
                        .removes("a", 3),
                Shape.of("a table whose UPDATE a rule swallows is not reset")
                        .schema(FUNCTIONS + "CREATE RULE keep AS ON UPDATE TO a DO INSTEAD NOTHING;")
                        .suite("ignore: [log]\nphases: [ { name: A, reset: { a: { n: 0 } } } ]")
                        .isRefused(3, "a rule ON UPDATE", "drop the rule"));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource
    void eventTriggers(int major, Shape shape) {
        shape.holdsOn(major, folder);
    }

    static Stream<Arguments> eventTriggers() {
        String told = FUNCTIONS + """
                CREATE TRIGGER told AFTER DELETE ON a FOR EACH ROW EXECUTE FUNCTION tell();
                CREATE FUNCTION on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN %s END $$;
                CREATE EVENT TRIGGER no_ddl ON ddl_command_start EXECUTE FUNCTION on_ddl();""";
        String suite = "protect: [ { log: { allow-empty: true } } ]\ntriggers: { disable: [told] }\n"
                + "phases: [ { name: A, wipe: [a] } ]";
        return Shape.onEveryMajor(
                Shape.of("an event trigger that forbids ALTER rolls back and is named beforehand")
                        .schema(told.formatted("RAISE EXCEPTION 'no ddl here';"))
                        .suite(suite)
                        .turnsRed(4, "no ddl here")
                        .warns("Event trigger no_ddl is enabled"),
                Shape.of("an event trigger that writes to a protected table is found")
                        .schema(told.formatted("INSERT INTO log VALUES (tg_tag);"))
                        .suite(suite)
                        .turnsRed(1, "log is protected"),
                Shape.of("an event trigger that is off is no matter")
                        .schema(told.formatted("RAISE EXCEPTION 'no ddl here';")
                                + "ALTER EVENT TRIGGER no_ddl DISABLE;")
                        .suite(suite)
                        .removes("a", 3));
    }
}
