package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.RunRecord;
import java.util.List;

/** Findings that somebody answers for: who, why, and until when. */
final class Waivers implements Section {

    @Override
    public String key() {
        return "waivers";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        Grid grid = new Grid(language.say("section.waivers"))
                .column(language.say("waivers.finding"))
                .figures(language.say("findings.rows"))
                .column(language.say("findings.examples"))
                .column(language.say("waivers.owner"))
                .column(language.say("waivers.reason"))
                .column(language.say("waivers.expires"));
        facts.findings()
                .forEach(finding -> finding.waived()
                        .ifPresent(waived -> grid.row(
                                Grid.code(finding.id()),
                                Grid.text(language.number(finding.rows())),
                                Grid.text(finding.sample().orElse("")),
                                Grid.text(waived.owner()),
                                Grid.lines(waived.reason()),
                                Grid.text(waived.expires()))));
        return grid.isEmpty() ? List.of() : List.of(grid.element());
    }
}
