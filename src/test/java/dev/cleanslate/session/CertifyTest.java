package dev.cleanslate.session;

import static dev.cleanslate.session.Certifications.certify;
import static dev.cleanslate.session.Certifications.item;
import static dev.cleanslate.session.Certifications.reset;
import static dev.cleanslate.session.Certifications.verdict;
import static dev.cleanslate.session.Certifications.waived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.Redrawing;
import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertifyTest {

    private static final String FOR_EVER = "2999-12-31";

    @TempDir
    Path folder;

    @Nested
    class Certified {

        @Test
        void a_database_as_its_reset_left_it() {
            Playground shop = reset(folder);
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
            Playground shop = waived(reset(folder), "protected-changed/products", FOR_EVER);
            shop.execute("UPDATE products SET name = 'spring' WHERE id = 1");

            Ran ran = certify(shop);

            assertThat(ran.exitCode()).as(ran.messages()).isZero();
            assertThat(verdict(ran)).isEqualTo("certified-with-waivers");
            assertThat(ran.record().at("/certification/waivers/0").toString())
                    .contains("protected-changed/products", "ops", "price list of the season", FOR_EVER);
            assertThat(ran.folder().resolve("certificate.json")).content().contains("price list of the season");
        }

        @Test
        void without_a_word_of_what_is_of_another_variant() {
            Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
            shop.suite(Playground.SUITE + """
                      - { name: Newer, query: "select colour from products where colour is null", expect: empty, only: ahead }
                    variants:
                      ahead: { has: [products.colour] }
                      here: { lacks: [products.colour] }
                    """);
            assertThat(shop.reset().outcome()).isEqualTo("passed");

            Ran ran = certify(shop);

            assertThat(ran.exitCode()).as(ran.messages()).isZero();
            assertThat(item(ran, "Newer")).isEqualTo("no item Newer");
            assertThat(ran.steps()
                            .filter(step -> step.get("name").asString().equals("Newer"))
                            .map(step -> step.get("message").asString()))
                    .containsExactly("left out: this database is variant here, not ahead");
        }

        @Test
        void by_a_role_that_may_only_read() {
            Playground shop = reset(folder);
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
            Playground shop = reset(folder);
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
        void in_the_language_of_the_client_down_to_what_each_item_rests_on() throws Exception {
            Playground shop = reset(folder);
            Ran certified = certify(shop);
            shop.execute("INSERT INTO products VALUES (6, 'a sixth')");
            Ran refused = certify(shop);

            String french = french(certified);
            assertThat(certified.record().at("/certification/groups").findValuesAsString("rests"))
                    .isNotEmpty()
                    .allSatisfy(rests -> assertThat(french).doesNotContain(rests));
            assertThat(french).contains("à l’octet près, SHA-256 ");
            assertThat(french(refused))
                    .contains(
                            "Les tables protégées sont comme la remise à zéro les a laissées : products a 6 lignes, et en avait 5");
        }

        private String french(Ran ran) throws Exception {
            return Files.readString(Redrawing.of(ran.folder(), Optional.of("fr"), Optional.empty()).stream()
                    .filter(file -> file.endsWith("report.fr.html"))
                    .findFirst()
                    .orElseThrow());
        }

        @Test
        void the_groups_of_the_hand_over_leave_to_people_what_no_tool_can_know() {
            Ran ran = certify(reset(folder));

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
            Playground shop = reset(folder);
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
}
