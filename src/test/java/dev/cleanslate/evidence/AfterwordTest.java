package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cleanslate.evidence.Afterword.Decision;
import dev.cleanslate.evidence.Verification.Item;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AfterwordTest {

    private static final Instant LATER = Instant.parse("2026-11-21T08:00:00Z");

    @TempDir
    Path reports;

    @Test
    void isAMoreLineAndLeavesWhatIsSignedAsItWas() throws Exception {
        Path folder = Certified.folder(Certified.leave(reports));
        byte[] record = Files.readAllBytes(folder.resolve("run.json"));
        byte[] journal = Files.readAllBytes(folder.resolve("journal.jsonl"));

        note("the workers did not start").append(folder, LATER);
        new Afterword("A. Person", "they run now", Optional.of(Decision.GO_ON)).append(folder, LATER);

        assertThat(Files.readAllBytes(folder.resolve("run.json"))).isEqualTo(record);
        assertThat(Files.readAllBytes(folder.resolve("journal.jsonl"))).startsWith(journal);
        Verification found = Verification.of(folder, Optional.empty());
        assertThat(found.items()).allMatch(Item::holds);
        assertThat(found.items())
                .extracting(Item::sentence)
                .contains(
                        "noted at 2026-11-21T08:00:00Z by A. Person: the workers did not start",
                        "noted at 2026-11-21T08:00:00Z by A. Person: decided to go on. they run now");
    }

    @Test
    void isKeptByTheChainLikeEveryOtherLine() throws Exception {
        Path folder = Certified.folder(Certified.leave(reports));
        note("first").append(folder, LATER);
        note("second").append(folder, LATER);
        Path journal = folder.resolve("journal.jsonl");
        String whole = Files.readString(journal);

        Files.writeString(journal, whole.replace("\"first\"", "\"forst\""));
        assertThat(broken(folder)).contains("journal.jsonl");

        List<String> lines = whole.lines().toList();
        Files.writeString(journal, String.join("\n", without(lines, lines.size() - 2)) + "\n");
        assertThat(broken(folder)).contains("journal.jsonl");

        Files.writeString(journal, String.join("\n", without(lines, lines.size() - 3)) + "\n");
        assertThat(broken(folder)).contains("journal.jsonl");
    }

    @Test
    void isRefusedWhereTheChainIsBroken() throws Exception {
        Path folder = Certified.folder(Certified.leave(reports));
        Path journal = folder.resolve("journal.jsonl");
        Files.writeString(journal, Files.readString(journal).replaceFirst("\"seq\":2", "\"seq\":3"));

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> note("x").append(folder, LATER))
                .withMessageContaining("its chain is broken")
                .matches(refused -> refused.exitCode() == 1);
        assertThat(Files.readString(journal)).doesNotContain("noted");
    }

    @Test
    void isRefusedWhileTheRunIsUnderWay() throws IOException {
        try (Evidence evidence = Evidence.open(
                reports, "demo", "gym", GymRun.START, new Evidence.Voice(nowhere(), nowhere(), false, false))) {
            GymRun.passed().tell(evidence);
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> note("x").append(evidence.folder().path(), LATER))
                    .withMessageContaining("still under way")
                    .matches(refused -> refused.exitCode() == 3);
        }
    }

    @Test
    void isRefusedForAnyOtherFolder() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> note("x").append(reports, LATER))
                .withMessageContaining("not the folder of a run")
                .matches(refused -> refused.exitCode() == 2);
    }

    @Test
    void needsANameAndAText() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Afterword(" ", "x", Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Afterword("A\nB", "x", Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> note(" "));
    }

    @Test
    void breaksNoLineWhateverItSays() throws Exception {
        Path folder = Certified.folder(Certified.leave(reports));

        int line = note("two\nlines \"quoted\" {\"event\":\"committed\"}\u2028").append(folder, LATER);

        assertThat(Files.readAllLines(folder.resolve("journal.jsonl"))).hasSize(line);
        assertThat(broken(folder)).isEmpty();
    }

    private static Afterword note(String text) {
        return new Afterword("A. Person", text, Optional.empty());
    }

    private static List<String> without(List<String> lines, int index) {
        var rest = new java.util.ArrayList<>(lines);
        rest.remove(index);
        return rest;
    }

    private static List<String> broken(Path folder) {
        return Verification.of(folder, Optional.empty()).items().stream()
                .filter(item -> !item.holds())
                .map(Item::subject)
                .toList();
    }

    private static PrintStream nowhere() {
        return new PrintStream(java.io.OutputStream.nullOutputStream(), true, java.nio.charset.StandardCharsets.UTF_8);
    }
}
