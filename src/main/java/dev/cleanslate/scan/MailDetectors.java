package dev.cleanslate.scan;

import static dev.cleanslate.scan.Detector.Mend.LOOK;
import static dev.cleanslate.scan.Detector.Mend.ROWS;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What addresses of a demo period look like. */
final class MailDetectors {

    /** Set aside by RFC 2606 and RFC 6761, so nobody can be reached there. */
    private static final List<String> RESERVED = List.of(
            "example.com", "example.net", "example.org", "example.edu", "test", "example", "invalid", "localhost");

    private static final List<String> COUNTRIES = List.of(
            "de", "at", "ch", "fr", "be", "nl", "it", "es", "pt", "pl", "cz", "sk", "hu", "ro", "bg", "gr", "ru", "ua",
            "com.ua", "se", "no", "dk", "fi", "uk", "co.uk", "ie", "eu", "in", "co.in", "jp", "co.jp", "kr", "co.kr",
            "cn", "com.cn", "vn", "com.vn", "id", "co.id", "com.br", "com.mx", "com.ar", "com.tr", "com.au", "ca", "us",
            "io", "dev", "app", "co", "il", "co.il", "za", "co.za");

    /** Who owns these has no customers there: what is typed at them stands for no address. */
    private static final List<String> PLACEHOLDERS = List.of(
            "demo.local",
            "test.local",
            "app.local",
            "dev.local",
            "example.local",
            "musterfirma.de",
            "muster.de",
            "mustermann.de",
            "domain.com",
            "mydomain.com",
            "xyz.com",
            "test.com",
            "test.net",
            "test.org",
            "tests.com",
            "test.test.com",
            "demo.com",
            "dummy.com",
            "fake.com",
            "sample.com",
            "none.com",
            "no.com",
            "na.com",
            "asdf.com",
            "asd.com",
            "asd.asd",
            "qwe.com",
            "aaa.com",
            "aaa.aaa",
            "asdasd.com",
            "qweqwe.com",
            "bbb.com",
            "xxx.com",
            "zzz.com",
            "blah.com",
            "noemail.com",
            "nomail.com",
            "a.com",
            "b.com",
            "qwerty.com",
            "foo.com",
            "bar.com",
            "foobar.com",
            "foo.bar",
            "admin.com",
            "user.com",
            "correo.com",
            "prova.it",
            "esimerkki.fi",
            "pelda.hu",
            "exemplu.ro",
            "contoh.com",
            "dokimi.gr",
            "yourdomain.com",
            "yourcompany.com",
            "localhost.com",
            "localhost.localdomain");

    /** Words for an example, where they are understood: nobody else asks for a domain of that name. */
    private static final List<String> EXAMPLES = List.of(
            "beispiel: de at ch com net org eu",
            "exemple: fr be ch ca com net org eu",
            "ejemplo: es mx com.mx com.ar cl pe com net org",
            "exemplo: pt com.br com net org",
            "esempio: it ch com net org",
            "voorbeeld: nl be com",
            "przyklad: pl com.pl com",
            "priklad: cz sk com",
            "ornek: com.tr net.tr com net org",
            "exempel: se fi com",
            "eksempel: dk no com",
            "prueba: es com.mx com.ar com net org",
            "teste: pt com.br com net org",
            "deneme: com.tr com net org");

    /** The same, but somebody is at home there: a magazine, a registrar, a family, a firm. */
    private static final List<String> OWNED =
            List.of("testing.com", "demo.de", "test.de", "company.com", "abc.com", "doe.com", "email.com");

    private static final List<String> DISPOSABLE = List.of(
            "mailinator.com",
            "yopmail.com",
            "yopmail.fr",
            "guerrillamail.com",
            "guerrillamail.net",
            "10minutemail.com",
            "trashmail.com",
            "trashmail.de",
            "tempmail.com",
            "temp-mail.org",
            "sharklasers.com",
            "dispostable.com",
            "getnada.com",
            "maildrop.cc",
            "throwawaymail.com",
            "wegwerfmail.de",
            "fakeinbox.com",
            "mailnesia.com",
            "mintemail.com",
            "spamgourmet.com",
            "mohmal.com",
            "mailcatch.com",
            "discard.email",
            "moakt.com",
            "emailondeck.com");

