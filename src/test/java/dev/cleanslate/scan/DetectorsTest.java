package dev.cleanslate.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.postgres.Table.Column;
import dev.cleanslate.postgres.Table.Identity;
import dev.cleanslate.postgres.TestDatabases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each detector hits and what it leaves alone, asked of a server with probe and predicate as a scan asks. */
class DetectorsTest {

    private static final Map<String, List<Example>> EXAMPLES = Stream.of(
                    new Example(
                            "demo-email",
                            Kind.EMAIL,
                            List.of(
                                    "a@example.com",
                                    "A.B@EXAMPLE.ORG",
                                    "x@mail.example.net",
                                    "u@shop.test",
                                    "q@localhost",
                                    "z@a.b.invalid",
                                    "k@Example.Com",
                                    "k@eXample.cOm",
                                    "k@shop.teST"),
                            List.of(
                                    "info@firma.de",
                                    "a@example.com.br",
                                    "a@myexample.com",
                                    "test@gmail.com",
                                    "a@contest",
                                    "é@exämple.de")),
                    new Example(
                            "placeholder-email",
                            Kind.EMAIL,
                            List.of(
                                    "a@test.com",
                                    "b@TEST.COM",
                                    "b@tEst.com",
                                    "juan@ejemplo.com",
                                    "max@mustermann.de",
                                    "a@foo.bar"),
                            List.of("a@latest.com", "a@mail.test.com.au", "a@yahoo.com", "a@food.com")),
                    new Example(
                            "disposable-email",
                            Kind.EMAIL,
                            List.of("a@mailinator.com", "b@Yopmail.com", "c@trashmail.de"),
                            List.of("a@mail.com", "a@notmailinator.com.de")),
                    new Example(
                            "demo-mailbox",
                            Kind.EMAIL,
                            List.of(
                                    "test@gmail.com",
                                    "Test1@firma.de",
                                    "demo.user@x.org",
                                    "testuser42@x.org",
                                    "asdf@x.de",
                                    "prueba@x.es",
                                    "тест@x.ru",
                                    "Demo_2@x.de"),
                            List.of(
                                    "testa.rossi@x.it",
                                    "demopoulos@x.gr",
                                    "contest@x.de",
                                    "demos@x.gr",
                                    "demo.petrou@x.gr",
                                    "tester.smith@x.uk",
                                    "info@x.de")),
                    new Example(
                            "numbered-mailbox",
                            Kind.EMAIL,
                            List.of("user1@x.de", "customer_22@x.de", "Kunde7@x.de", "usuario-3@x.es"),
                            List.of("user@x.de", "userna1@x.de", "clientele@x.de", "jane22@x.de")),
                    new Example(
                            "tagged-mailbox",
                            Kind.EMAIL,
                            List.of("ann+test@x.de", "ann+qa3@x.de", "ann+12@x.de"),
                            List.of("ann+shopping@x.de", "ann@x.de", "ann+testament@x.de")),
                    new Example(
                            "demo-user-name",
                            Kind.USER_NAME,
                            List.of("test", "Demo", "testuser1", "demo_admin", "foobar"),
                            List.of("testarossa", "demosthenes", "tester_anna", "foo_fighter")),
                    new Example(
                            "numbered-name",
                            Kind.USER_NAME,
                            List.of("user1", "User 22", "member-003", "kunde_4"),
                            List.of("user", "usera1", "user1b", "clientele")),
                    new Example(
                            "demo-person",
                            Kind.PERSON_NAME,
                            List.of(
                                    "John Doe",
                                    "JANE DOE",
                                    "Max Mustermann",
                                    "Test User",
                                    "Demo 3",
                                    "test test",
                                    "Fulano de Tal"),
                            List.of(
                                    "Joanna Doering",
                                    "Test",
                                    "Maxine Muster",
                                    "Demo Petrou",
                                    "John Smith",
                                    "Юлия Иванова")),
                    new Example(
                            "demo-name",
                            Kind.PERSON_NAME,
                            List.of("Test", "demo", "Пример"),
                            List.of("Testa", "Demos", "Tess")),
                    new Example(
                            "demo-label",
                            Kind.LABEL,
                            List.of(
                                    "Test product 1",
                                    "test-2",
                                    "Demo Company 12",
                                    "Test product",
                                    "ACME Corp",
                                    "Product 3"),
                            List.of(
                                    "Example GmbH",
                                    "Testing services",
                                    "Demonstration 1",
                                    "Test tube",
                                    "Acme Bakery",
                                    "Room 3")),
                    new Example(
                            "keyboard-mash",
                            Kind.PERSON_NAME,
                            List.of("asdf", "asdasd", "qwerty", "xxxx", "aaaaaa", "ASDF", "qweqwe"),
                            List.of("Asdrubal", "Qwerin", "Aaliyah", "Aaron", "Blahová")),
                    new Example(
                            "lorem-ipsum",
                            Kind.FREE_TEXT,
                            List.of("Lorem ipsum dolor sit amet", "lorem  ipsum"),
                            List.of("Lorem and I met at six", "He said lorem ipsum")),
                    new Example(
                            "faker-text",
                            Kind.FREE_TEXT,
                            List.of(
                                    "Quia ut.",
                                    "Et voluptatem quos aut, rerum.",
                                    "Ut enim ad minima veniam",
                                    "quia voluptas sit. Nemo enim ipsam",
                                    "A quo."),
                            List.of(
                                    "Et in Arcadia ego.",
                                    "Ut",
                                    "Quia",
                                    "In voluptate he trusts",
                                    "Error in line 3",
                                    "A dolor fee")),
                    new Example(
                            "faker-mailbox",
                            Kind.EMAIL,
                            List.of("Kaylee.Kuhn42@hotmail.com", "Otto_Wolff@gmail.com", "Amara99@yahoo.com"),
                            List.of("John.Smith@gmail.com", "kaylee.kuhn42@hotmail.com", "Kaylee.Kuhn42@firma.de")),
                    new Example(
                            "faker-user-name",
                            Kind.USER_NAME,
                            List.of("Kaylee_Kuhn42", "Otto.Wolff"),
                            List.of("kaylee_kuhn", "McDonald", "Otto_Wolff1984", "OTTO")),
                    new Example(
                            "faker-phone",
                            Kind.PHONE,
                            List.of("(555) 123-4567 x1234", "1-212-334-5566 x123", "212.334.5566 x12345"),
                            List.of("+49 30 123456 x12", "212-334-5566", "212-334-5566 ext 12")),
                    new Example(
                            "faker-town",
                            Kind.ADDRESS,
                            List.of("New Kayleeville", "Port Ottoside", "North Amaraburgh"),
                            List.of("New York", "East London", "Newport", "Lake Placid", "Northampton")),
                    new Example(
                            "reserved-phone",
                            Kind.PHONE,
                            List.of(
                                    "+1-202-555-0123",
                                    "(212) 555-0199",
                                    "2125550100",
                                    "555-0142",
                                    "+44 7700 900123",
                                    "020 7946 0991",
                                    "030 / 23125 123",
                                    "+49 30 / 23125123",
                                    "+49 (0)30 23125123",
                                    "089 / 99998-123",
                                    "030 - 23125 123",
                                    "+44 07700 900123",
                                    "004407700900123",
                                    "447700900123",
                                    "+44 (020) 7946 0123",
                                    "020 - 7946 0123",
                                    "01632 - 960123",
                                    "0639 98 12 34",
                                    "06 39981234",
                                    "01 9900 1234",
                                    "0199001234",
                                    "+33 06 39 98 12 34",
                                    "+61 0491 570 156"),
                            List.of("+1-202-556-0123", "+49 1500 550123", "210 5550 0123", "+44 7700 100123")),
                    new Example(
                            "placeholder-phone",
                            Kind.PHONE,
                            List.of("0000000000", "1111111111", "1234567890", "+49 123456789", "123-456-7890"),
                            List.of("2101234567", "+30 694 1234567", "0800 555555", "030 1111112")),
                    new Example(
                            "test-card",
                            Kind.CARD,
                            List.of("4242424242424242", "4242 4242 4242 4242", "5555-5555-5555-4444"),
                            List.of("4242424242424241", "4929000000006")),
                    new Example(
                            "payment-test-id",
                            Kind.EXTERNAL_ID,
                            List.of("cs_test_a1", "tok_visa", "pm_card_visa", "sk_test_x"),
                            List.of("cs_live_a1", "cus_9s6XKzkNRiz8i3", "tok_1abc")),
                    new Example(
                            "made-up-uuid",
                            Kind.UUID,
                            List.of(
                                    "00000000-0000-0000-0000-000000000000",
                                    "00000000-0000-0000-0000-00000000002a",
                                    "11111111-1111-1111-1111-111111111111"),
                            List.of("5f0c3e0a-1111-4111-8111-111111111111", "00000000-0001-0000-0000-000000000000")),
                    new Example(
                            "documentation-ip",
                            Kind.IP,
                            List.of("192.0.2.7", "198.51.100.1", "203.0.113.200", "2001:db8::1"),
                            List.of("192.0.3.1", "10.0.0.1", "127.0.0.1", "2001:db9::1")),
                    new Example(
                            "documentation-ip",
                            Kind.IP_TEXT,
                            List.of("192.0.2.7", "198.51.100.1", "2001:db8::1", "2001:0DB8::1"),
                            List.of("192.0.20.1", "198.51.10.1", "203.0.1.113")),
                    new Example(
                            "placeholder-url",
                            Kind.URL,
                            List.of(
                                    "http://localhost:3000/a.png",
                                    "https://via.placeholder.com/150",
                                    "https://www.example.com/",
                                    "http://127.0.0.1/x"),
                            List.of(
                                    "https://www.examples.io",
                                    "https://cdn.shop.de/localhost.png",
                                    "http://localhostel.com.au")),
                    new Example("zero-island", Kind.LATITUDE, List.of("0"), List.of("37.98")),
                    new Example(
                            "future-date",
                            Kind.CREATED,
                            List.of("2999-01-01 00:00:00"),
                            List.of("2025-01-01 00:00:00")),
                    new Example(
                            "epoch-date",
                            Kind.CREATED,
                            List.of("1970-01-01 00:00:00", "1900-01-01 00:00:00"),
                            List.of("1970-02-01 00:00:00", "1969-07-20 20:17:40")))
            .collect(Collectors.groupingBy(Example::detector, TreeMap::new, Collectors.toList()));

