package dev.cleanslate.evidence.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sentences of a record, known by their words and said in another language with the values that are in them. */
class SentencesTest {

    private static final Language FRENCH = Language.of("fr").orElseThrow();
    private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");

    private static String sources = "";

    @BeforeAll
    static void readTheSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(SentencesTest::joined)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String joined(Path file) {
        try {
            return JOINT.matcher(Files.readString(file)).replaceAll("").replace("\\\"", "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "reset 20261121T225451Z-6c7f, ended 2026-11-21T22:54:51.869Z | remise à zéro 20261121T225451Z-6c7f, terminée le 21 novembre 2026, 22:54:51 UTC",
                "1840 rows of 28 tables looked at by every detector | 1 840 lignes de 28 tables examinées par tous les détecteurs",
                "1840 rows of 2 tables looked at; not looked at: switched off in the suite: orphan; rows created in one second, but in a sample of users | 1 840 lignes de 2 tables examinées ; non examiné : désactivé dans la suite : orphan ; lignes créées dans la même seconde, sauf dans un échantillon de users",
                "tables that changed since are waived; 3 protected tables, row for row what the reset left | les tables modifiées depuis font l’objet d’une dérogation ; 3 tables protégées, ligne pour ligne ce que la remise à zéro a laissé",
                "2 findings, the worst: demo-email hits 9 rows of audit.what, critical; orphan hits 1 row of orders.user_id, warning. Remove it, or have somebody answer for it: a waiver in the suite's scan: section. | 2 constats, les pires : demo-email touche 9 lignes de audit.what, critique ; orphan touche 1 ligne de orders.user_id, avertissement. Les supprimer, ou que quelqu’un en réponde : une dérogation dans la section scan: de la suite.",
                "refill on memberships is disabled, and has to be enabled | refill sur memberships est inactif, et doit être actif",
                "ticked by C. Lient (role client) at 2026-11-21T22:54:51Z with key 12, in the hand-off of run 3-a | coché par C. Lient (rôle client) le 21 novembre 2026, 22:54:51 UTC avec la clé 12, dans la remise de l’exécution 3-a",
            })
    void areSaidInFrenchWithTheirValues(String english, String french) {
        assertThat(Sentences.of(english, FRENCH).replace('\u202f', ' ').replace('\u00a0', ' '))
                .isEqualTo(french);
        assertThat(Sentences.of(english, Language.english())).isEqualTo(english);
    }

    @Test
    void thatAreNotKnownStayAsTheyAreAsAWhole() {
        for (String text : List.of(
                "whatever a suite says; whoever accepts should know",
                "A member has opened the door",
                "{0} {1}",
                "reset " + "x".repeat(5_000) + ", ended never")) {
            assertThat(Sentences.of(text, FRENCH)).isEqualTo(text);
        }
    }

    @Test
    void keepValuesThatLookLikePlaces() {
        assertThat(Sentences.of("fingerprint {9}$1\\, as at the reset", FRENCH))
                .isEqualTo("empreinte {9}$1\\, comme à la remise à zéro");
    }

    static List<String> keys() {
        return Language.english().keys("sentence.");
    }

    /** Reworded there, it would be known here no more, and nobody would notice but a reader of French. */
    @ParameterizedTest
    @MethodSource("keys")
    void standInTheSources(String key) {
        List<String> pieces = Stream.of(Language.english().pattern(key).split("\\{[0-9]}", -1))
                .map(String::strip)
                .filter(piece -> piece.length() > 1)
                .toList();

        assertThat(pieces)
                .isNotEmpty()
                .allSatisfy(piece -> assertThat(parts(piece))
                        .as("in how many parts the sources have it; 0 is not at all")
                        .isBetween(1, 3));
    }

    /** A source may put a sentence together of a few texts. */
    private static int parts(String piece) {
        int parts = 0;
        List<String> words = List.of(piece.split(" ", -1));
        int begin = 0;
        while (begin < words.size()) {
            int end = words.size();
            while (end > begin && !sources.contains(String.join(" ", words.subList(begin, end)))) {
                end--;
            }
            if (end == begin) {
                return 0;
            }
            begin = end;
            parts++;
        }
        return parts;
    }
}
