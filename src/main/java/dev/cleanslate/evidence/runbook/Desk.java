package dev.cleanslate.evidence.runbook;

import dev.cleanslate.evidence.report.Language;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What every chapter is written with. */
record Desk(Matter matter, Wording words, Optional<Measured> measured, Roles roles, Schedule schedule, Lines lines) {

    static Desk of(Matter matter, Language language) {
        Wording words = new Wording(language);
        Optional<Measured> measured = Measured.of(matter);
        Roles roles = new Roles(matter, words);
        return new Desk(
                matter,
                words,
                measured,
                roles,
                new Schedule(matter, measured, words),
                new Lines(matter, measured, roles));
    }

    Depot depot() {
        return new Depot(this);
    }

    Target target() {
        return matter.target();
    }

    Suite suite() {
        return matter.suite();
    }

    boolean guarded() {
        return target().guarded();
    }

    /** As people say it: what the opt-in names. */
    Phrase confirmed() {
        return lines.confirmed().map(Phrase::code).orElseGet(() -> words.say("confirmed.unknown"));
    }

    Phrase rows() {
        return measured.map(m -> Phrase.strong(words.number(m.certificate().rowsThatGo())))
                .orElseGet(() -> words.say("unknown.number"));
    }

    Block paragraph(String key, Object... values) {
        return new Block.Paragraph(words.say(key, values));
    }

    Block heading(String key, Object... values) {
        return new Block.Heading(3, "", words.say(key, values));
    }

    Block jar(String line) {
        return new Block.Command(Phrase.NONE, line);
    }

    Block line(String label, String line) {
        return new Block.Command(words.say(label), line);
    }

    /** Both doors; the second one only where it leads there. */
    List<Block> doors(String jar, String maven) {
        return lines.hasMaven()
                ? List.of(
                        new Block.Command(words.say("door.jar"), jar),
                        new Block.Command(words.say("door.maven"), maven))
                : List.of(jar(jar));
    }

    /** {@code about.code} says what to do; codes that this command never ends with are left out. */
    Block exits(String about, int... codes) {
        List<List<Phrase>> rows = new ArrayList<>();
        for (int code : codes) {
            rows.add(List.of(Phrase.strong(Integer.toString(code)), words.say(about + "." + code)));
        }
        return new Block.Table(
                words.text("exits.caption"),
                List.of(words.text("exits.code"), words.text("exits.do")),
                List.of(),
                rows);
    }

    Phrase in(Schedule.Moment moment) {
        String clock = schedule.clock(moment);
        return clock.isEmpty() ? Phrase.of(moment.label()) : Phrase.of(moment.label() + " \u00b7 " + clock);
    }
}