    /** What a form asks for, given as the answer. */
    private static final List<String> FIELDS = List.of(
            "your name",
            "your email",
            "your mail",
            "firstname lastname",
            "first last",
            "vorname nachname",
            "prenom nom",
            "nome cognome",
            "nombre apellido");

    /** Where most people have their address; nothing that is looked for here ends like one of these. */
    static final List<String> WELL_KNOWN = List.of(
            "gmail.com",
            "googlemail.com",
            "yahoo.com",
            "yahoo.de",
            "yahoo.fr",
            "yahoo.co.uk",
            "yahoo.es",
            "yahoo.it",
            "yahoo.gr",
            "ymail.com",
            "hotmail.com",
            "hotmail.de",
            "hotmail.fr",
            "hotmail.es",
            "hotmail.it",
            "hotmail.co.uk",
            "outlook.com",
            "outlook.de",
            "live.com",
            "live.fr",
            "msn.com",
            "icloud.com",
            "me.com",
            "mac.com",
            "aol.com",
            "gmx.de",
            "gmx.net",
            "gmx.at",
            "gmx.ch",
            "web.de",
            "t-online.de",
            "freenet.de",
            "posteo.de",
            "mailbox.org",
            "proton.me",
            "protonmail.com",
            "orange.fr",
            "free.fr",
            "wanadoo.fr",
            "sfr.fr",
            "laposte.net",
            "libero.it",
            "alice.it",
            "virgilio.it",
            "tiscali.it",
            "telenet.be",
            "skynet.be",
            "ziggo.nl",
            "kpnmail.nl",
            "wp.pl",
            "o2.pl",
            "onet.pl",
            "interia.pl",
            "seznam.cz",
            "mail.ru",
            "yandex.ru",
            "bk.ru",
            "list.ru",
            "uol.com.br",
            "bol.com.br",
            "terra.com.br",
            "qq.com",
            "163.com",
            "126.com",
            "naver.com",
            "hanmail.net",
            "rediffmail.com",
            "comcast.net",
            "verizon.net",
            "att.net",
            "sbcglobal.net",
            "btinternet.com",
            "sky.com",
            "otenet.gr",
            "mail.com",
            "zoho.com");

    private static final Set<Kind> MAIL = Set.of(Kind.EMAIL);

    private MailDetectors() {}

