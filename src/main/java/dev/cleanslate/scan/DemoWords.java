package dev.cleanslate.scan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What people type when they need a value and any will do. */
final class DemoWords {

    /** Test, demo, example, pattern, trial; as the languages of {@link ColumnNames} have them. */
    static final List<String> DEMO = List.of(
            "test",
            "tests",
            "tester",
            "testing",
            "testuser",
            "demo",
            "dummy",
            "fake",
            "sample",
            "example",
            "placeholder",
            "foo",
            "foobar",
            "foobaz",
            "asdf",
            "qwerty",
            "qwertz",
            "azerty",
            "exemple",
            "essai",
            "ejemplo",
            "prueba",
            "pruebas",
            "exemplo",
            "teste",
            "esempio",
            "prova",
            "beispiel",
            "muster",
            "mustermann",
            "voorbeeld",
            "deneme",
            "dokimi",
            "ceshi",
            "proef",
            "przyklad",
            "probny",
            "тест",
            "демо",
            "пример",
            "тестовый",
            "тестов",
            "testowy",
            "zkušební",
            "δοκιμαστικός",
            "δοκιμή",
            "δοκιμη",
            "tajriba",
            "tajribi",
            "ikhtibar",
            "تجربة",
            "تجريبي",
            "اختبار",
            "测试",
            "テスト",
            "테스트");

    /** What a numbered series of made-up people is called. */
    static final List<String> SERIES = List.of(
            "user",
            "usuario",
            "utilisateur",
            "benutzer",
            "nutzer",
            "gebruiker",
            "utente",
            "utilizador",
            "uzytkownik",
            "member",
            "mitglied",
            "customer",
            "client",
            "cliente",
            "kunde",
            "klant",
            "klient",
            "student",
            "player",
            "guest",
            "account",
            "person",
            "patient",
            "employee",
            "mitarbeiter",
            "usuário",
            "użytkownik",
            "uzivatel",
            "uživatel",
            "anvandare",
            "användare",
            "bruger",
            "bruker",
            "kayttaja",
            "käyttäjä",
            "felhasznalo",
            "felhasználó",
            "utilizator",
            "kullanici",
            "kullanıcı",
            "xristis",
            "χρήστης",
            "користувач",
            "pengguna",
            "nguoidung",
            "khachhang",
            "musteri",
            "müşteri",
            "mustakhdim",
            "مستخدم",
            "пользователь",
            "клиент");

    static final List<String> MASH = List.of(
            "asdf", "asdasd", "asd asd", "sdfsdf", "qwer", "qweqwe", "zxcv", "hjkl", "jkljkl", "dfgdfg", "fghfgh",
            "aaaa", "bbbb", "xxxx", "yyyy", "zzzz", "abcd", "abcabc", "blah", "фыва", "йцук", "фывф", "aaa", "xxx",
            "zzz", "aaa ", "xxx ", "zzz ", "azer", "abc1", "asd1", "qwe1");

    /** Whole names that stand for nobody. */
    static final List<String> NOBODY = List.of(
            "john doe",
            "jane doe",
            "joe bloggs",
            "john q public",
            "max mustermann",
            "erika mustermann",
            "maxi mustermann",
            "otto normalverbraucher",
            "lieschen müller",
            "fulano de tal",
            "fulana de tal",
            "mengano",
            "zutano",
            "juan prueba",
            "jan modaal",
            "john smith test",
            "moritz mustermann",
            "erika musterfrau",
            "ola nordmann",
            "kari nordmann",
            "matti meikäläinen",
            "teszt elek",
            "山田太郎",
            "mickey mouse",
            "donald duck",
            "вася пупкин",
            "иван тестов");

    /** Names that not even a joker gives himself: what a form calls its own fields, and words for test. */
    static final List<String> NOT_A_NAME = List.of(
            "foo bar",
            "bar baz",
            "lorem ipsum",
            "first last",
            "first name",
            "last name",
            "firstname lastname",
            "your name",
            "vorname nachname",
            "prénom nom",
            "nome cognome",
            "nombre apellido",
            "imię nazwisko",
            "имя фамилия",
            "тест тестов",
            "测试",
            "テスト",
            "테스트",
            "テスト太郎",
            "テストユーザー",
            "山田テスト",
            "张三测试",
            "测试用户",
            "테스트 사용자");

    /** Of the words for test, those that families are called. */
    static final List<String> SURNAMES =
            List.of("tester", "testing", "sample", "muster", "prova", "prueba", "teste", "probny", "proef", "essai");

    /** Who, besides those of a series, a made-up name or mailbox says that it is. */
    static final List<String> ROLES = List.of("admin", "account", "manager", "konto", "person", "da silva");

    /** What a seed script makes, and nobody is called; {@code conta.teste1} is one as {@code teste.conta1} is. */
    static final List<String> ACCOUNTS = List.of(
            "user",
            "usuario",
            "usuário",
            "utilisateur",
            "benutzer",
            "nutzer",
            "cliente",
            "kunde",
            "account",
            "compte",
            "cuenta",
            "conta",
            "konto",
            "firma",
            "company",
            "empresa",
            "hisab",
            "حساب",
            "مستخدم");

    static List<String> demoButSurnames() {
        return DEMO.stream().filter(word -> !SURNAMES.contains(word)).toList();
    }

    private DemoWords() {}

    /** Each word as it may be written; what is not ASCII has no case under the collation "C". */
    static List<String> heads(Probe probe, List<String> words) {
        return words.stream()
                .flatMap(word -> Stream.of(
                        word.toLowerCase(Locale.ROOT), word.toUpperCase(Locale.ROOT), capitals(word), capital(word)))
                .map(probe::part)
                .distinct()
                .toList();
    }

    /** A regular expression for any of the words, in any case. */
    static String any(List<String> words) {
        return words.stream()
                .flatMap(word -> Stream.of(word, capital(word), capitals(word), word.toUpperCase(Locale.ROOT))
                        .filter(w -> w.equals(word) || !ascii(w)))
                .distinct()
                .reduce((a, b) -> a + "|" + b)
                .orElseThrow();
    }

    private static boolean ascii(String word) {
        return word.chars().allMatch(c -> c < 128);
    }

    private static String capital(String word) {
        int first = word.offsetByCodePoints(0, 1);
        return word.substring(0, first).toUpperCase(Locale.ROOT) + word.substring(first);
    }

    private static String capitals(String word) {
        return Stream.of(word.split(" ", -1))
                .filter(part -> !part.isEmpty())
                .map(DemoWords::capital)
                .reduce((a, b) -> a + " " + b)
                .orElse(word);
    }
}
