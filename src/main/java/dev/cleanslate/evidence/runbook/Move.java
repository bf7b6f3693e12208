package dev.cleanslate.evidence.runbook;

import dev.cleanslate.evidence.runbook.Roles.Role;
import dev.cleanslate.evidence.runbook.Schedule.Moment;
import java.util.List;

/** One thing that somebody does, or that happens, at a moment of the window. {@code takes}: measured, or empty. */
record Move(String id, Moment moment, List<Role> who, Phrase title, String takes, List<Block> body) {
    Move {
        who = List.copyOf(who);
        body = List.copyOf(body);
    }
}
