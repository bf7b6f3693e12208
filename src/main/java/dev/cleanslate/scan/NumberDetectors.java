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
            "4222222222222");

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
            "fake-valid-");

    /** Patterns of LIKE rather than a regular expression: that costs as much as fifty of them. */
    private static final String DIGITS = "pg_catalog.translate({c}, '+-() ./', '')";

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
                        DIGITS + " LIKE ANY ('{55501__,___55501__,1___55501__,001___55501__}')",
                        ROWS),
                new Detector(
                        "reserved-phone",
                        4,
                        "The number is one of those that Ofcom and ACMA keep for films and examples.",
                        Set.of(Kind.PHONE),
                        Probe.START_4,
                        List.of(
                                "0770", "+447", "+44 ", "+61 ", "4477", "0044", "0207", "020 ", "(020", "+442", "4420",
                                "0163", "+441", "0491", "+614"),
                        DIGITS + " LIKE ANY ('{%7700900___,%2079460___,%1632960___,%491570___}')",
                        ROWS),
                new Detector(
                        "placeholder-phone",
                        3,
                        "The number is one digit over and over, or counts up.",
                        Set.of(Kind.PHONE),
                        Probe.START_4,
                        oneDigit(),
                        "(pg_catalog.length(" + DIGITS + ") > 6 AND pg_catalog.btrim(" + DIGITS + ", pg_catalog.left("
                                + DIGITS + ", 1)) = '')",
                        VALUE),
                new Detector(
                        "placeholder-phone",
                        3,
                        "The number is one digit over and over, or counts up.",
                        Set.of(Kind.PHONE),
                        Probe.LIKE,
                        List.of("%3%4%5%6%7%", "%8%7%6%5%4%"),
                        DIGITS
                                + " LIKE ANY ('{1234567,01234567,%12345678,%123456789,%1234567890,%98765432,%987654321,%9876543210}')",
                        VALUE),
                new Detector(
                        "test-card",
                        8,
                        "The card number is one that payment providers publish for tests.",
                        Set.of(Kind.CARD, Kind.EXTERNAL_ID),
                        Probe.WHOLE,
                        cards(),
                        "true",
                        ROWS),
                new Detector(
                        "payment-test-id",
                        6,
                        "The id or key belongs to the test mode of a payment provider.",
                        Set.of(Kind.EXTERNAL_ID),
                        Probe.START_4,
                        PAYMENT_IDS.stream().map(Probe.START_4::part).distinct().toList(),
                        "{c} ~ '^("
                                + PAYMENT_IDS.stream()
                                        .map(id -> id.replace("-", "[-]"))
                                        .collect(Collectors.joining("|"))
                                + ")'",
                        ROWS),
                new Detector(
                        "made-up-uuid",
                        4,
                        "The UUID is nil, counts up from nil, or is one digit over and over.",
                        Set.of(Kind.UUID),
                        Probe.NONE,
                        List.of(),
                        "({c} < '00000000-0000-0000-0001-000000000000'::pg_catalog.uuid OR {c} = ANY ("
                                + Sql.literal("1 2 3 4 5 6 7 8 9 a b c d e f"
                                        .replaceAll(
                                                "([1-9a-f])",
                                                "$1$1$1$1$1$1$1$1-$1$1$1$1-$1$1$1$1-$1$1$1$1-$1$1$1$1$1$1$1$1$1$1$1$1")
                                        .replace(' ', ',')
                                        .replaceAll("^(.*)$", "{$1}"))
                                + "::pg_catalog.uuid[]))",
                        LOOK));
    }

    /** The first four characters of a number that is one digit over and over, however it is written. */
    private static List<String> oneDigit() {
        return IntStream.range(0, 10)
                .mapToObj(String::valueOf)
                .flatMap(d -> Stream.of(
                                "dddd", "+ddd", "(ddd", "ddd-", "ddd ", "ddd.", "ddd/", "dd-d", "dd d", "dd.d", "dd/d",
                                "d-dd", "d dd", "d.dd", "d (d", "+dd ", "+dd-", "+d d", "+d-d", "+d (", "+dd(", "(dd)")
                        .map(shape -> shape.replace("d", d)))
                .toList();
    }

    private static List<String> cards() {
        return CARDS.stream()
                .flatMap(card -> Stream.of(card, spaced(card, ' '), spaced(card, '-')))
                .distinct()
                .toList();
    }

    private static String spaced(String card, char by) {
        return card.replaceAll("(.{4})(?=.)", "$1" + by);
    }
}
