package dev.cleanslate.evidence.runbook;

import java.util.ArrayList;
import java.util.List;

/** When in doubt, and how to put the backup back. */
final class WayBack {

    private final Desk desk;
    private final Wording words;

    WayBack(Desk desk) {
        this.desk = desk;
        this.words = desk.words();
    }

    Chapter chapter() {
        Lines lines = desk.lines();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Notice(Block.Tone.STOP, words.say("doubt.head"), List.of(words.say("doubt.stop"))));
        blocks.add(desk.heading("doubt.first"));
        blocks.add(desk.line("ended.run", lines.run()));
        blocks.add(desk.paragraph("doubt.first.read"));
        blocks.add(desk.heading("doubt.commit"));
        blocks.add(desk.paragraph("doubt.ask"));
        blocks.add(new Block.Sql("select pg_xact_status('TRANSACTION');"));
        blocks.add(new Block.Table(
                words.text("doubt.caption"),
                List.of(words.text("doubt.answer"), words.text("exits.do")),
                List.of(),
                List.of(
                        List.of(Phrase.code("committed"), words.say("doubt.committed")),
                        List.of(Phrase.code("aborted"), words.say("doubt.aborted")),
                        List.of(Phrase.code("in progress"), words.say("doubt.progress")),
                        List.of(words.say("doubt.nothing"), words.say("doubt.nothing.do")))));
        blocks.add(desk.heading("doubt.after"));
        blocks.add(desk.paragraph(
                "doubt.after.choose", desk.roles().links(desk.roles().deciders())));
        blocks.add(desk.line("doubt.goon", lines.decision(words.text("doubt.goon.example"), "go-on")));
        blocks.add(desk.line("doubt.restore", lines.decision(words.text("doubt.restore.example"), "restore")));
        restore(blocks, lines);
        blocks.addAll(desk.depot().back());
        return new Chapter("wayback", words.text("chapter.wayback"), blocks);
    }

    private void restore(List<Block> blocks, Lines lines) {
        blocks.add(new Block.Heading(3, "restore", words.say("restore.title")));
        blocks.add(desk.paragraph(
                "restore.takes",
                words.took(desk.measured().flatMap(Measured::undo)),
                words.took(desk.measured().flatMap(Measured::restore))));
        blocks.add(desk.paragraph("restore.printed"));
        blocks.add(
                new Block.Points(true, List.of(words.say("restore.tick.decided"), words.say("restore.tick.workers"))));
        blocks.add(desk.line("restore.find", lines.backup()));
        blocks.add(desk.line("restore.look", lines.restoreLook()));
        blocks.add(desk.line("restore.do", lines.restore()));
        if (desk.guarded()) {
            blocks.add(desk.paragraph("restore.rows"));
        }
        blocks.add(desk.exits("exit.restore", 0, 2, 3, 4, 5));
        blocks.add(desk.paragraph("restore.kept"));
        blocks.add(desk.paragraph("restore.then"));
    }
}
