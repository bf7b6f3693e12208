package dev.cleanslate.run;

import dev.cleanslate.postgres.Blocker;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Who holds locks on the tables of a run, in words. */
final class Blockers {

    private Blockers() {}

    /** Waiting for one is waiting for a person: a prepared transaction ends by a word of command and not by itself. */
    static void requireNothingPrepared(PgSession session, Collection<QualifiedName> tables) {
        List<Blocker> prepared = session.blockersOf(List.copyOf(tables)).stream()
                .filter(blocker -> blocker.pid() == 0 && !blocker.mode().equals("AccessShareLock"))
                .toList();
        if (!prepared.isEmpty()) {
            throw new StepFailure(
                    StepFailure.Kind.REFUSED,
                    prepared.stream().map(Blocker::toString).collect(Collectors.joining("; "))
                            + ". It stays in the way until somebody ends it: COMMIT PREPARED or ROLLBACK PREPARED with"
                            + " its name. Nothing was changed.");
        }
    }

    static List<String> of(PgSession session, Collection<QualifiedName> tables) {
        try {
            return session.blockersOf(List.copyOf(tables)).stream()
                    .map(Blocker::toString)
                    .toList();
        } catch (SqlFailure failure) {
            return List.of("(who it was could not be asked: " + Messages.of(failure) + ")");
        }
    }
}
