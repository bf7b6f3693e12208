package dev.cleanslate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes. */
class ProgramTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private static Program shell(String script) throws IOException {
        return Program.start(List.of("sh", "-c", script), Map.of("GREETING", "hello"));
    }

    @Test
    void keepsWhatItPrintsAndHowItEnds() throws IOException {
        Program program = shell("echo $GREETING; echo wörld >&2; exit 7");

        assertThat(program.ends(PATIENCE)).isTrue();
        assertThat(program.exit()).isEqualTo(7);
        assertThat(program.output()).isEqualTo("hello\nwörld\n");
    }

    @Test
    void keepsTheBeginningOfALongOutput() throws IOException {
        Program program = shell("head -c 3000000 /dev/zero | tr '\\0' x");

        assertThat(program.ends(PATIENCE)).isTrue();
        assertThat(program.output()).hasSize(64 * 1024);
    }

    @Test
    void hasNothingToRead() throws IOException {
        assertThat(shell("cat").ends(PATIENCE)).isTrue();
    }

    @Test
    void isKilledWithItsWholeTreeWhenItsTimeIsUp() throws IOException {
        Path child = folder.resolve("child");
        Program program = shell("trap '' TERM; sh -c 'sleep 600 & echo $! > " + child + "; wait'; sleep 600");

        assertThat(program.ends(Duration.ofSeconds(2))).isFalse();
        long pid = Long.parseLong(Files.readString(child).strip());
        assertThat(ProcessHandle.of(pid).flatMap(handle -> handle.info().command()))
                .isEmpty();
    }

    @Test
    void isNotWaitedForByTheChildrenItLeavesBehind() throws IOException {
        long started = System.nanoTime();
        Program program = shell("sleep 15 & echo done");

        assertThat(program.ends(PATIENCE)).isTrue();
        assertThat(program.output()).isEqualTo("done\n");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void thatIsNotThereCannotBeStarted() {
        assertThatIOException().isThrownBy(() -> Program.start(List.of("cleanslate-no-such-program"), Map.of()));
    }

    @Test
    void masksWhatLooksLikeASecret() {
        var masking = new Masking(Map.of(
                "CI_TOKEN", "tr0ub4dor",
                "DATABASE_URL", "postgresql://ada:horse-battery@db/gym",
                "SIGNING_KEY", "-----BEGIN-----\nMC4CAQAwBQYDK2Vw\n-----END-----",
                "HOME", "/home/ada"));

        assertThat(masking.of("tr0ub4dor horse-battery ok MC4CAQAwBQYDK2Vw /home/ada"))
                .isEqualTo("*** *** ok *** /home/ada");
        assertThat(masking.of("say tr0ub4dor", 6)).isEqualTo("say **…");
    }
}
