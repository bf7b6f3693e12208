package dev.cleanslate.evidence.runbook;

import java.util.ArrayList;
import java.util.List;

/** What hangs on the wall: one sheet. */
final class QuickReference {

    private static final int CALLED = 4;

    private final Desk desk;
    private final Wording words;

    QuickReference(Desk desk) {
        this.desk = desk;
        this.words = desk.words();
    }

    Chapter chapter(List<Move> moves) {
        List<Block> blocks = new ArrayList<>(new Cautions(desk).all());
        blocks.add(figures());
        if (desk.schedule().clocks()) {
            blocks.add(desk.paragraph(
                    desk.schedule().isDated() ? "quick.start" : "quick.window",
                    desk.schedule().startInWords()));
        } else {
            blocks.add(desk.paragraph("quick.nostart"));
        }
        blocks.add(course(moves));
        blocks.add(new Block.Command(words.say("quick.reset"), desk.lines().reset()));
        blocks.add(new Block.Table(
                words.text("exits.caption"),
                List.of(
                        words.text("exits.code"),
                        words.text("quick.means"),
                        words.text("quick.database"),
                        words.text("quick.do")),
                List.of(),
                codes()));
        blocks.add(new Block.Notice(
                Block.Tone.STOP,
                words.say("quick.undo", words.took(desk.measured().flatMap(Measured::undo))),
                List.of(words.say("quick.undo.how", Phrase.link(words.text("chapter.wayback"), "wayback")))));
        blocks.add(new Block.Command(words.say("restore.find"), desk.lines().backup()));
        blocks.add(new Block.Command(words.say("restore.do"), desk.lines().restore()));
        if (!desk.roles().people().isEmpty()) {
            blocks.add(new Block.Paragraph(words.say("quick.call")
                    .and(" ")
                    .and(Phrase.joined(
                            desk.roles().people().stream()
                                    .limit(CALLED)
                                    .map(Roles::words)
                                    .toList(),
                            "; "))));
        }
        return new Chapter("quick", words.text("chapter.quick"), blocks);
    }

    private Block figures() {
        return new Block.Figures(List.of(
                figure(words.took(desk.schedule().end().map(java.time.Duration::toMillis)), "figure.whole"),
                figure(words.took(desk.measured().map(Measured::locked)), "figure.locked"),
                figure(words.took(desk.measured().flatMap(Measured::backup)), "figure.backup"),
                figure(words.took(desk.measured().flatMap(Measured::undo)), "figure.undo"),
                figure(
                        desk.measured()
                                .map(m -> words.number(m.certificate().rowsThatGo()))
                                .orElseGet(() -> words.text("unknown")),
                        "figure.rows")));
    }

    private Block.Figure figure(String number, String key) {
        return new Block.Figure(number, words.text(key));
    }

    private Block course(List<Move> moves) {
        List<String> heads = new ArrayList<>(List.of(words.text("quick.when")));
        if (desk.schedule().clocks()) {
            heads.add(words.text("quick.clock"));
        }
        heads.addAll(List.of(words.text("quick.what"), words.text("quick.who"), words.text("quick.takes")));
        List<List<Phrase>> rows = new ArrayList<>();
        for (Move move : moves) {
            List<Phrase> row =
                    new ArrayList<>(List.of(Phrase.strong(move.moment().label())));
            if (desk.schedule().clocks()) {
                row.add(Phrase.of(desk.schedule().clock(move.moment())));
            }
            row.add(Phrase.link(move.title().plain(), "step-" + move.id()));
            row.add(
                    move.who().isEmpty()
                            ? words.say("who.program")
                            : desk.roles().links(move.who()));
            row.add(Phrase.of(move.takes()));
            rows.add(row);
        }
        return new Block.Table(words.text("quick.course"), heads, List.of(heads.size() - 1), rows);
    }

    private List<List<Phrase>> codes() {
        List<List<Phrase>> rows = new ArrayList<>();
        for (int code = 0; code <= 5; code++) {
            rows.add(List.of(
                    Phrase.strong(Integer.toString(code)),
                    words.say("code.means." + code),
                    words.say("code.database." + code),
                    words.say("code.do." + code)));
        }
        return rows;
    }
}
