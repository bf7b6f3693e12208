package dev.cleanslate.evidence.runbook;

import static dev.cleanslate.evidence.runbook.Schedule.minutes;

import dev.cleanslate.api.Action;
import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.suite.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the command to its end: what the program does by itself, and the one moment at which it asks. */
final class During {

    private final Desk desk;
    private final Wording words;
    private final Schedule schedule;
    private final Lines lines;

    During(Desk desk) {
        this.desk = desk;
        this.words = desk.words();
        this.schedule = desk.schedule();
        this.lines = desk.lines();
    }

    List<Move> moves() {
        return List.of(start(), locked(), commit());
    }

    private Move start() {
        List<Block> body = new ArrayList<>();
        body.add(desk.paragraph(desk.guarded() ? "start.guarded" : "start.free", desk.confirmed()));
        body.add(new Block.Command(
                words.say(desk.guarded() ? "start.jar.guarded" : "start.jar.free", desk.rows()), lines.reset()));
        if (lines.hasMaven()) {
            List<Roles.Asked> asked = desk.roles().asked();
            if (desk.guarded() && desk.measured().isEmpty()) {
                body.add(desk.line("start.rows", Lines.ask(words.text("ask.rows"), "ROWS")));
            }
            for (int i = 0; i < asked.size(); i++) {
                body.add(new Block.Command(
                        words.say("start.answer", asked.get(i).role().name()),
                        Lines.ask(words.text("ask.answer", asked.get(i).role().name()), Lines.answer(i))));
            }
            body.add(desk.line(desk.guarded() ? "start.maven.guarded" : "start.maven.free", lines.resetMaven()));
        }
        body.addAll(desk.depot().start());
        body.add(desk.paragraph("start.beyond"));
        body.add(desk.paragraph("start.stop"));
        body.add(desk.exits("exit.reset", 0, 1, 2, 3, 4, 5));
        return new Move(
                "start",
                schedule.at(minutes(0)),
                List.of(desk.roles().operator()),
                words.say("move.start"),
                words.took(schedule.end().map(java.time.Duration::toMillis)),
                body);
    }

    private Move locked() {
        List<Block> body = new ArrayList<>();
        body.add(desk.paragraph("locked.why"));
        body.add(phases());
        long checks = desk.suite().checks().size()
                + desk.suite().phases().stream()
                        .mapToLong(phase -> phase.checks().size())
                        .sum();
        body.add(new Block.Paragraph(words.count("locked.checks", checks)));
        desk.target()
                .timing()
                .maxDuration()
                .ifPresentOrElse(
                        most -> body.add(desk.paragraph("locked.most", words.lasting(most))),
                        () -> body.add(new Block.Notice(
                                Block.Tone.CARE,
                                words.say("locked.nomost"),
                                List.of(words.say("locked.nomost.mend")))));
        return new Move(
                "locked",
                schedule.lockMoment(),
                List.of(),
                words.say("move.locked"),
                words.took(desk.measured().map(Measured::locked)),
                body);
    }

    private Block phases() {
        List<List<Phrase>> rows = new ArrayList<>();
        for (Phase phase : desk.suite().phases()) {
            Optional<Certificate.Phase> rehearsed = desk.measured()
                    .flatMap(m -> m.certificate().phases().stream()
                            .filter(p -> p.name().equals(phase.name()))
                            .findFirst());
            boolean command = phase.action() instanceof Action.Command;
            rows.add(List.of(
                    Phrase.of(phase.name()),
                    work(phase),
                    Phrase.of(rehearsed.map(p -> words.number(p.rows())).orElseGet(() -> words.text("unknown"))),
                    Phrase.of(words.took(rehearsed.map(Certificate.Phase::millis))),
                    Phrase.of(
                            command
                                    ? words.text("phases.after")
                                    : rehearsed
                                            .map(Certificate.Phase::strongestLock)
                                            .orElseGet(() -> words.text("unknown"))),
                    limits(phase)));
        }
        return new Block.Table(
                words.text("phases.caption"),
                List.of(
                        words.text("phases.phase"),
                        words.text("phases.work"),
                        words.text("phases.rows"),
                        words.text("phases.took"),
                        words.text("phases.lock"),
                        words.text("phases.limits")),
                List.of(2, 3),
                rows);
    }

    private Phrase work(Phase phase) {
        List<String> planned =
                desk.measured().map(m -> m.certificate().workOf(phase.name())).orElse(List.of());
        if (!planned.isEmpty()) {
            return Phrase.joined(planned.stream().map(Phrase::code).toList(), "; ");
        }
        Action action = phase.action();
        if (action instanceof Action.Wipe wipe) {
            return words.say("phases.wipe", Phrase.code(String.join(", ", wipe.tables())));
        }
        if (action instanceof Action.KeepRows keep) {
            return words.say(
                    "phases.keep",
                    Phrase.code(String.join(", ", keep.predicates().keySet())));
        }
        if (action instanceof Action.Reset reset) {
            return words.say(
                    "phases.reset", Phrase.code(String.join(", ", reset.tables().keySet())));
        }
        if (action instanceof Action.Sql sql) {
            return words.say("phases.sql", Phrase.code(sql.file()));
        }
        return words.say("phases.command");
    }

    private Phrase limits(Phase phase) {
        List<Phrase> limits = new ArrayList<>();
        phase.timeout().ifPresent(most -> limits.add(words.say("phases.timeout", words.lasting(most))));
        phase.lockTimeout().ifPresent(most -> limits.add(words.say("phases.locktimeout", words.lasting(most))));
        return Phrase.joined(limits, ", ");
    }

    private Move commit() {
        List<Block> body = new ArrayList<>();
        body.add(new Block.Notice(
                Block.Tone.STOP,
                words.say("commit.head"),
                List.of(words.say("commit.before"), words.say("commit.after"))));
        if (desk.guarded()) {
            body.add(desk.paragraph("commit.asks", desk.rows()));
        }
        return new Move(
                "commit",
                schedule.commitMoment(),
                desk.guarded() ? List.of(desk.roles().operator()) : List.of(),
                words.say("move.commit"),
                "",
                body);
    }
}
