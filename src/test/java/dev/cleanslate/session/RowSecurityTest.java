package dev.cleanslate.session;

import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A role that row-level security blinds is refused; one that sees every row is not. */
class RowSecurityTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    @TempDir
    Path folder;

    private Playground secured(int major, String forced) {
        Playground playground =
                new Playground(TestDatabases.of(major).create(RolesTest.TABLES), folder).suite(RolesTest.MODEST);
        playground.execute("ALTER TABLE a ENABLE ROW LEVEL SECURITY; CREATE POLICY few ON a USING (id > 1);" + forced);
        return playground;
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void thatHidesRowsIsRefused(int major) {
        Playground playground = secured(major, "");
        RolesTest.as(playground, "", "GRANT SELECT, DELETE ON a TO %s", "GRANT SELECT ON kept TO %s");
        RolesTest.assertRefused(playground, "row-level security hides rows of it from role", "BYPASSRLS");
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void thatIsForcedBlindsTheOwnerToo(int major) {
        Playground playground = secured(major, "ALTER TABLE a FORCE ROW LEVEL SECURITY");
        RolesTest.as(playground, "", "ALTER TABLE a OWNER TO %s", "GRANT SELECT, REFERENCES ON kept TO %s");
        RolesTest.assertRefused(playground, "row-level security hides rows of it from role");
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void blindsNeitherTheOwnerNorWhoMayBypassItNorASuperuser(int major) {
        Playground owned = secured(major, "");
        RolesTest.as(owned, "", "ALTER TABLE a OWNER TO %s", "GRANT SELECT, REFERENCES ON kept TO %s");
        RolesTest.assertPasses(owned);
        Playground bypassed = secured(major, "ALTER TABLE a FORCE ROW LEVEL SECURITY");
        RolesTest.as(bypassed, "BYPASSRLS", "GRANT SELECT, DELETE ON a TO %s", "GRANT SELECT ON kept TO %s");
        RolesTest.assertPasses(bypassed);
        RolesTest.assertPasses(secured(major, "ALTER TABLE a FORCE ROW LEVEL SECURITY"));
    }
}
