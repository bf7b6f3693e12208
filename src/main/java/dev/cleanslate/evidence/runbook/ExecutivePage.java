package dev.cleanslate.evidence.runbook;

import java.util.ArrayList;
import java.util.List;

/** For who answers for it and types nothing: what, when, what can go wrong, how it is undone, who decides. */
final class ExecutivePage {

    private final Desk desk;
    private final Wording words;

    ExecutivePage(Desk desk) {
        this.desk = desk;
        this.words = desk.words();
    }

    Chapter chapter() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(desk.heading("executive.what"));
        String about = desk.suite().about();
        blocks.add(
                about.isBlank()
                        ? desk.paragraph("executive.what.plain", desk.suite().name())
                        : desk.paragraph("executive.what.about", desk.suite().name(), about));
        blocks.add(desk.measured().isPresent() ? numbers() : desk.paragraph("executive.unknown"));
        blocks.add(desk.heading("executive.when"));
        blocks.add(when());
        blocks.add(desk.heading("executive.risk"));
        blocks.add(new Block.Points(
                false,
                List.of(
                        desk.measured().isPresent()
                                ? words.say("executive.risk.rehearsed")
                                : words.say("executive.risk.unrehearsed"),
                        words.say("executive.risk.before"),
                        words.say("executive.risk.after"))));
        blocks.add(desk.heading("executive.undo"));
        blocks.add(
                desk.paragraph("executive.undo.how", words.took(desk.measured().flatMap(Measured::undo))));
        blocks.add(desk.heading("executive.who"));
        blocks.add(who());
        blocks.add(new FlowPicture(desk).picture());
        desk.measured().map(m -> new BeforeAfter(m, words).picture()).ifPresent(blocks::add);
        return new Chapter("executive", words.text("chapter.executive"), blocks);
    }

    private Block numbers() {
        Measured measured = desk.measured().orElseThrow();
        long stay = desk.suite().protect().size();
        return new Block.Paragraph(words.say(
                        "executive.numbers",
                        Phrase.strong(words.number(measured.certificate().rowsThatGo())))
                .and(" ")
                .and(words.count("executive.stays", stay)));
    }

    private Block when() {
        Schedule schedule = desk.schedule();
        Phrase start = schedule.clocks()
                ? words.say(schedule.isDated() ? "executive.when.at" : "executive.when.window", schedule.startInWords())
                : words.say("executive.when.open");
        Phrase lasts = desk.measured().isPresent()
                ? words.say(
                        "executive.when.lasts",
                        words.took(schedule.end().map(java.time.Duration::toMillis)),
                        words.took(desk.measured().map(Measured::locked)))
                : words.say("executive.when.unknown");
        return new Block.Points(false, List.of(start, lasts, words.say("executive.when.around")));
    }

    private Block who() {
        List<Phrase> lines = new ArrayList<>();
        Roles roles = desk.roles();
        roles.asked()
                .forEach(asked -> lines.add(words.say(
                        "executive.asked",
                        Phrase.link(asked.role().name(), asked.role().id()),
                        asked.question())));
        roles.signers().forEach(role -> lines.add(words.say("executive.signs", Phrase.link(role.name(), role.id()))));
        if (roles.nobodyIsAsked()) {
            lines.add(words.say("executive.nobody"));
        }
        lines.add(words.say("executive.accepts"));
        return new Block.Points(false, lines);
    }
}
