package dev.cleanslate.session;

import static dev.cleanslate.session.Certifications.certify;
import static dev.cleanslate.session.Certifications.inTheWay;
import static dev.cleanslate.session.Certifications.refusedFor;
import static dev.cleanslate.session.Certifications.reset;
import static dev.cleanslate.session.Certifications.verdict;
import static dev.cleanslate.session.Certifications.waived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertifyRefusedTest {

    private static final String FOR_EVER = "2999-12-31";

    @TempDir
    Path folder;

    @Nested
    class In_the_way {

        @Test
        void no_reset_on_record() {
            Playground shop = Playground.shop(TestDatabases.NEWEST, folder);

            Ran ran = certify(shop);

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(inTheWay(ran).get(0))
                    .contains("no reset of suite \"shop\" on target \"test\" is on record", "--run FOLDER");
            assertThat(ran.folder().resolve("certificate.json")).doesNotExist();
        }

        @Test
        void a_waiver_whose_last_day_is_past() {
            Playground shop = waived(reset(folder), "protected-changed/products", "2020-01-31");
            shop.execute("UPDATE products SET name = 'spring' WHERE id = 1");

            refusedFor(certify(shop), "products has as many rows as then, 5, and their content is another");
        }

        @Test
        void demo_data_that_came_back() {
            Playground shop = reset(folder);
            shop.execute("INSERT INTO audit (what) SELECT 'user' || g || '@example.com' FROM generate_series(1, 9) g");

            Ran ran = certify(shop);

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(inTheWay(ran)).anyMatch(said -> said.contains("demo-email hits 9 rows of audit.what"));
            assertThat(inTheWay(ran)).anyMatch(said -> said.contains("audit has 9 rows, expected"));
        }

        @Test
        void a_protected_table_that_gained_a_row() {
            Playground shop = reset(folder);
            shop.execute("INSERT INTO products VALUES (6, 'a sixth')");

            assertThat(inTheWay(certify(shop)))
                    .anyMatch(said -> said.contains("products has 6 rows, and had 5 when the reset ended"));
        }

        @Test
        void a_table_whose_fingerprint_the_suite_gave_up_after_the_reset() {
            Playground shop = reset(folder);
            shop.suite(Playground.SUITE.replace("[products]", "[products: { fingerprint: off }]"));
            shop.execute("UPDATE products SET name = 'spring' WHERE id = 1");

            refusedFor(certify(shop), "products has as many rows as then, 5, and their content is another");
        }

        @Test
        void a_table_that_the_suite_protects_no_more() {
            Playground shop = reset(folder);
            shop.suite(Playground.SUITE
                    .replace("protect: [products]", "ignore: [products]")
                    .replace(", products: 5", ""));
            shop.execute("UPDATE products SET name = 'spring' WHERE id = 1");

            refusedFor(certify(shop), "products was protected at reset", "protects it no more");
        }

        @Test
        void a_later_run_whose_record_cannot_be_read() throws IOException {
            Playground shop = reset(folder);
            Path later = shop.reports.resolve("test/shop/29991231T000000Z-0000");
            Files.createDirectories(later);

            refusedFor(certify(shop), "run 29991231T000000Z-0000, of whose run.json", "nothing can be read");

            Files.writeString(later.resolve("run.json"), "{ torn");
            refusedFor(certify(shop), "run 29991231T000000Z-0000, of whose run.json", "nothing can be read");
        }

        @Test
        void a_later_reset_that_lies_beside_the_one_that_was_named() throws IOException {
            Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
            Path first = shop.reset().folder().normalize();
            shop.execute("INSERT INTO audit (what) VALUES ('INSERT')");
            Path second = shop.reset().folder().normalize();
            Path archive = folder.resolve("archive");
            Files.createDirectories(archive);
            for (Path run : List.of(first, second)) {
                Files.move(run, archive.resolve(run.getFileName()));
            }

            Ran ran = shop.run(shop.invocation(Command.CERTIFY, Optional.empty())
                    .certifying(archive.resolve(first.getFileName())));

            assertThat(inTheWay(ran)).anyMatch(said -> said.contains("came reset " + second.getFileName()));
        }

        @Test
        void a_trigger_that_is_off() {
            Playground shop = reset(folder);
            shop.execute("ALTER TABLE orders DISABLE TRIGGER orders_told");

            assertThat(inTheWay(certify(shop)))
                    .anyMatch(said -> said.contains("orders_told on orders is disabled, and has to be enabled"));
        }

        @Test
        void a_job_that_is_off() {
            Playground shop = reset(folder);
            shop.execute("CREATE SCHEMA cron; CREATE TABLE cron.job (jobid int, jobname text, active boolean);"
                    + " INSERT INTO cron.job VALUES (1, 'refill', false), (2, 'other', true)");

            assertThat(inTheWay(certify(shop)))
                    .anyMatch(said -> said.contains("switched off in cron.job: refill."))
                    .anyMatch(said -> said.contains("was changed since reset"));
        }

        @Test
        void a_sequence_that_is_behind_its_rows() {
            Playground shop = waived(reset(folder), "protected-changed/products", FOR_EVER);
            shop.suite(Playground.SUITE.replace("users: 0, orders: 0, audit: 0,", ""));
            shop.execute("INSERT INTO audit (id, what) VALUES (50, 'UPDATE')");

            refusedFor(certify(shop), "Sequences are ahead of their rows", "sequence-behind");
        }

        @Test
        void a_default_password() {
            Playground shop = new Playground(
                    TestDatabases.of(TestDatabases.NEWEST)
                            .create(
                                    Playground.SHOP
                                            + "ALTER TABLE products ADD COLUMN password text; ALTER TABLE products ADD COLUMN email text;"),
                    folder);
            assertThat(shop.reset().outcome()).isEqualTo("passed");
            waived(shop, "protected-changed/products", FOR_EVER);
            shop.execute("UPDATE products SET password = 'admin123', email = 'owner@bakery.fr' WHERE id = 1");

            refusedFor(certify(shop), "Nobody has a default password", "default-password");
        }

        @Test
        void a_record_of_the_reset_that_was_changed() throws IOException {
            Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
            Path record = shop.reset().folder().resolve("run.json");
            Files.writeString(record, Files.readString(record).replace("\"removed\":300", "\"removed\":200"));

            refusedFor(certify(shop), "The evidence of the reset holds", "run.json: it was changed");
        }

        @Test
        void a_reset_that_is_not_signed() throws IOException {
            Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
            Files.delete(shop.reset().folder().resolve("certificate.json"));

            refusedFor(certify(shop), "nothing of reset", "is signed");
        }

        @Test
        void a_smoke_test_that_failed_after_the_reset() {
            Playground shop = Playground.shop(TestDatabases.NEWEST, folder)
                    .suite(Playground.SUITE + "smoke: [ { name: A user can order, sql: smoke.sql } ]\n")
                    .file("shop/smoke.sql", "SELECT 1 / 0;");
            assertThat(shop.reset().exitCode()).isEqualTo(5);

            Ran ran = certify(shop);

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(inTheWay(ran))
                    .anyMatch(said -> said.contains("it did not pass"))
                    .anyMatch(said -> said.contains("\"A user can order\" failed"));
        }

        @Test
        void tables_that_this_role_may_not_read() {
            Playground shop = reset(folder);
            TestDatabases.Role outsider = shop.database.role("");
            shop.execute("GRANT SELECT ON products TO " + outsider.name());
            shop.environment.put("SHOP_URL", outsider.url());

            Ran ran = certify(shop);

            assertThat(verdict(ran)).isEqualTo("not-certified");
            assertThat(inTheWay(ran)).anyMatch(said -> said.contains("users") && said.contains("permission denied"));
            assertThat(ran.exitCode()).isNotZero();
        }

        @Test
        void a_reset_of_another_database() {
            Playground shop = reset(folder);
            shop.environment.put(
                    "SHOP_URL",
                    TestDatabases.of(TestDatabases.NEWEST)
                            .create(Playground.SHOP)
                            .url());

            assertThat(inTheWay(certify(shop)).get(0)).contains("is of database", "Is this a copy");
        }

        @Test
        void a_schema_that_keeps_changing_while_it_is_read() throws InterruptedException {
            Playground shop = reset(folder);
            AtomicBoolean enough = new AtomicBoolean();
            Thread migrations = new Thread(() -> {
                try (PgSession session = shop.database.admin()) {
                    for (int i = 0; !enough.get(); i++) {
                        session.script("ALTER TABLE audit ALTER COLUMN what SET DEFAULT '" + i + "'");
                    }
                }
            });
            migrations.start();
            try {
                Ran ran = certify(shop);

                assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(4);
                assertThat(ran.messages())
                        .contains("the schema keeps changing while it is read", "when the migrations are done");
                assertThat(verdict(ran)).isEqualTo("not-certified");
            } finally {
                enough.set(true);
                migrations.join();
            }
        }
    }
}
