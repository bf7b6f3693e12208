package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.suite.Tolerance;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastQuestionTest {

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private Optional<String> ask(Reader terminal, Duration limit) {
        return new LastQuestion(new Prompt(
                        new BufferedReader(terminal), new PrintStream(screen, true, StandardCharsets.UTF_8), limit))
                .unlessAnswered(new ForetoldRows(1_204_823, Tolerance.NONE), "gym-prod");
    }

    @Test
    void isAnsweredWithTheNumberOfRows() {
        assertThat(ask(new StringReader("1,204,823\n"), LastQuestion.LIMIT)).isEmpty();
        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("1,204,823 rows of gym-prod", "(300 s)");
    }

    @Test
    void takesAnyOtherAnswerForANo() {
        for (String answer : new String[] {"yes\n", "\n", "1204822\n"}) {
            assertThat(ask(new StringReader(answer), LastQuestion.LIMIT)).isPresent();
        }
        assertThat(ask(new StringReader(""), LastQuestion.LIMIT))
                .hasValueSatisfying(why -> assertThat(why).contains("the end of the input"));
    }

    @Test
    void takesSilenceForANo() throws IOException {
        try (PipedWriter nobody = new PipedWriter();
                PipedReader terminal = new PipedReader(nobody)) {
            assertThat(ask(terminal, Duration.ofMillis(1)))
                    .hasValueSatisfying(why -> assertThat(why).contains("was not answered"));
        }
    }
}
