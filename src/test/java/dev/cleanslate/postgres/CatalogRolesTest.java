package dev.cleanslate.postgres;

import static dev.cleanslate.postgres.CatalogOf.MAJORS;
import static dev.cleanslate.postgres.CatalogOf.table;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogRolesTest {

    @ParameterizedTest
    @MethodSource(MAJORS)
    void is_told_as_it_is(int major) {
        TestDatabases.Database database = TestDatabases.of(major)
                .create(
                        "CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
                        "CREATE EVENT TRIGGER watching ON ddl_command_start EXECUTE FUNCTION watch()",
                        "CREATE EVENT TRIGGER asleep ON ddl_command_start EXECUTE FUNCTION watch();"
                                + " ALTER EVENT TRIGGER asleep DISABLE");
        ServerFacts server = CatalogOf.database(database).server();

        assertThat(server.database()).isEqualTo(database.name());
        assertThat(server.major()).isEqualTo(major);
        assertThat(server.systemIdentifier()).matches("[0-9]{10,}");
        assertThat(server.databaseOid()).isPositive();
        assertThat(server.superuser()).isTrue();
        assertThat(server.inRecovery()).isFalse();
        assertThat(server.readOnly()).isFalse();
        assertThat(server.trackCounts()).isTrue();
        assertThat(server.extensions()).containsExactly("plpgsql");
        assertThat(server.eventTriggers()).containsExactly("watching");
        assertThat(server.subscriptions()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void without_rights_see_that_they_have_none(int major) {
        TestDatabases.Database database = TestDatabases.of(major).create("""
                        CREATE SCHEMA closed; CREATE TABLE closed.t (id serial); CREATE TABLE own (id int);
                        CREATE TABLE guarded (id int); ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
                        CREATE POLICY mine ON guarded FOR SELECT USING (id > 0);
                        CREATE TABLE readable (id int);
                        SELECT nextval('closed.t_id_seq');
                        """);
        TestDatabases.Role role = database.role("");
        database.run("ALTER TABLE own OWNER TO " + role.name() + "; GRANT SELECT ON guarded, readable, closed.t TO "
                + role.name());

        Catalog catalog;
        try (PgSession session = role.open()) {
            catalog = CatalogReader.read(session);
        }

        assertThat(catalog.server().superuser()).isFalse();
        assertThat(catalog.server().systemIdentifier()).isNotEmpty();
        // From 15 on a schema has to say that anybody may make an index in it.
        assertThat(table(catalog, "own").rights())
                .isEqualTo(new Table.Rights(true, true, true, true, true, true, major < 15));
        assertThat(table(catalog, "readable").rights())
                .isEqualTo(new Table.Rights(false, true, false, false, false, false));
        assertThat(catalog.table(new QualifiedName("closed", "t")).orElseThrow().rights())
                .isEqualTo(new Table.Rights(false, false, false, false, false, false));
        assertThat(table(catalog, "guarded").rowSecurity()).isEqualTo(new Table.RowSecurity(true, false, true));
        assertThat(table(catalog, "guarded").policies())
                .containsExactly("mine PERMISSIVE FOR SELECT TO public USING ((id > 0))");
        assertThat(catalog.sequences()).singleElement().satisfies(sequence -> {
            assertThat(sequence.lastValue()).isEmpty();
            assertThat(sequence.owned()).isFalse();
        });
        Catalog admins = CatalogOf.database(database);
        assertThat(table(admins, "guarded").rowSecurity().blindsThisRole()).isFalse();
        assertThat(admins.sequences())
                .singleElement()
                .satisfies(s -> assertThat(s.lastValue()).contains(1L));
        assertThat(SchemaText.lines(admins)).isEqualTo(SchemaText.lines(catalog));
    }
}
