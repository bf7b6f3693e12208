package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real pgbouncer in transaction mode in between. */
class PooledTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
    void aPoolerInTransactionModeIsToldByTheDoctorAndNothingIsMarkedOrResetThroughIt(int major) throws Exception {
        Playground shop = Playground.shop(major, folder);
        try (PgBouncer pooler = PgBouncer.before(shop.database)) {
            shop.environment.put("SHOP_URL", pooler.url("127.0.0.1"));
            Consulted pooled = Consulted.of(shop);
            assertThat(pooled.prevents()).as(pooled.err()).contains("pooler: a pooler in transaction mode");
            assertThat(pooled.exitCode()).isEqualTo(3);
            assertThat(Consulted.mark(shop, shop.databaseName()).err()).contains("a pooler in transaction mode");
            assertThat(shop.reset().messages()).contains("a pooler in transaction mode");
        }
        shop.environment.put("SHOP_URL", shop.database.url());
        assertThat(Consulted.of(shop).of("ok")).contains("pooler: none in transaction mode");
    }
}
