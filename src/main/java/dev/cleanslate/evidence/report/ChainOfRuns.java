package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.CertificationResult;
import dev.cleanslate.evidence.record.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The runs that a certification rests on, and the hash of each file of them that was looked at. */
final class ChainOfRuns implements Section {

    @Override
    public String key() {
        return "chain";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        List<CertificationResult.Link> chain =
                facts.certification().map(CertificationResult::chain).orElse(List.of());
        List<Node> body = new ArrayList<>();
        if (!chain.isEmpty()) {
            body.add(Element.of(Tag.P)
                    .with(language.say(
                            "chain.rests",
                            chain.stream()
                                    .map(link -> language.word("chain.kind", link.kind()) + " " + link.run())
                                    .collect(Collectors.joining(", ")))));
            for (CertificationResult.Link link : chain) {
                String of = language.word("chain.kind", link.kind()) + " " + link.run();
                Grid grid = new Grid(of).column(language.say("chain.file")).column(language.say("chain.digest"));
                link.files().forEach(file -> grid.row(Grid.text(file.name()), Grid.code(file.digest())));
                body.add(Element.of(Tag.H3).with(of));
                body.add(grid.element());
            }
        }
        return body;
    }
}
