package dev.cleanslate.evidence.runbook;

import java.util.ArrayList;
import java.util.List;

/** Every step with its commands, in order. */
final class Guide {

    private final Desk desk;
    private final Wording words;

    Guide(Desk desk) {
        this.desk = desk;
        this.words = desk.words();
    }

    Chapter chapter(List<Move> moves) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(desk.paragraph("guide.how"));
        blocks.add(desk.paragraph("guide.shell"));
        int number = 0;
        for (Move move : moves) {
            number++;
            blocks.add(new Block.Heading(
                    3, "step-" + move.id(), Phrase.of(number + ". ").and(move.title())));
            blocks.add(new Block.Paragraph(line(move)));
            blocks.addAll(move.body());
        }
        return new Chapter("guide", words.text("chapter.guide"), blocks);
    }

    private Phrase line(Move move) {
        Phrase who =
                move.who().isEmpty() ? words.say("who.program") : desk.roles().links(move.who());
        Phrase line =
                Phrase.strong(desk.in(move.moment()).plain()).and(" \u00b7 ").and(who);
        return move.takes().isEmpty() ? line : line.and(" \u00b7 ").and(words.say("guide.takes", move.takes()));
    }
}
