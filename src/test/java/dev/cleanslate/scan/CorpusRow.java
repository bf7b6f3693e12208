package dev.cleanslate.scan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One row of the corpus. {@code expected}: the detectors one of which should see it, where a single one is asked for.
 */
record CorpusRow(
        String table, Map<String, String> values, Label label, List<String> expected, Part part, Written written) {

    /** What somebody who knows seed files says of it, whatever the detectors do. */
    enum Label {
        /** Made up, and nobody would doubt it. */
        CRITICAL,
        /** Made up, and something speaks for it. */
        SUSPECT,
        /** Made up, and nothing shows it. */
        HIDDEN,
        ORDINARY;

        boolean madeUp() {
            return this != ORDINARY;
        }
    }

    /** When it was written: whether detectors had a chance to be mended for it. */
    enum Part {
        FIRST,
        /** After the first mending. */
        LATE,
        /** Before the second, as seeds of five frameworks and six languages have them. */
        HELD_OUT
    }

    /** How the rows of a table came to be. */
    enum Written {
        ONE_BY_ONE,
        BY_A_SCRIPT,
        BY_ONE_STATEMENT
    }

    /** Those who write their seeds in SQL, one INSERT for all. */
    private static final List<String> SQL = List.of("supabase", "spring", "php", "spanish", "polish");

    static List<CorpusRow> all() {
        return Stream.of(seededPeople(), seededValues(), ordinaryPeople(), ordinaryValues())
                .flatMap(rows -> rows)
                .distinct()
                .toList();
    }

    private static Label label(String word) {
        return Label.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }

    /** Each third line is of a script that was run on a table which has an import of real people too. */
    private static Stream<CorpusRow> seededPeople() {
        return Stream.of(
                        people("seeded-people.csv", Part.FIRST),
                        people("late-people.csv", Part.LATE),
                        people("held-out-people.csv", Part.HELD_OUT))
                .flatMap(rows -> rows);
    }

    private static Stream<CorpusRow> people(String file, Part part) {
        List<String[]> lines = CorpusText.lines(file);
        return IntStream.range(0, lines.size()).boxed().flatMap(i -> {
            String[] line = lines.get(i);
            String whole = String.join(";", line);
            boolean script = i % 3 == 2;
            return times(line[2]).mapToObj(n -> {
                CorpusText text = new CorpusText(whole, n, true);
                return new CorpusRow(
                        script ? "users" : "members",
                        person(text.of(line[3]), text.of(line[4]), text.of(line[5]), text.of(line[6])),
                        label(line[0]),
                        List.of(),
                        part,
                        !script
                                ? Written.ONE_BY_ONE
                                : SQL.contains(line[1]) ? Written.BY_ONE_STATEMENT : Written.BY_A_SCRIPT);
            });
        });
    }

    private static Map<String, String> person(String mail, String name, String login, String phone) {
        Map<String, String> person = new LinkedHashMap<>();
        person.put("email", mail);
        person.put("full_name", name);
        person.put("login", login);
        person.put("phone", phone);
        person.values().removeIf(String::isEmpty);
        return person;
    }

    private static IntStream times(String number) {
        return IntStream.rangeClosed(1, Integer.parseInt(number));
    }

    private static Stream<CorpusRow> seededValues() {
        return CorpusText.lines("seeded-values.csv").stream().flatMap(line -> {
            String whole = String.join(";", line);
            return times(line[3])
                    .mapToObj(n -> value(
                            line[2],
                            new CorpusText(whole, n, false).of(line[4]),
                            label(line[0]),
                            List.of(line[1].split(","))));
        });
    }

    private static Stream<CorpusRow> ordinaryValues() {
        return CorpusText.lines("ordinary-values.csv").stream().flatMap(line -> {
            String whole = String.join(";", line);
            return times(line[1])
                    .mapToObj(n ->
                            value(line[0], new CorpusText(whole, n, false).of(line[2]), Label.ORDINARY, List.of()));
        });
    }

    private static CorpusRow value(String column, String value, Label label, List<String> expected) {
        String[] place = CorpusText.lines("columns.csv").stream()
                .filter(c -> c[0].equals(column))
                .findFirst()
                .orElseThrow(() -> new AssertionError("columns.csv has no " + column));
        String[] names = place[2].split(", ", -1);
        String[] values = names.length == 1 ? new String[] {value} : value.split(",");
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            row.put(names[i], values[i]);
        }
        return new CorpusRow(place[1], row, label, expected, Part.FIRST, Written.ONE_BY_ONE);
    }

    private static Stream<CorpusRow> ordinaryPeople() {
        return CorpusText.lines("ordinary-people.csv").stream().flatMap(line -> {
            List<String> firsts = Arrays.asList(line[1].split("\\|"));
            List<String> lasts = Arrays.asList(line[2].split("\\|"));
            return IntStream.range(0, firsts.size() * lasts.size()).mapToObj(i -> {
                CorpusText text = new CorpusText(line[0], i, false);
                return ordinary(line, firsts.get(i / lasts.size()), lasts.get(i % lasts.size()), i, text);
            });
        });
    }

    private static CorpusRow ordinary(String[] line, String first, String last, int i, CorpusText text) {
        String[] hosts = line[3].split("\\|", -1);
        String a = CorpusText.latin(first);
        String b = CorpusText.latin(last);
        String mail = box(a, b, i, text) + "@" + hosts[text.below(hosts.length)];
        boolean lastFirst =
                List.of("japanese", "chinese", "korean", "hungarian").contains(line[0]);
        String name = lastFirst
                ? CorpusText.written(last) + " " + CorpusText.written(first)
                : CorpusText.written(first) + " " + CorpusText.written(last);
        String login =
                i % 3 == 0 ? a + b.charAt(0) + text.below(99) : i % 3 == 1 ? a + "." + b : a.charAt(0) + b + i % 10;
        boolean imported = i % 3 == 0;
        return new CorpusRow(
                imported ? "users" : "members",
                person(mail, name, login, text.digits(line[4])),
                Label.ORDINARY,
                List.of(),
                Part.FIRST,
                imported ? Written.BY_ONE_STATEMENT : Written.ONE_BY_ONE);
    }

    private static String box(String first, String last, int i, CorpusText text) {
        return switch (i % 8) {
            case 0 -> first + "." + last;
            case 1 -> first.charAt(0) + "." + last;
            case 2 -> first + last;
            case 3 -> first + "_" + last + text.below(99);
            case 4 -> last + "." + first;
            case 5 -> first + (1960 + text.below(45));
            case 6 ->
                first + "." + last + "+"
                        + List.of("shop", "bank", "club", "news", "bills").get(text.below(5));
            default -> last + text.below(999);
        };
    }

    String said() {
        return String.join(" · ", values.values());
    }
}
