package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.report.Language;
import dev.cleanslate.evidence.runbook.Runbook;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Names that mean harm, in every form of the runbook and in the shell that its commands are pasted into. */
class HostileRunbookTest {

    @TempDir
    Path folder;

    private Runbook runbook() throws Exception {
        return Runbook.of(GymWindow.hostile(folder), Language.english());
    }

    private static String withoutCode(String markdown) {
        return markdown.replaceAll("(?ms)^(`{3,})(sh|sql)\\n.*?\\n\\1$", "");
    }

    @Test
    void inHtmlAreText() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        NodeList all = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(runbook().html().getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            assertThat(element.getTagName()).isNotIn("script", "img", "iframe", "link", "object");
            if (element.hasAttribute("href")) {
                assertThat(element.getAttribute("href")).matches("#[a-z0-9-]+");
            }
            for (int a = 0; a < element.getAttributes().getLength(); a++) {
                assertThat(element.getAttributes().item(a).getNodeName()).doesNotStartWith("on");
            }
        }
    }

    @Test
    void inMarkdownAreText() throws Exception {
        String page = runbook().markdown();

        assertThat(page.lines()).noneMatch(line -> line.startsWith("# owned") || line.startsWith("touch "));
        assertThat(page).doesNotContain("\u202e", "\u0007", "\u001b");
        String text = withoutCode(page).replaceAll("\\\\[^a-z]", "").replaceAll("(`+)(?!`).*?[^`]\\1(?!`)", "code");
        assertThat(text.replaceAll("<a id=\"[a-z0-9-]+\"></a>", "")).doesNotContain("<", "https:", "](javascript");
        int columns = 0;
        for (String line : page.lines().toList()) {
            int now = line.startsWith("|") ? line.replaceAll("\\\\.", "").split("\\|", -1).length : 0;
            if (columns > 0 && now > 0) {
                assertThat(now).as(line).isEqualTo(columns);
            }
            columns = now;
        }
    }

    @Test
    void inAShellAreWords() throws Exception {
        List<String> commands = Pasted.commands(runbook().markdown());
        assertThat(commands)
                .hasSizeGreaterThan(30)
                .allMatch(command -> command.matches("(?s)(java|mvn|printf|printenv) .*|(RUN|BACKUP|CERTIFICATE)=.*"));
        for (String command : commands) {
            assertThat(Pasted.misread(command)).as(command).isEmpty();
            assertThat(command.lines()).hasSize(1);
            assertThat(command).doesNotContain("\u202e", "\u001b");
        }
        Path here = Files.createDirectories(folder.resolve("here"));

        List<Pasted.Call> calls = Pasted.run(commands, Files.createDirectories(folder.resolve("bin")), here);

        assertThat(here).isEmptyDirectory();
        assertThat(calls).hasSameSizeAs(starts(commands));
        assertThat(calls)
                .filteredOn(call -> call.words().contains("reset"))
                .hasSize(2)
                .allSatisfy(call -> {
                    assertThat(after("--execute", call)).hasValue(GymWindow.HARM);
                    assertThat(after("--target", call)).hasValue(GymWindow.HARM);
                    assertThat(after("--reports", call))
                            .hasValue(Path.of(GymWindow.HARM).toString());
                });
        assertThat(calls)
                .filteredOn(call -> call.words().contains("sign-off"))
                .singleElement()
                .satisfies(call -> assertThat(after("--role", call)).hasValue(GymWindow.HARM));
        assertThat(calls)
                .anySatisfy(call -> assertThat(call.words())
                        .contains("-Dreset.execute=" + GymWindow.HARM, "-Dreset.answer=" + GymWindow.HARM + "=yes:"));
        assertThat(calls)
                .filteredOn(call -> call.words().indexOf("restore") == 2)
                .allSatisfy(call -> assertThat(after("--backup", call)).hasValue(GymWindow.HARM));
    }

    private static List<String> starts(List<String> commands) {
        List<String> starts = new ArrayList<>();
        commands.stream()
                .filter(command -> command.startsWith("java ") || command.startsWith("mvn "))
                .forEach(starts::add);
        return starts;
    }

    private static Optional<String> after(String option, Pasted.Call call) {
        int at = call.words().indexOf(option);
        return at < 0 ? Optional.empty() : Optional.of(call.words().get(at + 1));
    }
}
