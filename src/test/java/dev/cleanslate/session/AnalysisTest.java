package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real databases, looked at; and what is written, planned and run as it is. */
class AnalysisTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    @TempDir
    Path folder;

    @Nested
    class WritingASuite {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void forTheGymProposesWhatItsOwnSuiteSays(int major) throws IOException {
            Playground gym = new Playground(
                    TestDatabases.of(major)
                            .create(
                                    "SET cleanslate.scale = '0.2'",
                                    Files.readString(Path.of("suites/gym/schema.sql")),
                                    Files.readString(Path.of("suites/gym/data.sql"))),
                    folder);

            Looked looked = Looked.at(gym, "shop");

            assertThat(looked.out()).contains("A plan of it can run.");
            assertThat(looked.suite()).contains("  - name: User profiles\n    wipe:\n");
            Ran ran = gym.reset();
            assertThat(ran.messages()).isEmpty();
            assertThat(ran.removed("user_profiles")).isEqualTo(12);
            assertThat(ran.removed("membership_packages") + ran.removed("lessons") + ran.removed("trainers"))
                    .isZero();
            assertThat(gym.count("payments")).isZero();
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void forNamesOfEveryKindIsPlannedAndRunAsItIs(int major) {
            Playground odd = new Playground(TestDatabases.of(major).create(resource("odd.sql")), folder);

            Looked looked = Looked.at(odd, "shop");

            assertThat(looked.err()).isEmpty();
            assertThat(looked.out()).contains("A plan of it can run.");
            assertThat(odd.reset().messages()).as(looked.suite()).isEmpty();
            assertThat(odd.count("users") + odd.count("\"no\".users") + odd.count("events") + odd.count("\"日本語 😀\""))
                    .isZero();
            assertThat(odd.count("products")).isEqualTo(5);
            assertThat(odd.number("SELECT count(*) FROM product_types WHERE \"made by\" IS NULL AND at IS NULL"))
                    .isEqualTo(3);
            assertThat(odd.count("pgboss.job")).isZero();
            assertThat(odd.count("pgboss.version")).isEqualTo(1);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void forSixtyTablesMadeByChanceIsPlannedAndRunAsItIs(int major) {
            Playground random = new Playground(TestDatabases.of(major).create(RandomSchema.of(60, major)), folder);

            Looked looked = Looked.at(random, "shop");

            assertThat(looked.out()).contains("60 tables").contains("A plan of it can run.");
            assertThat(random.reset().messages()).as(looked.suite()).isEmpty();
        }

        @Test
        void neverOverwritesOne() {
            Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
            Path taken = shop.suites.resolve("shop");

            Looked looked = Looked.at(shop, shop.database.url(), false, Optional.of(taken), Map.of());

            assertThat(looked.exitCode()).isEqualTo(2);
            assertThat(looked.err()).contains("there is a suite already");
            assertThat(taken.resolve("suite.yaml")).hasContent(Playground.SUITE);
        }
    }

    @Nested
    class Looking {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void changesNothingAndSaysWhatItSaw(int major) {
            Playground shop = Playground.shop(major, folder);
            String before = shop.state();

            Looked looked = Looked.at(shop, shop.database.url(), true, Optional.empty(), Map.of());

            assertThat(looked.exitCode()).isZero();
            assertThat(looked.err()).contains("Wipe").contains("--write suites/NAME");
            JsonNode json = new JsonMapper().readTree(looked.out());
            assertThat(json.at("/before/rows").asLong()).isEqualTo(346);
            assertThat(json.at("/after/rows").asLong()).isEqualTo(5);
            assertThat(json.at("/before/exact").asBoolean()).isTrue();
            assertThat(json.at("/planCanRun").asBoolean()).isTrue();
            assertThat(shop.state()).isEqualTo(before);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void withARoleThatMayReadSomeTablesNamesTheOthersAndWhatToGrant(int major) {
            Playground shop = Playground.shop(major, folder);
            TestDatabases.Role role = shop.database.role("");
            shop.execute("GRANT SELECT ON users, orders, audit TO " + role.name());

            Looked looked = Looked.at(
                    shop, role.url(), false, Optional.of(shop.suites.resolve("other")), Map.of("COLUMNS", "80"));

            assertThat(looked.exitCode()).isZero();
            assertThat(looked.out())
                    .contains("this role may not read it")
                    .contains("A plan of it is refused")
                    .contains("GRANT");
            assertThat(looked.out().lines()).allMatch(line -> line.length() <= 80 || line.contains("/"));
            assertThat(looked.suite()).contains("# Its plan is refused for now");
        }

        @Test
        void withoutADatabaseIsWrongUsageAndWithoutAServerATrouble() {
            Playground shop = Playground.shop(TestDatabases.NEWEST, folder);

            assertThat(Looked.at(shop, "nonsense", false, Optional.empty(), Map.of())
                            .exitCode())
                    .isEqualTo(2);
            assertThat(Looked.at(shop, "postgresql://u@127.0.0.1:1/x", false, Optional.empty(), Map.of())
                            .exitCode())
                    .isEqualTo(4);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(AnalysisTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException trouble) {
            throw new java.io.UncheckedIOException(trouble);
        }
    }
}
