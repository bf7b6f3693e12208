package dev.cleanslate.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.postgres.Await;
import dev.cleanslate.postgres.CatalogReader;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The sessions of a scan: who has them when, and what becomes of them. */
class ReadersTest {

    private final TestDatabases.Database database = TestDatabases.of(TestDatabases.NEWEST)
            .create("CREATE TABLE large (email text); INSERT INTO large SELECT 'a@shop.test' FROM generate_series(1, 99);"
                    + " CREATE TABLE small (email text)");

    private Scan scan(PgSession session, String url) {
        return Scan.open(
                session,
                () -> dial(url),
                CatalogReader.read(session),
                table -> true,
                new Scan.Limits(2, 100, OptionalLong.empty()),
                Directions.NONE);
    }

    private static PgSession dial(String url) {
        return PgSession.open(DatabaseUrl.parse(url, Map.of()), "reader");
    }

    @Test
    void noReaderIsAtWorkAnyMoreWhenAScanHasFailed() {
        try (PgSession holder = database.admin();
                PgSession onlooker = database.admin();
                PgSession session = dial(database.url());
                Scan scan = scan(session, database.url())) {
            holder.begin(Isolation.READ_COMMITTED, false);
            holder.execute("LOCK TABLE large");

            assertThatThrownBy(() -> scan.run(report -> {
                        Await.until("the other reader waits", Duration.ofSeconds(30), () -> waiting(onlooker) > 0);
                        throw new IllegalStateException("the disk is full");
                    }))
                    .hasMessage("the disk is full");

            assertThat(waiting(onlooker)).isZero();
        }
    }

    private static long waiting(PgSession onlooker) {
        return onlooker.query("SELECT count(*) FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_database d"
                        + " ON d.oid = l.database AND d.datname = pg_catalog.current_database() WHERE NOT l.granted")
                .get(0)
                .number(0);
    }
}
