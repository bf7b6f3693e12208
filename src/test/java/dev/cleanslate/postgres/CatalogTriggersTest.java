package dev.cleanslate.postgres;

import static dev.cleanslate.postgres.CatalogOf.MAJORS;
import static dev.cleanslate.postgres.CatalogOf.name;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogTriggersTest {

    @ParameterizedTest
    @MethodSource(MAJORS)
    void triggers_are_those_that_a_person_made(int major) {
        Catalog catalog = CatalogOf.scripts(major, """
                CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int REFERENCES a); CREATE VIEW v AS SELECT * FROM a;
                CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER one BEFORE INSERT OR UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f();
                CREATE TRIGGER two AFTER DELETE OR TRUNCATE ON a EXECUTE FUNCTION f();
                CREATE TRIGGER three INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f();
                ALTER TABLE a DISABLE TRIGGER one; ALTER TABLE a ENABLE ALWAYS TRIGGER two;
                """);

        assertThat(catalog.triggers()).hasSize(3);
        Trigger one = catalog.triggers().get(0);
        assertThat(one.name()).isEqualTo("one");
        assertThat(one.state()).isEqualTo(Trigger.State.DISABLED);
        assertThat(one.timing()).isEqualTo(Trigger.Timing.BEFORE);
        assertThat(one.forEachRow()).isTrue();
        assertThat(one.events()).containsExactlyInAnyOrder(Trigger.Event.INSERT, Trigger.Event.UPDATE);
        assertThat(one.function()).isEqualTo("public.f()");
        Trigger two = catalog.triggers().get(1);
        assertThat(two.state()).isEqualTo(Trigger.State.ALWAYS);
        assertThat(two.timing()).isEqualTo(Trigger.Timing.AFTER);
        assertThat(two.forEachRow()).isFalse();
        assertThat(two.events()).containsExactlyInAnyOrder(Trigger.Event.DELETE, Trigger.Event.TRUNCATE);
        assertThat(catalog.triggers().get(2).timing()).isEqualTo(Trigger.Timing.INSTEAD_OF);
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void sequences_know_who_owns_and_who_uses_them(int major) {
        Catalog catalog = CatalogOf.scripts(major, """
                CREATE SEQUENCE free START 100 INCREMENT 5;
                CREATE TABLE a (id serial, other int DEFAULT nextval('free'));
                CREATE TABLE b (id int GENERATED ALWAYS AS IDENTITY, a int DEFAULT nextval('a_id_seq'));
                INSERT INTO a DEFAULT VALUES;
                """);

        Sequence serial = catalog.sequences().get(0);
        assertThat(serial.name()).isEqualTo(name("a_id_seq"));
        assertThat(serial.ownerTable()).contains(name("a"));
        assertThat(serial.ownerColumn()).contains("id");
        assertThat(serial.usedBy()).containsExactly(name("a"), name("b"));
        assertThat(serial.identity()).isFalse();
        assertThat(serial.lastValue()).contains(1L);
        Sequence identity = catalog.sequences().get(1);
        assertThat(identity.identity()).isTrue();
        assertThat(identity.ownerColumn()).contains("id");
        assertThat(identity.lastValue()).isEmpty();
        Sequence free = catalog.sequences().get(2);
        assertThat(free.ownerTable()).isEmpty();
        assertThat(free.usedBy()).containsExactly(name("a"));
        assertThat(free.start()).isEqualTo(100);
        assertThat(free.increment()).isEqualTo(5);
    }
}
