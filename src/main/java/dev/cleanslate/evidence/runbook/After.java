package dev.cleanslate.evidence.runbook;

import dev.cleanslate.evidence.runbook.Roles.Role;
import dev.cleanslate.evidence.runbook.Schedule.Moment;
import dev.cleanslate.suite.Hook;
import dev.cleanslate.suite.Smoke;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From the end of the command to a day later. */
final class After {

    private final Desk desk;
    private final Wording words;
    private final Schedule schedule;
    private final Lines lines;

    After(Desk desk) {
        this.desk = desk;
        this.words = desk.words();
        this.schedule = desk.schedule();
        this.lines = desk.lines();
    }

    List<Move> moves() {
        List<Move> moves = new ArrayList<>(List.of(ended(), smoke(), scanned()));
        desk.depot().move(schedule.afterEnd(10)).ifPresent(moves::add);
        moves.addAll(List.of(certified(), opened(), tripwire(), aDayLater()));
        return moves;
    }

    private Move move(String id, Moment moment, List<Role> who, List<Block> body) {
        return new Move(id, moment, who, words.say("move." + id), "", body);
    }

    private List<Role> operator() {
        return List.of(desk.roles().operator());
    }

    private Move ended() {
        return move(
                "ended",
                schedule.afterEnd(0),
                operator(),
                List.of(
                        desk.paragraph("ended.why"),
                        desk.line("ended.run", lines.run()),
                        desk.jar(lines.verifyRun()),
                        desk.exits("exit.verify", 0, 1, 2),
                        desk.paragraph("ended.note"),
                        desk.line("ended.incident", lines.note(words.text("ended.example")))));
    }

    private Move smoke() {
        List<Block> body = new ArrayList<>();
        List<Smoke> tests = desk.suite().sections().smoke();
        if (tests.isEmpty()) {
            body.add(new Block.Notice(Block.Tone.CARE, words.say("smoke.none"), List.of(words.say("smoke.none.mend"))));
        } else {
            body.add(desk.paragraph("smoke.why"));
            body.add(new Block.Points(
                    false, tests.stream().map(test -> Phrase.of(test.name())).toList()));
        }
        body.add(desk.paragraph("smoke.hand"));
        body.add(new Block.Points(
                true,
                List.of(words.say("smoke.tick.in"), words.say("smoke.tick.empty"), words.say("smoke.tick.catalog"))));
        return move("smoke", schedule.afterEnd(5), operator(), body);
    }

    private Move scanned() {
        List<Block> body = new ArrayList<>();
        body.add(desk.paragraph("scan.why"));
        body.addAll(desk.doors(lines.scan(), lines.scanMaven()));
        body.add(desk.exits("exit.scan", 0, 1, 2, 4));
        return move("scan", schedule.afterEnd(10), operator(), body);
    }

    private Move certified() {
        List<Block> body = new ArrayList<>();
        body.add(desk.paragraph("certify.why"));
        body.addAll(desk.doors(lines.certify(), lines.certifyMaven()));
        body.add(desk.exits("exit.certify", 0, 1, 2, 3, 4));
        return move("certify", schedule.afterEnd(15), operator(), body);
    }

    private Move opened() {
        List<Block> body = new ArrayList<>();
        body.add(new Block.Notice(Block.Tone.CARE, words.say("open.head"), List.of(words.say("open.loses"))));
        List<Phrase> hooks = desk.suite().sections().hooks().stream()
                .filter(hook -> hook.moment().compareTo(Hook.Moment.AFTER_COMMIT) >= 0)
                .map(hook -> words.say("quiet.hook", Phrase.code(hook.moment().word()), hook.name()))
                .toList();
        if (!hooks.isEmpty()) {
            body.add(desk.paragraph("open.hooks"));
            body.add(new Block.Points(false, hooks));
        }
        body.add(new Block.Points(
                true,
                List.of(words.say("open.tick.workers"), words.say("open.tick.app"), words.say("open.tick.tell"))));
        return move("open", schedule.afterEnd(20), desk.roles().deciders(), body);
    }

    private Move tripwire() {
        return move(
                "tripwire",
                schedule.afterEnd(30),
                operator(),
                List.of(
                        desk.paragraph("tripwire.why"),
                        desk.line("tripwire.print", lines.tripwire()),
                        desk.line("tripwire.arm", lines.tripwireArm()),
                        desk.exits("exit.tripwire", 0, 2, 3, 4, 5),
                        desk.line("tripwire.history", lines.history())));
    }

    private Move aDayLater() {
        List<Block> body = new ArrayList<>();
        body.add(desk.paragraph("day.why"));
        body.addAll(desk.doors(lines.scan(), lines.scanMaven()));
        body.add(desk.exits("exit.scan", 0, 1, 2, 4));
        body.add(desk.line("day.tripwire", lines.tripwireStatus()));
        body.add(desk.line("day.history", lines.history()));
        body.add(desk.line("day.live", lines.goLive()));
        body.add(desk.exits("exit.live", 0, 2, 3, 4, 5));
        body.add(new Block.Points(true, List.of(words.say("day.tick.accept"), words.say("day.tick.backup"))));
        List<Role> who = new ArrayList<>(operator());
        desk.roles().deciders().stream().filter(role -> !who.contains(role)).forEach(who::add);
        return move("later", schedule.at(Duration.ofHours(24)), who, body);
    }
}
