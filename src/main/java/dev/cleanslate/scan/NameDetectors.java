package dev.cleanslate.scan;

import static dev.cleanslate.scan.Detector.Mend.LOOK;
import static dev.cleanslate.scan.Detector.Mend.ROWS;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Names that nobody has, and texts that nobody meant. */
final class NameDetectors {

    private NameDetectors() {}

    static List<Detector> all() {
        String demo = DemoWords.any(DemoWords.DEMO);
        String series = DemoWords.any(DemoWords.SERIES);
        String nobody = DemoWords.any(DemoWords.NOBODY).replace(" ", "[ _.]+");
        return List.of(
                new Detector(
                        "demo-user-name",
                        4,
                        "The user name is a word for test, demo or example.",
                        Set.of(Kind.USER_NAME),
                        Probe.START_4,
                        DemoWords.heads(Probe.START_4, DemoWords.DEMO),
                        "{c} ~* '^(" + demo + ")([-_. ]?(" + demo + "|" + series + "|admin|account))?[-_. ]?[0-9]*$'",
                        ROWS),
                new Detector(
                        "numbered-name",
                        3,
                        "The name is one of a numbered series such as user1, user2, user3.",
                        Set.of(Kind.USER_NAME, Kind.PERSON_NAME),
                        Probe.START_4,
                        DemoWords.heads(Probe.START_4, DemoWords.SERIES),
                        "{c} ~* '^(" + series + ")[-_. #]?[0-9]{1,7}$'",
                        ROWS),
                new Detector(
                        "demo-person",
                        4,
                        "The name is one that stands for nobody, such as John Doe or Test User.",
                        Set.of(Kind.PERSON_NAME),
                        Probe.START_4,
                        DemoWords.heads(
                                Probe.START_4,
                                Stream.concat(DemoWords.NOBODY.stream(), DemoWords.DEMO.stream())
                                        .toList()),
                        "{c} ~* '^(" + nobody + "|(" + demo + ")[-_. ]?(" + demo + "|" + series
                                + "|account)([-_. #]?[0-9]+)?|(" + demo + ")[-_. #]?[0-9]+)$'",
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
                        DemoWords.heads(Probe.START_4, DemoWords.DEMO),
                        "{c} ~* '^(test|demo|dummy|fake|sample|тест|δοκιμή)[-_ ]?(" + series
                                + "|company|product|item|order|project|category|post|page|event|firma|produkt|empresa|producto)?[-_ #]?[0-9]+$'",
                        ROWS),
                new Detector(
                        "keyboard-mash",
                        3,
                        "The value is what comes of running fingers over a keyboard.",
                        Set.of(Kind.USER_NAME, Kind.PERSON_NAME, Kind.LABEL, Kind.FREE_TEXT),
                        Probe.START_4,
                        DemoWords.heads(Probe.START_4, DemoWords.MASH),
                        "{c} ~* '^((asd ?)+f?g?h?j?|asdf[a-z]*|(sdf|qwe|dfg|fgh|jkl|abc)+|qwert[yz]?[a-z]*|qwer|zxcv[bnm]*|hjkl|abcd(efg)?|(blah ?)+|фыва.*|йцук.*|([a-z])\\6{3,})$'",
                        ROWS),
                new Detector(
                        "lorem-ipsum",
                        5,
                        "The text is the filler of typesetters.",
                        Set.of(Kind.FREE_TEXT, Kind.LABEL, Kind.PERSON_NAME),
                        Probe.START_4,
                        DemoWords.heads(Probe.START_4, List.of("lorem ipsum")),
                        "{c} ~* '^lorem +ipsum'",
                        ROWS));
    }
}
