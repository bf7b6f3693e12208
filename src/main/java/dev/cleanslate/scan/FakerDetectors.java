package dev.cleanslate.scan;

import static dev.cleanslate.scan.Detector.Mend.LOOK;
import static dev.cleanslate.scan.Detector.Mend.ROWS;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What libraries that make up data make up. Much of it could be somebody's, so most of it only adds to other evidence. */
final class FakerDetectors {

    /** The words that filler sentences are drawn from. */
    private static final List<String> LATIN = List.of(
            ("alias consequatur aut perferendis sit voluptatem accusantium doloremque aperiam eaque ipsa quae ab illo"
                            + " inventore veritatis et quasi architecto beatae vitae dicta sunt explicabo aspernatur odit fugit sed quia"
                            + " consequuntur magni dolores eos qui ratione sequi nesciunt neque dolorem ipsum dolor amet consectetur"
                            + " adipisci velit non numquam eius modi tempora incidunt ut labore dolore magnam aliquam quaerat enim ad"
                            + " minima veniam quis nostrum exercitationem ullam corporis nemo ipsam voluptas suscipit laboriosam nisi"
                            + " aliquid ex ea commodi autem vel eum iure reprehenderit in voluptate esse quam nihil molestiae iusto odio"
                            + " dignissimos ducimus blanditiis praesentium laudantium totam rem voluptatum deleniti atque corrupti quos"
                            + " quas molestias excepturi sint occaecati cupiditate provident perspiciatis unde omnis iste natus error"
                            + " similique culpa officia deserunt mollitia animi id est laborum dolorum fuga harum quidem rerum facilis"
                            + " expedita distinctio nam libero tempore cum soluta nobis eligendi optio cumque impedit quo porro quisquam"
                            + " minus quod maxime placeat facere possimus assumenda repellendus temporibus quibusdam illum fugiat nulla"
                            + " pariatur at vero accusamus officiis debitis necessitatibus saepe eveniet voluptates repudiandae recusandae"
                            + " itaque earum hic tenetur a sapiente delectus reiciendis voluptatibus maiores doloribus asperiores"
                            + " repellat deleniti")
                    .split(" "));

    private static final String TOWN_ENDS =
            "ton|land|ville|berg|burgh|borough|bury|view|port|mouth|stad|furt|chester|fort|haven|side|shire";

    private FakerDetectors() {}

    static List<Detector> all() {
        String latin = String.join("|", LATIN);
        return List.of(
                new Detector(
                        "faker-text",
                        4,
                        "The sentence is made of filler Latin, as libraries of made-up data write it.",
                        Set.of(Kind.FREE_TEXT, Kind.LABEL),
                        Probe.START_4,
                        latinHeads(),
                        "{c} ~* '^(" + latin + ")(,? (" + latin + "))+([.?!]|$)'",
                        ROWS),
                new Detector(
                        "faker-mailbox",
                        2,
                        "The address has the form that libraries of made-up data give one: First.Last42@ at a large provider.",
                        Set.of(Kind.EMAIL),
                        Probe.CAPITAL,
                        List.of(),
                        "{c} ~ '^[A-Z][a-z]+([._][A-Z][a-z]+)?[0-9]{1,2}@(gmail|yahoo|hotmail)[.]com$|^[A-Z][a-z]+_[A-Z][a-z]+@(gmail|yahoo|hotmail)[.]com$'",
                        LOOK),
                new Detector(
                        "faker-user-name",
                        2,
                        "The user name has the form that libraries of made-up data give one: First_Last42.",
                        Set.of(Kind.USER_NAME),
                        Probe.CAPITAL,
                        List.of(),
                        "{c} ~ '^[A-Z][a-z]+[._][A-Z][a-z]+[0-9]{0,2}$'",
                        LOOK),
                new Detector(
                        "faker-phone",
                        2,
                        "The number has an extension in the form that libraries of made-up data give one: 555-123-4567 x1234.",
                        Set.of(Kind.PHONE),
                        Probe.LIKE,
                        List.of("%x%"),
                        "{c} ~ '^([+]?1[-. ])?([(][0-9]{3}[)] ?|[0-9]{3}[-.])[0-9]{3}[-.][0-9]{4} ?x[0-9]{2,5}$'",
                        LOOK),
                new Detector(
                        "faker-town",
                        2,
                        "The town has the form that libraries of made-up data give one: New Kayleeville, Port Ottoside.",
                        Set.of(Kind.ADDRESS),
                        Probe.START_4,
                        List.of("Nort", "East", "West", "Sout", "New ", "Lake", "Port"),
                        "{c} ~ '^(North|East|West|South|New|Lake|Port) [A-Z][a-z]+(" + TOWN_ENDS + ")$'",
                        LOOK));
    }

    /** Of a short word what follows belongs to what is looked at: it is one of those words too. */
    private static List<String> latinHeads() {
        List<String> starts =
                LATIN.stream().map(word -> word.substring(0, 1)).distinct().toList();
        return LATIN.stream()
                .flatMap(word -> word.length() > 3
                        ? Stream.of(word)
                        : Stream.concat(
                                starts.stream().flatMap(s -> Stream.of(word + " " + s, word + ", ")),
                                LATIN.stream().map(next -> word + " " + next)))
                .flatMap(start -> Stream.of(
                        Probe.START_4.part(start),
                        start.substring(0, 1).toUpperCase(Locale.ROOT)
                                + Probe.START_4.part(start).substring(1)))
                .distinct()
                .toList();
    }
}
