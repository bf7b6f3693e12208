package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.RunRecord;
import java.util.List;

/** What else was noted while it ran, in its order; what hooks and programs printed stands with them. */
final class Remarks implements Section {

    @Override
    public String key() {
        return "remarks";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        List<String> notes =
                facts.notes().stream().filter(note -> !printed(note)).toList();
        return notes.isEmpty()
                ? List.of()
                : List.of(Element.of(Tag.UL)
                        .with(notes.stream()
                                .map(note -> Element.of(Tag.LI)
                                        .with(Element.of(Tag.SPAN, "lines").with(Sentences.of(note, language))))
                                .toList()));
    }

    private static boolean printed(String note) {
        return note.startsWith("hook \"") || note.startsWith("phase \"");
    }
}
