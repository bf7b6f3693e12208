package dev.cleanslate.scan;

import static dev.cleanslate.scan.Detector.Mend.LOOK;
import static dev.cleanslate.scan.Detector.Mend.ROWS;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Numbers and ids that were handed out to be made up with. */
final class NumberDetectors {

    /** As the payment providers publish them for their test modes. */
    private static final List<String> CARDS = List.of(
            "4242424242424242",
            "4000056655665556",
            "5555555555554444",
            "2223003122003222",
            "5200828282828210",
            "5105105105105100",
            "378282246310005",
            "371449635398431",
            "6011111111111117",
            "6011000990139424",
            "3056930009020004",
            "36227206271667",
            "30569309025904",
            "38520000023237",
            "3566002020360505",
            "6200000000000005",
            "4111111111111111",
            "4012888888881881",
            "4000000000000002",
            "4000000000009995",
            "4000002500003155",
            "4000000000003220",
            "5454545454545454",
            "4444333322221111",
            "4917610000000000",
            "4007000000027",
            "4222222222222",
            "1234567812345678",
            "1234567890123456",
            "1234123412341234",
            "0000000000000000",
            "1111111111111111",
            "9999999999999999");

    private static final List<String> PAYMENT_IDS = List.of(
            "sk_test_",
            "pk_test_",
            "rk_test_",
            "cs_test_",
            "tok_visa",
            "tok_mastercard",
            "tok_amex",
            "tok_discover",
            "tok_chargeDeclined",
            "pm_card_visa",
            "pm_card_mastercard",
            "pm_card_amex",
            "test_",
            "pi_test_",
            "ch_test_",
            "in_test_",
            "cus_test",
            "sub_test",
            "price_test_",
            "acct_test_",
            "rzp_test_",
            "sandbox_",
            "fake_",
            "mock_",
            "dummy_",
            "fake-valid-");

    /** Out of the documentation of PostgreSQL, of Java and of everybody, or typed in one go. */
    private static final List<String> COPIED = List.of(
            "123e4567-e89b-12d3-a456-426614174000",
            "123e4567-e89b-12d3-a456-426655440000",
            "550e8400-e29b-41d4-a716-446655440000",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
            "f47ac10b-58cc-4372-a567-0e02b2c3d479",
            "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
            "12345678-1234-1234-1234-123456789012",
            "12345678-1234-1234-1234-123456789abc",
            "12345678-1234-5678-1234-567812345678",
            "01234567-89ab-cdef-0123-456789abcdef",
            "deadbeef-dead-beef-dead-beefdeadbeef",
            "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee");

    private NumberDetectors() {}

    static List<Detector> all() {
        return List.of(
                new Detector(
                        "test-card",
                        8,
                        "The card number is one that payment providers publish for tests.",
                        Set.of(Kind.CARD, Kind.EXTERNAL_ID),
                        Probe.WHOLE,
                        cards(),
                        Probe.WHOLE.gate(cards()),
                        ROWS),
                new Detector(
                        "payment-test-id",
                        6,
                        "The id or key belongs to the test mode of a payment provider.",
                        Set.of(Kind.EXTERNAL_ID),
                        Probe.START_4,
                        Stream.concat(PAYMENT_IDS.stream(), counted())
                                .map(Probe.START_4::part)
                                .distinct()
                                .toList(),
                        "{c} LIKE ANY ("
                                + Sql.literal(Stream.concat(PAYMENT_IDS.stream().map(id -> id + "%"), counted())
                                        .map(id -> '"' + id.replace("_", "\\\\_") + '"')
                                        .collect(Collectors.joining(",", "{", "}")))
                                + ")",
                        ROWS),
                new Detector(
                        "made-up-uuid",
                        4,
                        "The UUID is nil, counts up from nil, is one digit over and over, or is out of somebody's documentation.",
                        Set.of(Kind.UUID),
                        Probe.NONE,
                        List.of(),
                        "({c} < '00000000-0000-0000-0001-000000000000'::pg_catalog.uuid OR {c} = ANY ("
                                + Sql.literal(Stream.concat(repeated(), COPIED.stream())
                                        .collect(Collectors.joining(",", "{", "}")))
                                + "::pg_catalog.uuid[]))",
                        LOOK));
    }

    /** As long as they were typed, and not as the provider makes them. */
    private static Stream<String> counted() {
        return Stream.of("cus_", "sub_", "ch_", "pi_", "price_")
                .flatMap(kind -> IntStream.rangeClosed(3, 9).mapToObj(n -> kind + "123456789".substring(0, n)));
    }

    /** One digit over and over, with and without the two that say that it is random. */
    private static Stream<String> repeated() {
        return "123456789abcdef".chars().mapToObj(c -> String.valueOf((char) c)).flatMap(d -> {
            String plain = "ssssssss-ssss-ssss-ssss-ssssssssssss".replace("s", d);
            return Stream.concat(
                    Stream.of(plain),
                    Stream.of("8", "9", "a", "b")
                            .map(variant -> plain.substring(0, 14) + "4" + plain.substring(15, 19) + variant
                                    + plain.substring(20)));
        });
    }

    private static List<String> cards() {
        return CARDS.stream()
                .flatMap(card -> Stream.of(
                        card,
                        spaced(card, ' '),
                        spaced(card, '-'),
                        card.replaceAll("^(.{4})(.{6})(.{5})$", "$1 $2 $3")))
                .distinct()
                .toList();
    }

    private static String spaced(String card, char by) {
        return card.replaceAll("(.{4})(?=.)", "$1" + by);
    }
}
