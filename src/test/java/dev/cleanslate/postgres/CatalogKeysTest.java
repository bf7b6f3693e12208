package dev.cleanslate.postgres;

import static dev.cleanslate.postgres.CatalogOf.MAJORS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogKeysTest {

    @ParameterizedTest
    @MethodSource(MAJORS)
    void with_their_actions_and_whether_an_index_helps(int major) {
        Catalog catalog = CatalogOf.scripts(major, """
                CREATE TABLE parent (x int, y int, PRIMARY KEY (x, y));
                CREATE TABLE child (a int, b int NOT NULL, c int, d int,
                  CONSTRAINT bare FOREIGN KEY (a, c) REFERENCES parent,
                  CONSTRAINT eager FOREIGN KEY (d, c) REFERENCES parent (x, y) ON DELETE CASCADE
                    DEFERRABLE INITIALLY DEFERRED,
                  CONSTRAINT strict FOREIGN KEY (b, d) REFERENCES parent ON DELETE SET NULL ON UPDATE CASCADE);
                ALTER TABLE child ADD CONSTRAINT late FOREIGN KEY (c, b) REFERENCES parent ON DELETE RESTRICT NOT VALID;
                CREATE INDEX ON child (c, d, a);
                CREATE INDEX ON child (b, d) WHERE a > 0;
                CREATE INDEX ON child USING hash (b);
                """);

        assertThat(catalog.foreignKeys())
                .extracting(
                        ForeignKey::name,
                        ForeignKey::onDelete,
                        ForeignKey::onUpdate,
                        ForeignKey::childIndexed,
                        ForeignKey::childColumnsNullable,
                        ForeignKey::deferrable,
                        ForeignKey::validated)
                .containsExactly(
                        tuple(
                                "bare",
                                ForeignKey.OnDelete.NO_ACTION,
                                ForeignKey.OnDelete.NO_ACTION,
                                false,
                                true,
                                false,
                                true),
                        tuple(
                                "eager",
                                ForeignKey.OnDelete.CASCADE,
                                ForeignKey.OnDelete.NO_ACTION,
                                true,
                                true,
                                true,
                                true),
                        tuple(
                                "late",
                                ForeignKey.OnDelete.RESTRICT,
                                ForeignKey.OnDelete.NO_ACTION,
                                false,
                                false,
                                false,
                                false),
                        tuple(
                                "strict",
                                ForeignKey.OnDelete.SET_NULL,
                                ForeignKey.OnDelete.CASCADE,
                                false,
                                false,
                                false,
                                true));
        assertThat(catalog.foreignKeys().get(1).childColumns()).containsExactly("d", "c");
        assertThat(catalog.foreignKeys().get(1).initiallyDeferred()).isTrue();
        assertThat(catalog.foreignKeys()).allMatch(ForeignKey::enforced);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void that_are_not_enforced(int major) {
        assumeTrue(major >= 18, "NOT ENFORCED came with PostgreSQL 18");
        Catalog catalog = CatalogOf.scripts(
                major, "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int REFERENCES a NOT ENFORCED)");

        assertThat(catalog.foreignKeys()).singleElement().matches(key -> !key.enforced());
    }
}
