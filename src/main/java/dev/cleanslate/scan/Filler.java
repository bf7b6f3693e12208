package dev.cleanslate.scan;

import static dev.cleanslate.scan.Detector.Mend.ROWS;

import java.util.List;
import java.util.Set;

/** The Latin that generators of sentences put together: words of the usual filler, in no order and to no purpose. */
final class Filler {

    /** Sentences begin with any of these; that lets through some French and some lawyers, whom the second look spares. */
    private static final List<String> FIRST = List.of(
            "aut ", "et v", "et q", "et a", "et e", "et d", "et o", "et r", "et i", "et s", "et n", "et c", "et m",
            "et p", "quia", "sit ", "non ", "ut f", "ut e", "ut q", "ut v", "ut a", "ut d", "ut n", "ut o", "ut r",
            "volu", "quis", "quo ", "quos", "quod", "quae", "quas", "qui ", "quam", "quib", "quid", "dolo", "iust",
            "ipsa", "ipsu", "cons", "nemo", "nihi", "nisi", "nobi", "nost", "null", "odio", "odit", "offi", "omni",
            "opti", "pari", "perf", "pers", "plac", "porr", "poss", "prae", "prov", "rati", "reic", "rem ", "repe",
            "repr", "reru", "saep", "sapi", "sed ", "sequ", "simi", "sint", "sunt", "susc", "tempo", "tene", "tota",
            "ulla", "unde", "vel ", "veli", "veni", "vero", "vita", "accu", "adip", "alia", "aliq", "amet", "anim",
            "aper", "arch", "aspe", "assu", "atqu", "beat", "blan", "comm", "corp", "corr", "culp", "cumq", "cupi",
            "debi", "dele", "dese", "dict", "dign", "dist", "duci", "ea q", "eaqu", "eius", "elig", "enim", "eos ",
            "erro", "esse", "est ", "eum ", "even", "ex e", "exce", "exer", "expe", "expl", "faci", "fuga", "fugi",
            "haru", "hic ", "id q", "illo", "illu", "impe", "in q", "inci", "inve", "iste", "itaq", "iure", "labo",
            "laud", "libe", "magn", "maio", "maxi", "mini", "mole", "moll", "natu", "nece", "done", "viva", "inte",
            "pell", "vest", "maec", "phas", "curab", "aene", "susp", "mauri", "morb", "pros");

    /** Words that those who write Latin seldom need, and hardly ever two of in a line. */
    private static final String WORDS =
            "voluptatem|voluptas|voluptates|voluptatum|voluptatibus|voluptate|quisquam|consequatur|consequuntur|molestiae|aperiam"
                    + "|dolorem|dolores|doloribus|dolorum|repellendus|repellat|perspiciatis|quibusdam|accusantium|accusamus|reprehenderit"
                    + "|asperiores|aspernatur|architecto|laboriosam|laborum|cumque|eveniet|excepturi|exercitationem|expedita|explicabo"
                    + "|facilis|fugiat|fugit|impedit|incidunt|inventore|laudantium|maiores|molestias|mollitia|necessitatibus|nesciunt"
                    + "|nostrum|numquam|obcaecati|occaecati|officiis|pariatur|perferendis|praesentium|provident|quaerat|quidem|ratione"
                    + "|reiciendis|rerum|saepe|sapiente|similique|suscipit|tempora|temporibus|tempore|tenetur|ullam|vitae|quia|ipsam|eius"
                    + "|consectetur|adipiscing|pellentesque|vestibulum|curabitur|maecenas|vivamus|phasellus|donec|suspendisse|sollicitudin";

    static final Detector DETECTOR = new Detector(
            "lorem-ipsum",
            5,
            "The text is made of the words of typesetters' filler, as generators put them together.",
            Set.of(Kind.FREE_TEXT),
            Probe.START_4,
            DemoWords.heads(Probe.START_4, FIRST),
            "{c} ~* '\\m(" + WORDS + ")\\M.*\\m(" + WORDS + ")\\M'",
            ROWS);

    private Filler() {}
}
