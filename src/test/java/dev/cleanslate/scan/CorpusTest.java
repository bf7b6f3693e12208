package dev.cleanslate.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.CatalogReader;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** People that are labelled: made up as seed files make them up, or real. The beginning of the corpus that issue 5 asks for. */
class CorpusTest {

    private static final List<String> FIRST = List.of(
            "Anna",
            "Dimitris",
            "Chloé",
            "Jürgen",
            "Nguyễn",
            "Olga",
            "Mehmet",
            "Siobhán",
            "João",
            "Łukasz",
            "Test",
            "Demo",
            "Μαρία",
            "Иван",
            "美咲",
            "Userina",
            "Johan",
            "Jane",
            "Abdul",
            "Blahoslav");
    private static final List<String> LAST = List.of(
            "Papadopoulou",
            "Müller",
            "O'Neill",
            "Rossi",
            "Testa",
            "Kowalska",
            "García",
            "Yılmaz",
            "Ivanova",
            "Demosthenous",
            "Doerr",
            "Sampleton",
            "Fooks",
            "Placek",
            "Exner",
            "Mustermeister",
            "Παπαδάκη",
            "Петров",
            "田中",
            "de la Cruz");
    private static final List<String> HOST = List.of(
            "gmail.com",
            "web.de",
            "firma.de",
            "uni-athen.gr",
            "orange.fr",
            "example-consulting.com",
            "testing-lab.io",
            "contest.org",
            "demo-bau.de");
    private static final List<String> ROLES = List.of(
            "info",
            "sales",
            "support",
            "admin",
            "office",
            "hello",
            "contact",
            "buchhaltung",
            "kontakt",
            "noreply",
            "team",
            "users",
            "testlab");

    private record Person(String mail, String name, String phone, boolean madeUp) {}

    private static List<Person> people() {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            String first = FIRST.get(i % FIRST.size());
            String last = LAST.get((i / FIRST.size() + i) % LAST.size());
            String host = HOST.get(i % HOST.size());
            String box = i % 7 == 0
                    ? ROLES.get(i % ROLES.size())
                    : "p" + i + "." + last.replaceAll("[^A-Za-z]", "").toLowerCase(java.util.Locale.ROOT);
            people.add(new Person(
                    box + "@" + host, first + " " + last, "+30 21" + (10_000_000 + i * 7_919 % 89_999_999), false));
        }
        for (int i = 1; i <= 100; i++) {
            people.add(new Person(
                    "user" + i + "@example.com", "User " + i, "+1-555-01" + "%02d".formatted(i % 100), true));
            people.add(new Person("test" + i + "@test.com", "Test User", "1234567890", true));
            people.add(new Person("demo.user" + i + "@mailinator.com", "Demo Kunde " + i, "0000000000", true));
            people.add(new Person("k" + i + "@shop.test", FIRST.get(i % FIRST.size()), "", true));
            people.add(new Person("prueba" + i + "@ejemplo.com", "Usuario " + i, "", true));
        }
        return people;
    }

    @Test
    void criticalFindingsHitMadeUpPeopleAndNobodyElse() {
        List<Person> people = people();
        var database = TestDatabases.of(TestDatabases.NEWEST)
                .create("CREATE TABLE members (id int PRIMARY KEY, email text, full_name text, phone text)");
        try (PgSession session = database.admin()) {
            for (int i = 0; i < people.size(); i++) {
                Person person = people.get(i);
                session.query(
                        "INSERT INTO members VALUES (?, ?, ?, ?) RETURNING id",
                        i,
                        person.mail(),
                        person.name(),
                        person.phone());
            }
            Set<Integer> critical = critical(session, database.url());
            Set<Integer> madeUp = new HashSet<>();
            for (int i = 0; i < people.size(); i++) {
                if (people.get(i).madeUp()) {
                    madeUp.add(i);
                }
            }
            Set<Integer> right = critical.stream().filter(madeUp::contains).collect(Collectors.toSet());
            assertThat(critical.stream()
                            .filter(i -> !madeUp.contains(i))
                            .map(people::get)
                            .toList())
                    .as("real people that are called critical")
                    .isEmpty();
            assertThat(right.size() / (double) madeUp.size()).as("recall").isGreaterThanOrEqualTo(0.97);
        }
    }

    private static Set<Integer> critical(PgSession session, String url) {
        Set<Integer> keys = new HashSet<>();
        try (Scan scan = Scan.open(
                session,
                () -> PgSession.open(DatabaseUrl.parse(url, Map.of()), "test"),
                CatalogReader.read(session),
                table -> true,
                new Scan.Limits(2, Integer.MAX_VALUE, java.util.OptionalLong.empty()))) {
            scan.run(report -> report.findings().stream()
                    .filter(finding -> finding.severity() == Severity.CRITICAL)
                    .flatMap(finding -> finding.keys().stream())
                    .forEach(key -> keys.add(Integer.valueOf(key.get(0)))));
        }
        return keys;
    }
}