    private record Example(String detector, Kind kind, List<String> hits, List<String> misses) {}

    @Test
    void haveAnExampleEach() {
        assertThat(EXAMPLES.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Detectors.all().stream().map(Detector::id).distinct().toList());
    }

    @ParameterizedTest
    @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
    void hitWhatTheyAreForAndNothingElse(int major) {
        try (PgSession session = TestDatabases.of(major).create().admin()) {
            for (Example example :
                    EXAMPLES.values().stream().flatMap(List::stream).toList()) {
                List<String> values = new ArrayList<>(example.hits());
                values.addAll(example.misses());
                assertThat(hit(session, example, values))
                        .as("%s on %s", example.detector(), example.kind().said())
                        .containsExactlyInAnyOrderElementsOf(example.hits());
            }
        }
    }

    /** The whole mask of the kind is built, and what the one detector adds to it is looked at. */
    private static List<String> hit(PgSession session, Example example, List<String> values) {
        Recognised value = recognised("v", type(example.kind()), example.kind());
        Recognised other = recognised("longitude", "double precision", Kind.LONGITUDE);
        Recognised latitude = recognised("latitude", "double precision", Kind.LATITUDE);
        boolean place = example.kind() == Kind.LATITUDE;
        List<Bit> bits = Bit.of(place ? List.of(latitude, other) : List.of(value), Detectors.all());
        long wanted = bits.stream()
                .filter(bit -> bit.detector().id().equals(example.detector()))
                .mapToLong(Bit::mask)
                .sum();
        assertThat(wanted)
                .as("%s applies to %s", example.detector(), example.kind())
                .isPositive();
        String rows = values.stream()
                .map(v -> place
                        ? "(" + v + "::float8, " + v + "::float8)"
                        : "(" + Sql.literal(v) + "::" + type(example.kind()) + ", 0)")
                .collect(Collectors.joining(", "));
        List<Row> asked = session.query("SELECT ((" + new Mask("2026-11-22 00:00:00", Map.of()).sql(bits) + ") & "
                + wanted + ") <> 0 AS hit FROM (VALUES " + rows + ") AS t(" + (place ? "latitude, longitude" : "v, o")
                + ")");
        return IntStream.range(0, values.size())
                .filter(i -> asked.get(i).bool("hit"))
                .mapToObj(values::get)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case UUID -> "uuid";
            case IP -> "inet";
            case CREATED -> "timestamp without time zone";
            default -> "text";
        };
    }

    private static Recognised recognised(String name, String type, Kind kind) {
        return new Recognised(
                new Column(name, type, false, Optional.empty(), Identity.NONE, false, Optional.empty()), kind, "so");
    }
}
