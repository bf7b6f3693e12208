package dev.cleanslate.postgres;

/** The catalog of a database of a test, and things in its schema public by name. */
final class CatalogOf {

    static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    private CatalogOf() {}

    static Catalog database(TestDatabases.Database database) {
        try (PgSession session = database.admin()) {
            return CatalogReader.read(session);
        }
    }

    static Catalog scripts(int major, String... scripts) {
        return database(TestDatabases.of(major).create(scripts));
    }

    static QualifiedName name(String name) {
        return new QualifiedName("public", name);
    }

    static Table table(Catalog catalog, String name) {
        return catalog.table(name(name)).orElseThrow();
    }
}
