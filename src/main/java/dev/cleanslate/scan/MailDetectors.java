package dev.cleanslate.scan;

import static dev.cleanslate.scan.Detector.Mend.LOOK;
import static dev.cleanslate.scan.Detector.Mend.ROWS;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What addresses of a demo period look like. */
final class MailDetectors {

    /** Set aside by RFC 2606 and RFC 6761, so nobody can be reached there. */
    private static final List<String> RESERVED = List.of(
            "example.com", "example.net", "example.org", "example.edu", "test", "example", "invalid", "localhost");

    /** Registered, or for sale; but what is typed there stands for no address. */
    private static final List<String> PLACEHOLDERS = List.of(
            "test.com",
            "test.de",
            "test.fr",
            "test.it",
            "test.es",
            "test.nl",
            "test.pl",
            "test.ru",
            "test.net",
            "test.org",
            "tests.com",
            "testing.com",
            "test.test.com",
            "demo.com",
            "demo.de",
            "dummy.com",
            "fake.com",
            "asdf.com",
            "qwerty.com",
            "foo.com",
            "bar.com",
            "foobar.com",
            "foo.bar",
            "ejemplo.com",
            "ejemplo.es",
            "exemple.com",
            "exemple.fr",
            "exemplo.com",
            "exemplo.com.br",
            "esempio.it",
            "esempio.com",
            "beispiel.de",
            "muster.de",
            "mustermann.de",
            "voorbeeld.nl",
            "przyklad.pl",
            "domain.com",
            "yourdomain.com",
            "mydomain.com",
            "yourcompany.com",
            "localhost.com",
            "localhost.localdomain");

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
        return List.of(
                reserved(Probe.MAIL_DOMAIN, written(RESERVED)),
                // .test, .example and .invalid, .localhost, .example.com, in whatever case.
                reserved(Probe.MAIL_LIKE, List.of("%.____", "%._______", "%._________", "%._______.___")),
                new Detector(
                        "placeholder-email",
                        5,
                        "The domain is one that people type when any will do.",
                        MAIL,
                        Probe.MAIL_DOMAIN,
                        written(PLACEHOLDERS),
                        "true",
                        ROWS),
                new Detector(
                        "disposable-email",
                        4,
                        "The address is one of a service for throwing addresses away.",
                        MAIL,
                        Probe.MAIL_DOMAIN,
                        written(DISPOSABLE),
                        "true",
                        ROWS),
                new Detector(
                        "demo-mailbox",
                        5,
                        "What stands before the @ is a word for test, demo or example.",
                        MAIL,
                        Probe.START_4,
                        DemoWords.heads(Probe.START_4, DemoWords.DEMO),
                        "{c} ~* '^(" + demo + ")([-_.]?(" + demo + "|" + series + "|admin|mail|email))?[-_.]?[0-9]*@'",
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
                        "{c} ~* '^[^@]+[+](" + demo + "|qa|dev|stag(e|ing)|[0-9]{1,4})[-_.]?[0-9]*@'",
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

    /** The part that is looked at is in small letters already. */
    private static List<String> written(List<String> domains) {
        return domains.stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
