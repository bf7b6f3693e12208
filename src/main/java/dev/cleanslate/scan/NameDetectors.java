package dev.cleanslate.scan;

import static dev.cleanslate.scan.Detector.Mend.LOOK;
import static dev.cleanslate.scan.Detector.Mend.ROWS;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Names that nobody has, and texts that nobody meant. */
final class NameDetectors {

    private static final String THING =
            "company|product|item|order|project|category|post|page|event|shop|store|organi[sz]ation|description|firma|produkt|empresa|producto|produto";

    private NameDetectors() {}

    static List<Detector> all() {
        String demo = DemoWords.any(DemoWords.DEMO);
        String series = DemoWords.any(DemoWords.SERIES);
        String nobody = DemoWords.any(DemoWords.NOBODY).replace(" ", "[ _.]+");
        String handle = DemoWords.any(DemoWords.NOBODY).replace(" ", "[ _.-]?");
        String accounts = DemoWords.any(DemoWords.ACCOUNTS);
        String role = series + "|" + accounts + "|" + DemoWords.any(DemoWords.ROLES);
        return List.of(
                new Detector(
                        "demo-user-name",
                        4,
                        "The user name is a word for test, demo or example.",
                        Set.of(Kind.USER_NAME),
                        Probe.START_4,
                        DemoWords.heads(
                                Probe.START_4,
                                Stream.concat(DemoWords.NOBODY.stream(), DemoWords.DEMO.stream())
                                        .toList()),
                        "{c} ~* '^((" + demo + ")([-_. ]?(" + demo + "|" + role + "))?|" + handle + ")[-_. ]?[0-9]*$'",
                        ROWS),
                new Detector(
                        "numbered-name",
                        3,
                        "The name is one of a numbered series such as user1, user2, user3.",
                        Set.of(Kind.USER_NAME, Kind.PERSON_NAME),
                        Probe.START_4,
                        DemoWords.heads(Probe.START_4, DemoWords.SERIES),
                        "{c} ~* '^(" + series + ")[-_. #]{0,2}[0-9]{1,7}$'",
                        ROWS),
                new Detector(
                        "demo-person",
                        4,
                        "The name is one that stands for nobody, such as John Doe.",
                        Set.of(Kind.PERSON_NAME),
                        Probe.START_4,
                        DemoWords.heads(
                                Probe.START_4,
                                Stream.concat(DemoWords.NOBODY.stream(), DemoWords.DEMO.stream())
                                        .toList()),
                        "{c} ~* '^(" + nobody + "|(" + demo + ")[-_. #]?[0-9]+)$'",
                        ROWS),
                new Detector(
                        "demo-person",
                        8,
                        "The name is none: it says test and user, or what a form calls its fields.",
                        Set.of(Kind.PERSON_NAME),
                        Probe.START_4,
                        DemoWords.heads(
                                Probe.START_4,
                                Stream.of(DemoWords.NOT_A_NAME, DemoWords.DEMO, DemoWords.SERIES, DemoWords.ACCOUNTS)
                                        .flatMap(List::stream)
                                        .toList()),
                        "{c} ~* '^(" + DemoWords.any(DemoWords.NOT_A_NAME).replace(" ", "[ _.]+") + "|(" + demo
                                + ")[-_. ]?(" + demo + "|" + role + ")|(" + series + "|"
                                + accounts + ")[-_. ](de )?(" + demo + "))([-_. #]{0,2}[0-9]+)?$'",
                        ROWS),
                new Detector(
                        "demo-name",
                        2,
                        "The name is a word for test, demo or example; some people are called so.",
                        Set.of(Kind.PERSON_NAME, Kind.LABEL),
                        Probe.START_4,
                        DemoWords.heads(Probe.START_4, DemoWords.DEMO),
                        "{c} ~* '^(" + demo + ")$'",
                        LOOK),
                new Detector(
                        "demo-label",
                        3,
                        "The name says that the thing is for tests.",
                        Set.of(Kind.LABEL),
                        Probe.START_4,
                        DemoWords.heads(
                                Probe.START_4,
                                Stream.concat(
                                                DemoWords.DEMO.stream(),
                                                Stream.of(
                                                        "product",
                                                        "item",
                                                        "category",
                                                        "company",
                                                        "acme",
                                                        "my company",
                                                        "your company"))
                                        .toList()),
                        "{c} ~* '^((test|demo|dummy|fake|sample|тест|δοκιμή)[-_ ]?((" + series + "|" + THING
                                + ")[-_ #]?[0-9]*|[-_ #]?[0-9]+)|(product|item|category|company|produkt|producto|produit)[-_ ]#?[0-9]{1,4}"
                                + "|(produit|producto|produto|prodotto|produkt) (de |di )?(test|teste|prueba|prova)|тестовый .*"
                                + "|acme( (corp|inc|co|ltd|company|corporation))?[.]?|(my|your) company|(company|product) name)$'",
                        ROWS),
                new Detector(
                        "keyboard-mash",
                        3,
                        "The value is what comes of running fingers over a keyboard.",
                        Set.of(Kind.USER_NAME, Kind.PERSON_NAME, Kind.LABEL, Kind.FREE_TEXT),
                        Probe.START_4,
                        DemoWords.heads(Probe.START_4, DemoWords.MASH),
                        "{c} ~* '^((asd ?)+f?g?h?j?|asdf[a-z]*|(asdf ?)+|(sdf|qwe|dfg|fgh|jkl|abc)+|(abc|asd|qwe)[0-9]{1,4}|qwert[yz]?[a-z]*|qwer|azert[a-z]*|zxcv[bnm]*|hjkl|abcd(efg)?|(blah ?)+|(фыв)+а?.*|йцук.*|([axz])\\9{2,}( \\9+)*|([a-z])\\11{3,})$'",
                        ROWS),
                new Detector(
                        "lorem-ipsum",
                        5,
                        "The text is the filler of typesetters.",
                        Set.of(Kind.FREE_TEXT, Kind.LABEL, Kind.PERSON_NAME),
                        Probe.START_4,
                        DemoWords.heads(Probe.START_4, List.of("lorem ipsum", "<p>lorem ipsum", "<p>Lorem ipsum")),
                        "{c} ~* '^(<p>)?lorem +ipsum'",
                        ROWS),
                Filler.DETECTOR);
    }
}
