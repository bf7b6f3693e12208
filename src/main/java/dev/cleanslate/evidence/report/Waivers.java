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
        // A certification has waivers of what no detector finds: a protected table that was changed, a job that is off.
        facts.certification()
                .ifPresent(certification -> certification.waivers().stream()
                        .filter(waiver -> facts.findings().stream()
                                .noneMatch(finding -> finding.id().equals(waiver.finding())))
                        .forEach(waiver -> grid.row(
                                Grid.code(waiver.finding()),
                                Grid.text(""),
                                Grid.text(""),
                                Grid.text(waiver.owner()),
                                Grid.lines(waiver.reason()),
                                Grid.text(waiver.expires()))));
        return grid.isEmpty() ? List.of() : List.of(grid.element());
    }
}
