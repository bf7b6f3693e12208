package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.RunRecord;
import java.util.ArrayList;
import java.util.List;

/** What else was noted while it ran, in its order; what hooks and programs printed is set as they printed it. */
final class Remarks implements Section {

    @Override
    public String key() {
        return "remarks";
    }

    @Override
    public List<Node> body(RunRecord facts, Language language) {
        List<Node> body = new ArrayList<>();
        add(body, facts.notes().stream().filter(note -> !printed(note)).toList(), Tag.SPAN);
        List<String> output = facts.notes().stream().filter(Remarks::printed).toList();
        if (!output.isEmpty()) {
            body.add(Element.of(Tag.H3).with(language.say("remarks.output")));
            add(body, output, Tag.PRE);
        }
        return body;
    }

    private static boolean printed(String note) {
        return note.startsWith("hook \"") || note.startsWith("phase \"");
    }

    private static void add(List<Node> body, List<String> notes, Tag as) {
        if (!notes.isEmpty()) {
            body.add(Element.of(Tag.UL)
                    .with(notes.stream()
                            .map(note -> Element.of(Tag.LI)
                                    .with(Element.of(as, "lines").with(note)))
                            .toList()));
        }
    }
}