    static List<Detector> all() {
        String demo = DemoWords.any(DemoWords.DEMO);
        String series = DemoWords.any(DemoWords.SERIES);
        String accounts = DemoWords.any(DemoWords.ACCOUNTS);
        return List.of(
                reserved(Probe.MAIL_DOMAIN, written(RESERVED)),
                // .test, .example and .invalid, .localhost, .example.com, in whatever case.
                reserved(Probe.MAIL_LIKE, List.of("%.____", "%._______", "%._________", "%._______.___")),
                domains(
                        "placeholder-email",
                        8,
                        "The domain is one that people type when any will do.",
                        Stream.of(
                                        PLACEHOLDERS.stream(),
                                        inEveryCountry("example"),
                                        inEveryCountry("test"),
                                        EXAMPLES.stream().flatMap(MailDetectors::inItsCountries))
                                .flatMap(domains -> domains)
                                .filter(domain -> !OWNED.contains(domain))),
                domains(
                        "placeholder-email",
                        4,
                        "The domain is one that people type when any will do, though it has its own people too.",
                        Stream.concat(OWNED.stream(), inEveryCountry("demo"))),
                domains(
                        "disposable-email",
                        4,
                        "The address is one of a service for throwing addresses away.",
                        DISPOSABLE.stream()),
                new Detector(
                        "disposable-email",
                        8,
                        "The address is one of a service for throwing addresses away, and speaks of tests.",
                        MAIL,
                        Probe.MAIL_DOMAIN,
                        written(DISPOSABLE),
                        "(" + Probe.MAIL_DOMAIN.gate(written(DISPOSABLE)) + " AND {c} ~* '(^|[-_.+])(" + demo + "|"
                                + series + "|qa|e2e)[-_.]?[0-9]*[-_.@]')",
                        ROWS),
                new Detector(
                        "demo-mailbox",
                        5,
                        "What stands before the @ is a word for test, demo or example, or the name of a form's field.",
                        MAIL,
                        Probe.START_4,
                        DemoWords.heads(
                                Probe.START_4,
                                Stream.of(DemoWords.DEMO, FIELDS, DemoWords.ACCOUNTS)
                                        .flatMap(List::stream)
                                        .toList()),
                        "{c} ~* '^(" + DemoWords.any(FIELDS).replace(" ", "[-_.]?") + "|("
                                + DemoWords.any(DemoWords.demoButSurnames()) + ")[-_.]?[0-9]{0,3}|(" + demo + ")[-_.]?("
                                + demo + "|" + series + "|" + accounts + "|" + DemoWords.any(DemoWords.ROLES)
                                + "|mail|email)[-_.]?[0-9]*|(" + accounts + ")[-_.](" + demo + ")[-_.]?[0-9]*)@'",
                        ROWS),
                new Detector(
                        "demo-mailbox",
                        3,
                        "What stands before the @ is a word for test or a name of nobody, though people are called so.",
                        MAIL,
                        Probe.START_4,
                        DemoWords.heads(
                                Probe.START_4,
                                Stream.concat(DemoWords.DEMO.stream(), DemoWords.NOBODY.stream())
                                        .toList()),
                        "{c} ~* '^(" + demo + "|"
                                + DemoWords.any(DemoWords.NOBODY).replace(" ", "[-_.]?") + ")[-_.]?[0-9]*@'",
                        ROWS),
                new Detector(
                        "numbered-mailbox",
                        4,
                        "What stands before the @ is one of a numbered series such as user1, user2, user3.",
                        MAIL,
                        Probe.START_4,
                        DemoWords.heads(Probe.START_4, DemoWords.SERIES),
                        "{c} ~* '^(" + series + ")[-_.]?[0-9]{1,7}@'",
                        ROWS),
                new Detector(
                        "tagged-mailbox",
                        3,
                        "The address has a tag (name+tag@) that speaks of tests or counts up.",
                        MAIL,
                        Probe.LIKE,
                        List.of("%+%"),
                        "{c} ~* '^[^@]+[+](" + demo + "|qa|dev|stag(e|ing)|seed|e2e|[0-9]{1,4})[-_.]?[0-9]*@'",
                        LOOK));
    }

    private static Detector reserved(Probe probe, List<String> heads) {
        return new Detector(
                "demo-email",
                8,
                "The domain is one of those set aside for documentation and tests (RFC 2606, RFC 6761).",
                MAIL,
                probe,
                heads,
                "{c} ~* '@([^@]*[.])?(example[.](com|net|org|edu)|test|example|invalid|localhost)$'",
                ROWS);
    }

    /** The gate lets through what any detector of domains is for, so each asks for its own. */
    private static Detector domains(String id, int points, String explanation, Stream<String> domains) {
        List<String> heads = written(domains.toList());
        return new Detector(
                id, points, explanation, MAIL, Probe.MAIL_DOMAIN, heads, Probe.MAIL_DOMAIN.gate(heads), ROWS);
    }

    private static Stream<String> inEveryCountry(String word) {
        return COUNTRIES.stream().map(country -> word + "." + country);
    }

    private static Stream<String> inItsCountries(String example) {
        String[] named = example.split(": ", -1);
        return Stream.of(named[1].split(" ", -1)).map(country -> named[0] + "." + country);
    }

    /** The part that is looked at is in small letters already. */
    private static List<String> written(List<String> domains) {
        return domains.stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
