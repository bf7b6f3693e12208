package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.RunRecord;
import java.util.List;

/** How to put the database back as it was, or that there is nothing to put back. */
final class Undo implements Section {

    @Override
    public String key() {
        return "undo";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        if (!facts.is("reset") && !facts.is("restore")) {
            return List.of();
        }
        if (facts.inDoubt()) {
            return List.of(
                    Element.of(Tag.P).with(language.say("undo.doubt")),
                    command("select pg_xact_status('"
                            + facts.commit()
                                    .flatMap(RunRecord.Commit::transaction)
                                    .orElse("")
                                    .replace("'", "''") + "')"));
        }
        if (!facts.committed()) {
            return List.of(
                    Element.of(Tag.P).with(language.say("undo.nothing." + (facts.is("reset") ? "reset" : "restore"))));
        }
        return List.of(
                Element.of(Tag.P).with(language.say("undo.restore")),
                command("java -jar cleanslate.jar restore --backup FILE --target " + ShellWord.of(facts.target())
                        + " --execute NAME"),
                Element.of(Tag.P).with(language.say("undo.loses")));
    }

    private static Element command(String line) {
        return Element.of(Tag.PRE, "command").with(line);
    }
}
