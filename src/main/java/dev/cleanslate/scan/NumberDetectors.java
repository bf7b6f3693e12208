package dev.cleanslate.scan;

import static dev.cleanslate.scan.Detector.Mend.LOOK;
import static dev.cleanslate.scan.Detector.Mend.ROWS;
import static dev.cleanslate.scan.Detector.Mend.VALUE;

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

    /** Patterns of LIKE rather than a regular expression: that costs as much as fifty of them. */
    private static final String DIGITS = "pg_catalog.translate({c}, '+-() ./', '')";

    private static final List<String> GERMAN = List.of("30%23125", "89%99998");

    private static final List<String> BRITISH = List.of("7700%900", "20%7946%0", "1632%960");

    private static final List<String> FRENCH = List.of("1%99%00", "6%39%98");

    private static final List<String> AUSTRALIAN = List.of("491%570");

    private NumberDetectors() {}

    static List<Detector> all() {
        return List.of(
                new Detector(
                        "reserved-phone",
                        4,
                        "The number is one of those kept for films and examples (555-0100 to 555-0199, and like ranges).",
                        Set.of(Kind.PHONE),
                        Probe.LIKE,
                        List.of("%555%01__"),
                        DIGITS + " LIKE ANY ('{55501__,155501__,___55501__,1___55501__,001___55501__}')",
                        ROWS),
                new Detector(
                        "reserved-phone",
                        4,
                        "The number is one of those that the regulators of Britain, Australia, France and Germany keep for films.",
                        Set.of(Kind.PHONE),
                        Probe.START_4,
                        List.of(
                                "0770", "+447", "+44 ", "+61 ", "4477", "0044", "0207", "020 ", "(020", "+442", "4420",
                                "0163", "+441", "0491", "+614", "+331", "+33 ", "0199", "01 9", "0639", "06 3", "+493",
                                "+498", "+49 ", "0302", "030 ", "0899", "089 "),
                        // Most numbers of a country begin so: what is dear is asked of few of them.
                        "(CASE WHEN {c} LIKE '+49%' THEN " + like(GERMAN) + " WHEN {c} LIKE '+44%' THEN "
                                + like(BRITISH)
                                + " WHEN {c} LIKE '+33%' THEN " + like(FRENCH) + " WHEN {c} LIKE '+61%' THEN "
                                + like(AUSTRALIAN) + " ELSE "
                                + like(Stream.of(GERMAN, BRITISH, FRENCH, AUSTRALIAN)
                                        .flatMap(List::stream)
                                        .toList())
                                + " END"
                                + " AND " + DIGITS
                                + " LIKE ANY ('{%7700900___,%2079460___,%1632960___,%491570___,%1990_____,%63998____,%3023125___,%8999998___}'))",
                        ROWS),
                new Detector(
                        "placeholder-phone",
                        3,
                        "The number is one digit over and over, or counts up.",
                        Set.of(Kind.PHONE),
                        Probe.END_5,
                        Stream.of(
                                        IntStream.range(0, 10)
                                                .mapToObj(d -> String.valueOf(d).repeat(5)),
                                        Stream.of(
                                                "56789", "67890", "45678", "34567", "43210", "54321", "-4567", " 7890",
                                                "-7890", "56 78", "6 789", "-1234", "51234"),
                                        IntStream.range(0, 10)
                                                .boxed()
                                                .flatMap(d -> Stream.of("-ssss", " ssss", "ss-ss", "ss ss", "s sss")
                                                        .map(end -> end.replace("s", String.valueOf(d)))))
                                .flatMap(each -> each)
                                .toList(),
                        "(pg_catalog.length(" + DIGITS + ") > 6 AND (pg_catalog.btrim(" + DIGITS
                                + ", pg_catalog.left(" + DIGITS + ", 1)) = '' OR " + DIGITS
                                + " LIKE ANY ('{5551234,5551234567,15551234567,1234567,01234567,%12345678,%123456789,%1234567890,%98765432,%987654321,%9876543210,%00000000,%111111111,%222222222,%333333333,%444444444,%555555555,%666666666,%777777777,%888888888,%999999999}')))",
                        VALUE),
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

    /** As such numbers are spaced: every further percent sign is time. */
    private static String like(List<String> parts) {
        return parts.stream().map(each -> "{c} LIKE '%" + each + "%'").collect(Collectors.joining(" OR ", "(", ")"));
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
