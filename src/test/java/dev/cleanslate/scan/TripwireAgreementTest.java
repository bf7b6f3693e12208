package dev.cleanslate.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.CatalogReader;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.postgres.TestDatabases;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a tripwire stops is what the scan finds, value by value. */
class TripwireAgreementTest {

    private static final String TABLE = """
            CREATE TABLE users (id int PRIMARY KEY, email text, login text, full_name text, phone text,
              card_number text, stripe_id text, website text, notes text, title text, ip text)""";

    private static final List<String> ORDINARY = List.of(
            "anna.rossi@firma.de",
            "info@example-bakery.de",
            "test.rossi@verein.org",
            "Testa",
            "Demo Petrakis",
            "Юлия Иванова",
            "+49 30 2233445",
            "cus_9s6XKzkNRiz8i3",
            "4111 1111 1111 1112",
            "o'neill@uni.edu",
            "a\\b@\"c\".de",
            " ",
            "",
            "'");

    /** Every head of every detector, alone and in what usually stands around it, and values of real people. */
    private static List<String> values() {
        Set<String> values = new LinkedHashSet<>(ORDINARY);
        Detectors.all().stream()
                .flatMap(d -> d.heads().stream())
                .distinct()
                .flatMap(head -> Stream.of(
                        head,
                        head + "1",
                        head + "@firma.de",
                        head + "7@gmail.com",
                        "ann@" + head,
                        "ann@shop." + head,
                        "ann" + head,
                        head + " User",
                        "+1 212 55" + head))
                .forEach(values::add);
        values.addAll(List.of(
                "John Doe",
                "user7@example.com",
                "lorem ipsum dolor",
                "ann+test@x.de",
                "020 7946 0123",
                "192.0.2.7",
                "https://example.com/"));
        return List.copyOf(values);
    }

    private static Tripwire over(PgSession session, Set<String> with) {
        Catalog catalog = CatalogReader.read(session);
        return Tripwire.over(
                session,
                catalog,
                TripwireDetectors.chosen(with, Set.of(), Set.of()),
                List.of(),
                t -> true,
                c -> true,
                id -> true);
    }

    @ParameterizedTest
    @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
    void isGivenForEveryKindOfColumn(int major) {
        Set<String> all = Detectors.all().stream()
                .filter(d -> TripwireDetectors.TEXTS.containsAll(d.kinds()))
                .map(Detector::id)
                .collect(Collectors.toSet());
        try (PgSession session = TestDatabases.of(major).create(TABLE).admin()) {
            Tripwire tripwire = over(session, all);
            session.script("BEGIN;" + tripwire.arming(Tripwire.Mode.LOG, ArmedTripwire.of(session), "") + "COMMIT");
            Watched users = tripwire.tables().get(0);
            assertThat(users.columns()).hasSizeGreaterThan(9);
            session.execute("CREATE TEMP TABLE tried AS SELECT v.v, t.* FROM unnest(" + array(values())
                    + ") AS v(v) CROSS JOIN LATERAL (SELECT v AS email, v AS login, v AS full_name, v AS phone,"
                    + " v AS card_number, v AS stripe_id, v AS website, v AS notes, v AS title, v AS ip) AS t");

            for (Recognised column : users.columns()) {
                String mask = new Mask("", Map.of()).sql(Bit.of(List.of(column), tripwire.detectors()));
                String asked = "cleanslate.tripwire_" + column.kind().word().replace('-', '_') + "(t.v)";
                List<Row> apart = session.query("SELECT v, " + mask + " AS scan, " + asked
                        + " AS tripwire FROM tried t WHERE (" + mask + " <> 0) <> (" + asked + " IS NOT NULL)");
                assertThat(apart.stream().map(row -> column.kind() + " " + row.texts()))
                        .isEmpty();
                assertThat(session.query("SELECT count(*) FROM tried t WHERE " + asked + " IS NOT NULL")
                                .get(0)
                                .number(0))
                        .as("hits of %s", column.kind())
                        .isPositive();
            }
        }
    }

    @Test
    void isNotBoughtWithOperatorsThatOthersCouldReplace() {
        try (PgSession session =
                TestDatabases.of(TestDatabases.NEWEST).create(TABLE).admin()) {
            String script = over(session, Set.of()).arming(Tripwire.Mode.REFUSE, ArmedTripwire.of(session), "");
            String asking = script.substring(
                            script.indexOf("CREATE FUNCTION"), script.indexOf("CREATE FUNCTION cleanslate.tripwire()"))
                    .replaceAll("(?s)(AS )?\\$tripwire\\$", "")
                    .replaceAll("'[^']*+'", "''")
                    .replaceAll("(?m)^--.*$", "")
                    .replaceAll("OPERATOR\\(pg_catalog\\.[^)]+\\)", "")
                    .replaceAll(":=|<<t>>|::", "");
            assertThat(asking).doesNotContainPattern("[=<>~&|*/+-]").doesNotContain("LIKE");
            assertThat(asking).doesNotContainPattern("(?<![.\\w])(split_part|left|right|length|translate|btrim)\\(");
        }
    }

    /** Otherwise whoever throws addresses away is taken for critical: the points of two lists for a place on one. */
    @Test
    void isOfEachDetectorForItselfAlsoWhereTwoLookAtTheSamePart() {
        Recognised email = new Recognised(
                new Table.Column(
                        "email", "text", false, Optional.empty(), Table.Identity.NONE, false, Optional.empty()),
                Kind.EMAIL,
                "");
        List<Bit> bits = Bit.of(List.of(email), Detectors.all());
        try (PgSession session = TestDatabases.of(TestDatabases.NEWEST).create().admin()) {
            for (Row row : session.query("SELECT email, " + new Mask("", Map.of()).sql(bits)
                    + " AS mask FROM (VALUES ('ann@mailinator.com'), ('ann@test.com')) AS t(email)")) {
                assertThat(bits.stream()
                                .filter(bit -> (row.number("mask") & bit.mask()) != 0)
                                .map(bit -> bit.detector().id()))
                        .containsExactly(
                                row.word("email").contains("mailinator") ? "disposable-email" : "placeholder-email");
            }
        }
    }

    private static String array(List<String> values) {
        return values.stream().map(Sql::literal).collect(Collectors.joining(",", "ARRAY[", "]"));
    }
}
