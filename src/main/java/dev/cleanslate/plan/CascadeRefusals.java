package dev.cleanslate.plan;

import dev.cleanslate.plan.CascadeProof.Step;
import dev.cleanslate.postgres.ForeignKey.OnDelete;
import dev.cleanslate.postgres.QualifiedName;
import java.util.stream.Collectors;

/** Says of a path that leads where it must not: from where, through which keys, and how to cut it. */
final class CascadeRefusals {

    private final Ground ground;

    CascadeRefusals(Ground ground) {
        this.ground = ground;
    }

    void add(Step step) {
        Decided source = step.source();
        QualifiedName harmed = step.through().child();
        int phase = source.phase();
        boolean later = ground.fates()
                .of(harmed)
                .map(d -> d.losesRows() && d.phase() > phase)
                .orElse(false);
        String path = source.name()
                + step.path().stream()
                        .map(s -> " → " + s.through().child() + " ("
                                + s.through().key().name() + ", " + s.words() + ")")
                        .collect(Collectors.joining());
        String change = step.state().rowsGo() ? "delete rows of " : "change rows of ";
        String what = later
                ? ", which would " + change + "\"" + harmed + "\" before " + phaseOf(harmed) + " comes to it: " + path
                        + ". "
                : ", which would " + change + "\"" + harmed + "\" (" + standing(harmed) + "): " + path + ". ";
        ground.findings().rule(source.place(), source.said() + what + mend(step, later));
    }

    private String mend(Step step, boolean later) {
        QualifiedName harmed = step.through().child();
        String source = "\"" + step.source().name() + "\"";
        String key = step.through().key().name();
        if (later) {
            return "Children come before parents: move \"" + harmed + "\" to the same or an earlier phase.";
        }
        if (ground.fates().is(harmed, Fate.PROTECT)) {
            return "Keep " + source + ", or take \"" + harmed + "\" off protect and wipe it, or make " + key + " "
                    + step.event() + " NO ACTION and free its rows first.";
        }
        String nulled = step.action() == OnDelete.SET_NULL
                ? ", or set " + String.join(", ", step.through().key().childColumns())
                        + " to null in a reset phase before"
                : "";
        String named = ground.keeps(step.source().phase()) && step.state().rowsGo()
                ? "Name \"" + ground.names().written(harmed) + "\" under cascades of this phase, or wipe it"
                : "Wipe \"" + harmed + "\"";
        return named + " in the same or an earlier phase" + nulled + ", or keep " + source + ".";
    }

    private String standing(QualifiedName table) {
        String word = ground.fates().word(table);
        return ground.fates().of(table).map(d -> word + ": " + d.reason()).orElse(word);
    }

    private String phaseOf(QualifiedName table) {
        return ground.fates().of(table).map(d -> ground.phase(d.phase())).orElse("its phase");
    }
}
