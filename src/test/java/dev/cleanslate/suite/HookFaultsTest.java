package dev.cleanslate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookFaultsTest {

    @TempDir
    private Path folder;

    @Test
    void aWordThatNobodyKnowsIsNamedWithTheNearest() {
        assertThat(faults("on-success: [ { post: env:X, json: { text: [ \"{{taget}} is ready\" ] } } ]"))
                .singleElement()
                .asString()
                .contains("\"{{taget}}\", which is unknown. Did you mean \"target\"?");
    }

    @Test
    void aWordThatIsKnownAtTheEndOnlyIsRefusedBefore() {
        assertThat(faults("announce: [ { post: env:X, json: { text: \"{{outcome}}\" } } ]"))
                .singleElement()
                .asString()
                .contains("\"{{outcome}}\", which is not known yet at announce.");
        assertThat(faults("always: [ { post: env:X, json: { text: \"{{outcome}} {{ message }}\" } } ]"))
                .isEmpty();
    }

    @Test
    void whatBelongsToTheOtherKindIsRefused() {
        assertThat(faults("always: [ { run: [x], json: { a: b } }, { post: env:X, exit: 1 } ]"))
                .hasSize(2)
                .anyMatch(fault -> fault.contains("belongs to \"post\""))
                .anyMatch(fault -> fault.contains("belongs to \"run\""));
    }

    @Test
    void aMessageWithAKeyTwiceIsRefused() {
        assertThat(faults("always: [ { post: env:X, json: { a: 1, a: 2 } } ]"))
                .singleElement()
                .asString()
                .contains("has the key \"a\" twice");
    }

    private List<String> faults(String hooks) {
        Reading<Suite> read = new WrittenSuite(folder).suite("suite: a\nhooks:\n  " + hooks + "\n");
        return read instanceof Reading.Sound<Suite> ? List.of() : WrittenSuite.faults(read);
    }
}
