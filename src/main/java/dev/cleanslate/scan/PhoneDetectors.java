package dev.cleanslate.scan;

import static dev.cleanslate.scan.Detector.Mend.ROWS;
import static dev.cleanslate.scan.Detector.Mend.VALUE;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Phone numbers that nobody has. */
final class PhoneDetectors {

    /** Patterns of LIKE rather than a regular expression: that costs as much as fifty of them. */
    private static final String DIGITS = "pg_catalog.translate({c}, '+-() ./', '')";

    /** Kept for films and examples by who hands numbers out, in the groups that they are written in. */
    private static final List<Reserved> RESERVED = List.of(
            new Reserved("44", List.of("7700", "900"), 3),
            new Reserved("44", List.of("20", "7946", "0"), 3),
            new Reserved("44", List.of("1632", "960"), 3),
            new Reserved("61", List.of("491", "570"), 3),
            new Reserved("33", List.of("1", "99", "00"), 4),
            new Reserved("33", List.of("6", "39", "98"), 4),
            new Reserved("49", List.of("30", "23125"), 3),
            new Reserved("49", List.of("89", "99998"), 3));

    private PhoneDetectors() {}

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
                        Probe.START_8,
                        RESERVED.stream().flatMap(Reserved::starts).distinct().toList(),
                        "(" + spaced() + " AND " + DIGITS + " LIKE ANY ("
                                + Sql.array(
                                        RESERVED.stream().map(Reserved::pattern).toList()) + "))",
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
                        VALUE));
    }

    /** Taking the digits out is dear, so the groups are looked for as they stand, those of the number's own country only. */
    private static String spaced() {
        return RESERVED.stream()
                        .collect(Collectors.groupingBy(Reserved::country, TreeMap::new, Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(of -> "WHEN {c} LIKE '+" + of.getKey() + "%' THEN " + like(of.getValue()))
                        .collect(Collectors.joining(" ", "CASE ", " ELSE "))
                + like(RESERVED) + " END";
    }

    private static String like(List<Reserved> some) {
        return some.stream()
                .map(each -> "{c} LIKE '%" + String.join("%", each.groups()) + "%'")
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** What all numbers of a range begin with behind the country's own, and how many digits then follow. */
    private record Reserved(String country, List<String> groups, int more) {

        String pattern() {
            return "%" + String.join("", groups) + "_".repeat(more);
        }

        /** The ways to write its first eight characters. */
        Stream<String> starts() {
            Stream<String> abroad = Stream.of("+" + country, "00" + country, country)
                    .flatMap(code -> Stream.of("", " ", "-", ".", " (0)", "(0)", " (0) ", "0", " 0", "-0")
                            .map(between -> code + between));
            Stream<String> plain = Stream.concat(abroad, Stream.of("0"))
                    .flatMap(front -> joined(front + groups.get(0), groups.subList(1, groups.size())));
            Stream<String> bracketed = Stream.of("(0", "+" + country + " (", "+" + country + "(", "+" + country + " (0")
                    .flatMap(front -> Stream.of(")", ") ").map(close -> front + groups.get(0) + close))
                    .flatMap(front -> joined(front + groups.get(1), groups.subList(2, groups.size())));
            return Stream.concat(plain, bracketed).flatMap(Reserved::filled).map(Probe.START_8::part);
        }

        /** Each gap is somebody's choice, and need not be that of the gap before it. */
        private static Stream<String> joined(String start, List<String> more) {
            return more.isEmpty() || Probe.START_8.fills(start)
                    ? Stream.of(start)
                    : Stream.of("", " ", "-", ".", "/", " / ", " - ")
                            .flatMap(gap -> joined(start + gap + more.get(0), more.subList(1, more.size())));
        }

        /** A start that is shorter goes on with digits, which may be set apart. */
        private static Stream<String> filled(String start) {
            return Probe.START_8.fills(start)
                    ? Stream.of(start)
                    : Stream.of("", " ", "-", ".")
                            .flatMap(gap -> IntStream.range(0, 10).mapToObj(digit -> start + gap + digit))
                            .flatMap(Reserved::filled);
        }
    }
}
