package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.RunRecord;
import java.util.List;

/** How anybody can check this page: what it is bound to, and the command that holds it against the rest. */
final class Verifying implements Section {

    @Override
    public String key() {
        return "verify";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        Grid grid = new Grid(language.say("section.verify"))
                .column(language.say("verify.what"))
                .column(language.say("verify.value"));
        row(grid, language.say("verify.run"), facts.run());
        facts.journal()
                .ifPresent(end -> row(grid, language.say("verify.journal", language.number(end.lines())), end.head()));
        facts.plan().ifPresent(plan -> {
            row(grid, language.say("verify.plan"), plan.digest());
            row(grid, language.say("verify.suite"), plan.suiteDigest());
            row(grid, language.say("verify.schema"), plan.schemaFingerprint());
        });
        facts.rehearsal().ifPresent(r -> {
            row(grid, language.say("verify.certificate"), r.certificate());
            row(grid, language.say("verify.signer"), r.signer());
        });
        return List.of(
                Element.of(Tag.P).with(language.say("verify.how")),
                Element.of(Tag.PRE, "command")
                        .with("java -jar cleanslate.jar verify "
                                + ShellWord.of("reports/" + facts.target() + "/" + facts.suite() + "/" + facts.run())),
                Element.of(Tag.P).with(language.say("verify.hash")),
                grid.element());
    }

    private static void row(Grid grid, String what, String value) {
        if (!value.isEmpty()) {
            grid.row(Grid.text(what), Grid.code(value));
        }
    }
}
