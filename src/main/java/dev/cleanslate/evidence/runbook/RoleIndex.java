package dev.cleanslate.evidence.runbook;

import dev.cleanslate.evidence.runbook.Roles.Role;
import java.util.ArrayList;
import java.util.List;

/** For each role what it decides, when it is wanted, and who it is. */
final class RoleIndex {

    private final Desk desk;
    private final Wording words;

    RoleIndex(Desk desk) {
        this.desk = desk;
        this.words = desk.words();
    }

    Chapter chapter(List<Move> moves) {
        List<Block> blocks = new ArrayList<>();
        Roles roles = desk.roles();
        for (Role role : roles.all()) {
            blocks.add(new Block.Heading(3, role.id(), Phrase.of(role.name())));
            List<Phrase> lines = new ArrayList<>();
            roles.of(role).forEach(person -> lines.add(Roles.words(person)));
            if (roles.of(role).isEmpty()) {
                lines.add(words.say("role.blank"));
            }
            roles.asked().stream()
                    .filter(asked -> asked.role().equals(role))
                    .forEach(asked -> lines.add(words.say("role.answers", asked.question())));
            if (role.signs()) {
                lines.add(words.say("role.signs"));
            }
            if (roles.deciders().contains(role)) {
                lines.add(words.say("role.decides", Phrase.link(words.text("chapter.wayback"), "wayback")));
            }
            moves.stream()
                    .filter(move -> move.who().contains(role))
                    .forEach(move ->
                            lines.add(Phrase.strong(desk.in(move.moment()).plain())
                                    .and(" \u00b7 ")
                                    .and(Phrase.link(move.title().plain(), "step-" + move.id()))));
            blocks.add(new Block.Points(false, lines));
        }
        if (!roles.people().isEmpty()) {
            blocks.add(desk.heading("role.call"));
            blocks.add(desk.paragraph("role.call.when"));
            blocks.add(new Block.Points(
                    false, roles.people().stream().map(Roles::words).toList()));
        }
        return new Chapter("roles", words.text("chapter.roles"), blocks);
    }
}
