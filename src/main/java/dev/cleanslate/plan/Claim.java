package dev.cleanslate.plan;

import dev.cleanslate.api.Action;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Phase;
import dev.cleanslate.suite.ReviewedRows;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Suite.Fingerprinting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One place of a suite that names a table and says what becomes of it; {@code who} leads a message about it. */
record Claim(
        Mention mention,
        String who,
        Fate fate,
        int phase,
        String reason,
        boolean allowEmpty,
        Fingerprinting fingerprint,
        Optional<String> keeps,
        Optional<ReviewedRows> reviewed) {

    static List<Claim> of(Suite suite) {
        List<Claim> claims = new ArrayList<>();
        for (Suite.Protection kept : suite.protect()) {
            claims.add(new Claim(
                    kept.table(),
                    "protect lists",
                    Fate.PROTECT,
                    Decided.NO_PHASE,
                    "must come out identical",
                    kept.allowEmpty(),
                    kept.fingerprint(),
                    Optional.empty(),
                    Optional.empty()));
        }
        for (Mention ignored : suite.ignore()) {
            claims.add(listed(ignored, "ignore lists", Fate.IGNORE, Decided.NO_PHASE, "the suite ignores it"));
        }
        for (int i = 0; i < suite.phases().size(); i++) {
            claims.addAll(of(suite.phases().get(i), i));
        }
        return claims;
    }

    /** What is to be said of this claim: {@code phase "Accounts" wipes "users"}. */
    String said() {
        return who + " \"" + mention.name() + "\"";
    }

    Decided on(Table table) {
        return new Decided(
                table, fate, phase, mention.place(), said(), reason, allowEmpty, fingerprint, keeps, reviewed);
    }

    private static List<Claim> of(Phase phase, int index) {
        if (phase.action() instanceof Action.Wipe wipe) {
            return each(wipe.tables(), phase, "wipes", Fate.WIPE, index);
        }
        if (phase.action() instanceof Action.KeepRows keep) {
            return keep.predicates().entrySet().stream()
                    .map(rows -> kept(rows.getKey(), rows.getValue(), phase, index))
                    .toList();
        }
        if (phase.action() instanceof Action.Reset reset) {
            return each(reset.tables().keySet(), phase, "resets", Fate.RESET, index);
        }
        return List.of();
    }

    private static List<Claim> each(Collection<String> names, Phase phase, String verb, Fate fate, int index) {
        String who = Ground.called(phase.name()) + " " + verb;
        return names.stream()
                .map(name -> listed(new Mention(name, phase.placeOf(name)), who, fate, index, who + " it"))
                .toList();
    }

    private static Claim listed(Mention mention, String who, Fate fate, int phase, String reason) {
        // Of a table that is reset, the columns that no phase sets have to come out as they were.
        Fingerprinting fingerprint = fate == Fate.RESET ? Fingerprinting.FULL : Fingerprinting.OFF;
        return new Claim(mention, who, fate, phase, reason, true, fingerprint, Optional.empty(), Optional.empty());
    }

    private static Claim kept(String name, String predicate, Phase phase, int index) {
        String who = Ground.called(phase.name()) + " keeps rows of";
        Mention mention = new Mention(name, phase.placeOf(name));
        Optional<ReviewedRows> reviewed = Optional.ofNullable(phase.reviewed().get(name));
        return new Claim(
                mention,
                who,
                Fate.KEEP_ROWS,
                index,
                reviewed.map(rows -> "a row stays where " + rows.told()).orElse("stays where " + predicate.strip()),
                true,
                Fingerprinting.FULL,
                Optional.of(predicate),
                reviewed);
    }

    /** The tables that may lose rows by cascade, which is a fate only for those that have no other. */
    static List<Claim> cascades(Suite suite) {
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < suite.phases().size(); i++) {
            Phase phase = suite.phases().get(i);
            if (phase.action() instanceof Action.KeepRows keep) {
                String from = String.join(", ", keep.predicates().keySet());
                for (String name : keep.cascades()) {
                    claims.add(listed(
                            new Mention(name, phase.placeOf(name)),
                            Ground.called(phase.name()) + " lets cascades reach",
                            Fate.KEEP_ROWS,
                            i,
                            "loses the rows that cascade from " + from));
                }
            }
        }
        return claims;
    }
}
