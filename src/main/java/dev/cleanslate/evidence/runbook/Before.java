package dev.cleanslate.evidence.runbook;

import static dev.cleanslate.evidence.runbook.Schedule.minutes;

import dev.cleanslate.suite.Hook;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Up to go or no-go. Nothing of it changes the database. */
final class Before {

    private final Desk desk;
    private final Wording words;
    private final Roles roles;
    private final Schedule schedule;
    private final Lines lines;

    Before(Desk desk) {
        this.desk = desk;
        this.words = desk.words();
        this.roles = desk.roles();
        this.schedule = desk.schedule();
        this.lines = desk.lines();
    }

    List<Move> moves() {
        List<Move> moves = new ArrayList<>();
        moves.add(doctor());
        moves.add(rehearsal());
        moves.add(terminal());
        if (!roles.signers().isEmpty()) {
            moves.add(signOffs());
        }
        moves.add(quiet());
        moves.add(lastLook());
        moves.add(decision());
        return moves;
    }

    private Move typed(String id, Schedule.Moment moment, String takes, List<Block> body) {
        return new Move(id, moment, List.of(roles.operator()), words.say("move." + id), takes, body);
    }

    private Move doctor() {
        List<Block> body = new ArrayList<>();
        body.add(desk.paragraph("doctor.why"));
        body.add(desk.jar(lines.doctor()));
        body.add(desk.exits("exit.doctor", 0, 2, 3, 4));
        if (desk.guarded()) {
            body.add(desk.paragraph("mark.why"));
            body.add(desk.jar(lines.mark()));
        }
        return typed("doctor", schedule.days(), "", body);
    }

    private Move rehearsal() {
        List<Block> body = new ArrayList<>();
        body.add(desk.paragraph(
                desk.guarded() ? "rehearse.guarded" : "rehearse.free",
                words.lasting(desk.target().rehearsal().maxAge())));
        body.addAll(desk.doors(lines.rehearse(), lines.rehearseMaven()));
        body.add(desk.exits("exit.rehearse", 0, 1, 2, 3, 4));
        desk.suite().sections().app().ifPresent(app -> body.add(desk.paragraph("rehearse.app")));
        body.add(desk.paragraph("rehearse.again"));
        body.add(desk.jar(lines.runbook(
                schedule.isDated()
                        ? schedule.start().map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format)
                        : Optional.empty())));
        return typed("rehearse", schedule.day(), words.took(desk.measured().map(Measured::whole)), body);
    }

    private Move terminal() {
        List<Block> body = new ArrayList<>();
        body.add(desk.paragraph("terminal.why"));
        lines.variables().forEach(variable -> body.add(desk.line("terminal.variable", lines.isSet(variable))));
        desk.depot().variables().forEach(variable -> body.add(desk.line("files.variable", lines.isSet(variable))));
        if (lines.confirmed().isEmpty()) {
            body.add(desk.line("terminal.database", Lines.ask(words.text("ask.database"), "DATABASE")));
        }
        body.add(desk.line("terminal.who", Lines.ask(words.text("ask.who"), "WHO")));
        if (desk.guarded()) {
            body.add(desk.line("terminal.certificate", lines.certificate(current())));
            body.add(desk.line("terminal.verify", lines.verifyRehearsal()));
            body.add(desk.exits("exit.verify", 0, 1, 2));
        }
        body.add(new Block.Points(
                true,
                List.of(
                        words.say("terminal.tick.reach"),
                        words.say("terminal.tick.screen"),
                        words.say("terminal.tick.paper"))));
        return typed("terminal", schedule.at(minutes(-60)), "", body);
    }

    /** The certificate that is there, when it will still do at T. */
    private Optional<String> current() {
        Instant at = schedule.isDated()
                ? schedule.start().orElseThrow().toInstant()
                : desk.matter().drawn();
        return desk.matter()
                .own()
                .filter(sound -> at.isBefore(sound.certificate().expiresAt()))
                .map(sound -> sound.file().toString());
    }

    private Move signOffs() {
        List<Block> body = new ArrayList<>();
        body.add(desk.paragraph("sign.why"));
        roles.signers()
                .forEach(role ->
                        body.add(new Block.Command(words.say("sign.as", role.name()), lines.signOff(role.name()))));
        body.add(desk.exits("exit.sign", 0, 2, 3, 4));
        return new Move("sign", schedule.at(minutes(-45)), roles.signers(), words.say("move.sign"), "", body);
    }

    private Move quiet() {
        List<Block> body = new ArrayList<>();
        body.add(desk.paragraph("quiet.why"));
        List<Phrase> ticks = new ArrayList<>(List.of(
                words.say("quiet.tick.announce"), words.say("quiet.tick.app"), words.say("quiet.tick.workers")));
        body.add(new Block.Points(true, ticks));
        List<Phrase> hooks = desk.suite().sections().hooks().stream()
                .filter(hook -> hook.moment().compareTo(Hook.Moment.BEFORE_RESET) <= 0)
                .map(hook -> words.say("quiet.hook", Phrase.code(hook.moment().word()), hook.name()))
                .toList();
        if (!hooks.isEmpty()) {
            body.add(desk.paragraph("quiet.hooks"));
            body.add(new Block.Points(false, hooks));
        }
        return typed("quiet", schedule.at(minutes(-30)), "", body);
    }

    private Move lastLook() {
        List<Block> body = new ArrayList<>();
        body.add(desk.paragraph("look.why"));
        body.add(desk.jar(lines.doctor()));
        body.addAll(desk.doors(lines.plan(), lines.planMaven()));
        body.add(desk.exits("exit.plan", 0, 2, 3, 4));
        return typed("look", schedule.at(minutes(-20)), "", body);
    }

    private Move decision() {
        List<Block> body = new ArrayList<>();
        body.add(desk.paragraph("decide.why"));
        List<Phrase> ticks = new ArrayList<>();
        roles.asked()
                .forEach(asked -> ticks.add(words.say(
                        "decide.tick.asked",
                        Phrase.link(asked.role().name(), asked.role().id()),
                        asked.question())));
        ticks.add(words.say("decide.tick.rehearsed"));
        if (desk.guarded()) {
            ticks.add(words.say("decide.tick.rows", desk.rows()));
        }
        desk.depot().tick().ifPresent(ticks::add);
        roles.signers().forEach(role -> ticks.add(words.say("decide.tick.signed", role.name())));
        ticks.add(words.say("decide.tick.undo", words.took(desk.measured().flatMap(Measured::undo))));
        body.add(new Block.Points(true, ticks));
        if (roles.nobodyIsAsked()) {
            body.add(new Block.Notice(
                    Block.Tone.CARE, words.say("decide.nobody"), List.of(words.say("decide.nobody.mend"))));
        }
        body.add(desk.paragraph("decide.no"));
        return new Move("decide", schedule.at(minutes(-10)), roles.deciders(), words.say("move.decide"), "", body);
    }
}
