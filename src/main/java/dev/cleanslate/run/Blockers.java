package dev.cleanslate.run;

import dev.cleanslate.postgres.Blocker;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;
import java.util.Collection;
import java.util.List;

/** Who holds locks on the tables of a run, in words. */
final class Blockers {

    private Blockers() {}

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
