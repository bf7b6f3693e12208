package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a refusal proposes is pasted into the suite as it stands there; then the plan passes and the reset is green. */
class FreeingTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";
    private static final Pattern QUOTED = Pattern.compile("`((keep-rows|wipe|reset): .*?)`");

    private static final String ORDERS = """
            CREATE TABLE "Users" (region text, email text, role text, PRIMARY KEY (region, email));
            CREATE TABLE orders (id int PRIMARY KEY, region text, "by" text, total int,
              FOREIGN KEY (region, "by") REFERENCES "Users");
            INSERT INTO "Users" SELECT 'Bavaria', 'person' || g || '@example.org', CASE WHEN g < 3 THEN 'admin' END
              FROM generate_series(1, 9) g;
            INSERT INTO orders SELECT g, 'Bavaria', 'person' || g || '@example.org', g FROM generate_series(1, 5) g;
            """;
    private static final String ADMINS = "keep-rows: { Users: \"role = 'admin'\" }";

    @TempDir
    Path folder;

    // Each test makes its own, with its schema.
    @SuppressWarnings("NullAway.Init")
    private Playground shop;

    private Ran plan(String lists, String... phases) {
        var text = new StringBuilder("suite: shop\n" + lists + "\nphases:\n");
        for (int i = 0; i < phases.length; i++) {
            text.append("  - name: P")
                    .append(i)
                    .append("\n    ")
                    .append(phases[i])
                    .append('\n');
        }
        return shop.suite(text.toString()).plan();
    }

    private void on(int major, String schema) {
        shop = new Playground(TestDatabases.of(major).create(schema), folder);
    }

    private static List<String> ways(Ran refused) {
        assertThat(refused.exitCode()).as(refused.messages()).isEqualTo(3);
        return QUOTED.matcher(refused.messages())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String starting(String word, Ran refused) {
        return ways(refused).stream()
                .filter(way -> way.startsWith(word))
                .findFirst()
                .orElseThrow();
    }

    private void passes(Ran plan) {
        assertThat(plan.messages()).isEmpty();
        assertThat(plan.exitCode()).isZero();
        Ran reset = shop.reset();
        assertThat(reset.messages()).isEmpty();
        assertThat(reset.exitCode()).isZero();
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void theParentsOfRowsThatStayAreKeptToo(int major) {
        on(major, ORDERS);
        String way = starting("keep-rows", plan("protect: [orders]", ADMINS));

        passes(plan("protect: [orders]", way));

        assertThat(shop.count("\"Users\"")).isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void theTableInTheWayIsWipedBefore(int major) {
        on(major, ORDERS);
        String way = starting("wipe", plan("protect: [orders]", ADMINS));

        passes(plan("", way, ADMINS));
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void theColumnInTheWayIsNulledBefore(int major) {
        on(major, ORDERS);
        String way = starting("reset", plan("protect: [orders]", ADMINS));

        passes(plan("", way, ADMINS));

        assertThat(shop.number("SELECT count(*) FROM orders WHERE \"by\" IS NULL"))
                .isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void theRowsOfAThinnedTableGoWithThem(int major) {
        on(major, ORDERS);
        String thinned = "keep-rows: { Users: \"role = 'admin'\", orders: \"total < 4 -- the small ones\" }";
        List<String> ways = ways(plan("", thinned));
        assertThat(ways).hasSize(2);

        passes(plan("", merged(ADMINS, ways.get(1))));

        assertThat(shop.count("orders")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void theParentsOfAThinnedTableAreKeptToo(int major) {
        on(major, ORDERS);
        String small = "keep-rows: { orders: \"total < 4 -- the small ones\" }";
        List<String> ways = ways(plan("", merged(ADMINS, small)));

        passes(plan("", merged(ways.get(0), small)));

        assertThat(shop.count("\"Users\"")).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void rowsOfATableThatRefersToItselfAreKeptHoweverFarUp(int major) {
        on(major, """
                CREATE TABLE people (firm int, id int, role text, boss int, PRIMARY KEY (firm, id),
                  FOREIGN KEY (firm, boss) REFERENCES people);
                INSERT INTO people SELECT 1, g, CASE WHEN g = 40 THEN 'admin' END, CASE WHEN g > 1 THEN g - 1 END
                  FROM generate_series(1, 60) g;
                -- Round in a circle.
                UPDATE people SET boss = 40 WHERE id = 1;
                """);
        String way = starting("keep-rows", plan("", "keep-rows: { people: \"role = 'admin'\" }"));

        passes(plan("", way));

        assertThat(shop.count("people")).isEqualTo(40);
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void theExampleShowsNoPersonalKey(int major) {
        on(major, ORDERS);

        String thinned = plan("protect: [orders]", ADMINS).messages();
        String wiped = plan("protect: [orders]", "wipe: [Users]").messages();

        assertThat(thinned).contains("(B***, p***@e***.org)").doesNotContain("Bavaria", "@example.org");
        assertThat(wiped).contains("(B***, p***@e***.org)").doesNotContain("Bavaria", "@example.org");
    }

    private static String merged(String first, String second) {
        return first.replaceFirst(" }$", ", ") + second.replaceFirst("^keep-rows: \\{ ", "");
    }
}
