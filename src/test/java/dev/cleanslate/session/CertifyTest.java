package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CertifyTest {

    private static final String FOR_EVER = "2999-12-31";

    @TempDir
    Path folder;

    private static Ran certify(Playground shop) {
        return shop.run(shop.invocation(Command.CERTIFY, Optional.empty()));
    }

    private Playground reset() {
        Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
        assertThat(shop.reset().outcome()).isEqualTo("passed");
        return shop;
    }

    private static String verdict(Ran ran) {
        return ran.record().at("/certification/verdict").asString();
    }

    private static List<String> inTheWay(Ran ran) {
        return StreamSupport.stream(ran.record().at("/certification/inTheWay").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    /** State and what it rests on. */
    private static String item(Ran ran, String what) {
        return StreamSupport.stream(ran.record().at("/certification/groups").spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.get("items").spliterator(), false))
                .filter(item -> item.get("what").asString().equals(what))
                .map(item ->
                        item.get("state").asString() + ": " + item.get("rests").asString())
                .findFirst()
                .orElse("no item " + what);
    }

    /** One thing in the way, and no certificate for it. */
    private static void refusedFor(Ran ran, String... words) {
        assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(1);
        assertThat(verdict(ran)).isEqualTo("not-certified");
        assertThat(inTheWay(ran)).hasSize(1);
        assertThat(inTheWay(ran).get(0)).contains(words);
        assertThat(ran.folder().resolve("certificate.json")).doesNotExist();
    }

    private static Playground waived(Playground shop, String finding, String until) {
        return shop.suite(Playground.SUITE + """
                scan:
                  waivers: [ { finding: "%s", owner: ops, reason: "price list of the season", expires: %s } ]
                """.formatted(finding, until));
    }

    @Nested
    class Certified {

        @Test
        void a_database_as_its_reset_left_it() {
            Playground shop = reset();
            String before = shop.state();

            Ran ran = certify(shop);

            assertThat(ran.messages()).isEmpty();
            assertThat(ran.exitCode()).isZero();
            assertThat(verdict(ran)).isEqualTo("certified");
            assertThat(ran.record().get("committed").asBoolean()).isFalse();
            assertThat(ran.folder().resolve("certificate.json")).exists();
            assertThat(shop.state()).isEqualTo(before);
        }

        @Test
        void with_waivers_each_with_owner_reason_and_last_day() {
            Playground shop = waived(reset(), "protected-changed/products", FOR_EVER);
            shop.execute("UPDATE products SET name = 'spring' WHERE id = 1");

            Ran ran = certify(shop);

            assertThat(ran.exitCode()).as(ran.messages()).isZero();
            assertThat(verdict(ran)).isEqualTo("certified-with-waivers");
            assertThat(ran.record().at("/certification/waivers/0").toString())
                    .contains("protected-changed/products", "ops", "price list of the season", FOR_EVER);
            assertThat(ran.folder().resolve("certificate.json")).content().contains("price list of the season");
        }

        @Test
        void by_a_role_that_may_only_read() {
            Playground shop = reset();
            TestDatabases.Role auditor = shop.database.role("");
            shop.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + auditor.name()
                    + "; GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO " + auditor.name());
            shop.environment.put("SHOP_URL", auditor.url());

            Ran ran = certify(shop);

            assertThat(ran.messages()).isEmpty();
            assertThat(verdict(ran)).isEqualTo("certified");
        }

        @Test
        void the_first_scan_after_it_compares_with_its_certificate() {
            Playground shop = reset();
            Ran certified = certify(shop);
            shop.execute("INSERT INTO audit (what) VALUES ('user1@example.com')");

            Ran scan = shop.run(shop.invocation(Command.SCAN, Optional.empty()));

            assertThat(scan.record().at("/scan/comparison/handOff/run").asString())
                    .isEqualTo(certified.record().get("run").asString());
            assertThat(scan.record()
                            .at("/scan/comparison/handOff/tables/0/table")
                            .asString())
                    .isEqualTo("audit");
        }

        @Test
        void the_groups_of_the_hand_over_leave_to_people_what_no_tool_can_know() {
            Ran ran = certify(reset());

            assertThat(ran.record().at("/certification/groups"))
                    .extracting(group -> group.get("key").asString())
                    .containsExactly("database", "functionality", "business-logic", "documentation", "communication");
            assertThat(ran.record().at("/certification/groups/4/items"))
                    .extracting(item -> item.get("state").asString())
                    .containsOnly("open");
        }
    }

    /** What is not known is neither done nor in the way: it is told to whoever accepts. */
    @Nested
    class Open {

        private static final String PROTECTED = "Protected tables are as the reset left them";
        private static final String PASSWORDS = "Nobody has a default password";
        private static final String SCAN = "No demo or test data is found";

        @Test
        void that_the_suite_was_changed_since_the_reset() throws IOException {
            Playground shop = Playground.shop(TestDatabases.NEWEST, folder)
                    .suite(Playground.SUITE + "  - { name: Next order, sequence: { orders_id_seq: 1 } }\n");
            Ran reset = shop.reset();
            assertThat(reset.messages()).isEmpty();
            assertThat(item(certify(shop), "The suite is that of the reset")).startsWith("done: byte for byte");
            shop.suite(Playground.SUITE + "  - { name: Next order, sequence: { orders_id_seq: 7 } }\n");

            Ran ran = certify(shop);

            assertThat(ran.exitCode()).as(ran.messages()).isZero();
            assertThat(item(ran, "The suite is that of the reset"))
                    .startsWith("open: the suite was changed since reset "
                            + reset.record().get("run").asString());
            assertThat(item(ran, "Next order")).startsWith("open: not asked");
            String then = reset.record().at("/plan/suiteDigest").asString();
            String now = shop.plan().record().at("/plan/suiteDigest").asString();
            assertThat(Files.readString(ran.folder().resolve("certificate.json")))
                    .contains("\"suiteDigest\":\"" + now + "\"")
                    .doesNotContain("\"suiteDigest\":\"" + then + "\"");
        }

        @Test
        void content_of_which_the_reset_took_no_fingerprint() {
            Playground shop = Playground.shop(TestDatabases.NEWEST, folder)
                    .suite(Playground.SUITE.replace("[products]", "[products: { fingerprint: off }]"));
            assertThat(shop.reset().outcome()).isEqualTo("passed");
            shop.execute("UPDATE products SET name = 'spring' WHERE id = 1");
            // What the suite says by now makes no difference to what can be compared.
            shop.suite(Playground.SUITE);

            Ran ran = certify(shop);

            assertThat(item(ran, PROTECTED)).startsWith("open: as many rows").contains("products", "fingerprint: off");
            assertThat(ran.steps().map(step -> step.get("name").asString()))
                    .contains("products has as many rows as the reset left");
        }

        @Test
        void what_the_suite_has_switched_off() {
            Playground shop = reset();
            shop.suite(Playground.SUITE + "scan: { off: [default-password, sequence-behind, demo-email] }\n");

            Ran ran = certify(shop);

            assertThat(item(ran, PASSWORDS)).startsWith("open: not looked at").contains("default-password");
            assertThat(item(ran, "Sequences are ahead of their rows")).startsWith("open: not looked at");
            assertThat(item(ran, SCAN)).startsWith("open: ").contains("switched off in the suite: demo-email");
        }

        @Test
        void accounts_whose_hash_nobody_knows_and_tables_elsewhere() {
            Playground shop = new Playground(
                    TestDatabases.of(TestDatabases.NEWEST)
                            .create(Playground.SHOP
                                    + "ALTER TABLE products ADD COLUMN password text; ALTER TABLE products ADD COLUMN email text;"
                                    + " UPDATE products SET password = '$unknown$v=9$' || md5(name), email = 'p@bakery.fr' WHERE id = 1;"
                                    + " CREATE FOREIGN DATA WRAPPER nothing; CREATE SERVER away FOREIGN DATA WRAPPER nothing;"
                                    + " CREATE FOREIGN TABLE elsewhere (id int) SERVER away;"),
                    folder);
            shop.suite(Playground.SUITE.replace("protect: [products]", "protect: [products]\nignore: [elsewhere]"));
            assertThat(shop.reset().messages()).isEmpty();

            Ran ran = certify(shop);

            assertThat(item(ran, PASSWORDS)).startsWith("open: not known of every account");
            assertThat(item(ran, SCAN)).contains("elsewhere");
        }

        @Test
        void content_of_which_the_reset_took_a_sample() {
            Playground shop = Playground.shop(TestDatabases.NEWEST, folder)
                    .suite(Playground.SUITE.replace("[products]", "[products: { fingerprint: sampled }]"));
            assertThat(shop.reset().outcome()).isEqualTo("passed");

            assertThat(item(certify(shop), PROTECTED))
                    .startsWith("open: as many rows")
                    .contains("sampled");
        }
    }

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
            Playground shop = waived(reset(), "protected-changed/products", "2020-01-31");
            shop.execute("UPDATE products SET name = 'spring' WHERE id = 1");

            refusedFor(certify(shop), "products has as many rows as then, 5, and their content is another");
        }

        @Test
        void demo_data_that_came_back() {
            Playground shop = reset();
            shop.execute("INSERT INTO audit (what) SELECT 'user' || g || '@example.com' FROM generate_series(1, 9) g");

            Ran ran = certify(shop);

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(inTheWay(ran)).anyMatch(said -> said.contains("demo-email hits 9 rows of audit.what"));
            assertThat(inTheWay(ran)).anyMatch(said -> said.contains("audit has 9 rows, expected"));
        }

        @Test
        void a_protected_table_that_gained_a_row() {
            Playground shop = reset();
            shop.execute("INSERT INTO products VALUES (6, 'a sixth')");

            assertThat(inTheWay(certify(shop)))
                    .anyMatch(said -> said.contains("products has 6 rows, and had 5 when the reset ended"));
        }

        @Test
        void a_table_whose_fingerprint_the_suite_gave_up_after_the_reset() {
            Playground shop = reset();
            shop.suite(Playground.SUITE.replace("[products]", "[products: { fingerprint: off }]"));
            shop.execute("UPDATE products SET name = 'spring' WHERE id = 1");

            refusedFor(certify(shop), "products has as many rows as then, 5, and their content is another");
        }

        @Test
        void a_table_that_the_suite_protects_no_more() {
            Playground shop = reset();
            shop.suite(Playground.SUITE
                    .replace("protect: [products]", "ignore: [products]")
                    .replace(", products: 5", ""));
            shop.execute("UPDATE products SET name = 'spring' WHERE id = 1");

            refusedFor(certify(shop), "products was protected at reset", "protects it no more");
        }

        @Test
        void a_later_run_whose_record_cannot_be_read() throws IOException {
            Playground shop = reset();
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
            Playground shop = reset();
            shop.execute("ALTER TABLE orders DISABLE TRIGGER orders_told");

            assertThat(inTheWay(certify(shop)))
                    .anyMatch(said -> said.contains("orders_told on orders is disabled, and has to be enabled"));
        }

        @Test
        void a_job_that_is_off() {
            Playground shop = reset();
            shop.execute("CREATE SCHEMA cron; CREATE TABLE cron.job (jobid int, jobname text, active boolean);"
                    + " INSERT INTO cron.job VALUES (1, 'refill', false), (2, 'other', true)");

            assertThat(inTheWay(certify(shop)))
                    .anyMatch(said -> said.contains("switched off in cron.job: refill."))
                    .anyMatch(said -> said.contains("was changed since reset"));
        }

        @Test
        void a_sequence_that_is_behind_its_rows() {
            Playground shop = waived(reset(), "protected-changed/products", FOR_EVER);
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
            Playground shop = reset();
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
            Playground shop = reset();
            shop.environment.put(
                    "SHOP_URL",
                    TestDatabases.of(TestDatabases.NEWEST)
                            .create(Playground.SHOP)
                            .url());

            assertThat(inTheWay(certify(shop)).get(0)).contains("is of database", "Is this a copy");
        }

        @Test
        void a_schema_that_keeps_changing_while_it_is_read() throws InterruptedException {
            Playground shop = reset();
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
