package dev.cleanslate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.docs.Guide;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents show of suites and targets is read by the readers of this version. */
class DocumentedYamlTest {

    private static final Pattern NAMED = Pattern.compile("(?:sql|try-file|file): ([\\w./-]+\\.(?:sql|txt))");

    /** Table, finding and file of reviewed rows. */
    private static final Pattern REVIEWED =
            Pattern.compile("(\\w+): \\{ all-but: \\{ finding: ([^,]+), reviewed: ([\\w./-]+)");

    private static final Pattern TOP = Pattern.compile("(?m)^([a-z-]+):");

    /** Where only a part of a target is shown, its address and its suite are left out. */
    private static final Pattern PART = Pattern.compile("\"url\"|\"suite\"|has none of (url|suite), ");

    private static final GrammarSchema SUITE = GrammarSchema.named("suite.schema.json");

    @TempDir
    private Path folder;

    static List<Guide> guides() {
        return Guide.all().stream().filter(guide -> !blocks(guide).isEmpty()).toList();
    }

    private static List<String> blocks(Guide guide) {
        return guide.blocks().stream()
                .filter(block -> block.language().equals("yaml"))
                .map(Guide.Block::text)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("guides")
    void isSound(Guide guide) {
        List<String> unsound = new ArrayList<>();
        for (String block : blocks(guide)) {
            faults(block).forEach(fault -> unsound.add(fault + " in\n" + block));
        }
        assertThat(unsound).as("YAML of %s", guide).isEmpty();
    }

    private List<String> faults(String block) {
        WrittenSuite written = new WrittenSuite(folder);
        NAMED.matcher(block)
                .results()
                .forEach(match -> written.file(match.group(1), match.group(1).endsWith(".sql") ? "select 1" : "a"));
        REVIEWED.matcher(block)
                .results()
                .forEach(match -> written.file(
                        match.group(3),
                        "finding: %s\ntable: %s\nkey: [\"id\"]\n[17] a1\n".formatted(match.group(2), match.group(1))));
        Set<String> keys =
                TOP.matcher(block).results().map(match -> match.group(1)).collect(Collectors.toSet());
        if (keys.isEmpty()) {
            return WrittenSuite.faults(written.suite("suite: shop\ngates:\n" + block.indent(2)));
        }
        if (SUITE.keys("/properties/hooks").containsAll(keys)) {
            return WrittenSuite.faults(written.suite("suite: shop\nhooks:\n" + block.indent(2)));
        }
        if (SUITE.keys("").containsAll(keys)) {
            return WrittenSuite.faults(written.suite(keys.contains("suite") ? block : "suite: shop\n" + block)).stream()
                    .filter(fault -> keys.contains("variants") || !fault.contains("there is no such variant"))
                    .toList();
        }
        String targets = keys.contains("targets") ? block : "targets:\n" + block.indent(2);
        return WrittenSuite.faults(written.targets(withKeys(targets))).stream()
                .filter(fault -> !PART.matcher(fault).find())
                .toList();
    }

    /** A key is written with dots where it does not matter whose it is; no two are the same. */
    private static String withKeys(String text) {
        return Pattern.compile("MCowBQYDK2VwAyEA…").matcher(text).replaceAll(match -> publicKey());
    }

    private static String publicKey() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
