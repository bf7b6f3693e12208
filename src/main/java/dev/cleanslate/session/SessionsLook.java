package dev.cleanslate.session;

import dev.cleanslate.plan.Diagnosis;
import dev.cleanslate.postgres.Blocker;
import dev.cleanslate.postgres.LockHolder;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.postgres.Surroundings;
import dev.cleanslate.postgres.Surroundings.Other;
import dev.cleanslate.suite.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who else is in the database just now. Sessions come and go; a prepared transaction stays until somebody ends it. */
final class SessionsLook {

    static final long LONG_SECONDS = 300;
    private static final int NAMED = 5;

    private SessionsLook() {}

    static List<Diagnosis> of(
            PgSession session,
            Surroundings surroundings,
            ServerFacts server,
            Target target,
            List<QualifiedName> touched) {
        List<Diagnosis> found = new ArrayList<>();
        List<Other> sessions =
                surroundings.others().stream().filter(o -> !o.prepared()).toList();
        found.add(count(sessions, target.maxConnections()));
        boolean sees = server.superuser() || surroundings.role().seesSessions();
        found.add(longOnes(sessions, sees));
        found.addAll(prepared(session, surroundings, touched));
        List<LockHolder> runs = session.advisoryHolders(Preflight.ONE_OPERATOR);
        if (!runs.isEmpty()) {
            found.add(Diagnosis.worthKnowing(
                    "another run",
                    "a run of Cleanslate is under way: "
                            + runs.stream().map(LockHolder::toString).collect(Collectors.joining("; "))));
        }
        return found;
    }

    private static Diagnosis count(List<Other> sessions, Optional<Integer> most) {
        String now = sessions.isEmpty() ? "no other session just now" : sessions.size() + " others just now";
        if (most.isEmpty()) {
            return Diagnosis.ok("other sessions", now);
        }
        return sessions.size() <= most.get()
                ? Diagnosis.ok("other sessions", now + ", and the target allows " + most.get())
                : Diagnosis.worthKnowing(
                        "other sessions",
                        now + ", and a reset of this target allows " + most.get() + " (max-connections): "
                                + some(sessions),
                        "-- stop the application before the reset");
    }

    private static Diagnosis longOnes(List<Other> sessions, boolean sees) {
        List<Other> old = sessions.stream()
                .filter(s -> s.seconds().orElse(0L) >= LONG_SECONDS)
                .toList();
        if (!old.isEmpty()) {
            return Diagnosis.worthKnowing(
                    "long transactions",
                    "open for more than five minutes, and a reset would wait for what they lock: " + some(old),
                    old.stream()
                            .limit(NAMED)
                            .map(s -> "SELECT pg_terminate_backend(" + s.name() + ");  -- if nobody misses it")
                            .toArray(String[]::new));
        }
        return sees || sessions.stream().allMatch(s -> s.state().isPresent())
                ? Diagnosis.ok("long transactions", "none just now")
                : Diagnosis.unseen("long transactions", "the role may not see those of others (see sight of sessions)");
    }

    private static List<Diagnosis> prepared(PgSession session, Surroundings surroundings, List<QualifiedName> touched) {
        List<Other> all = surroundings.others().stream().filter(Other::prepared).toList();
        if (all.isEmpty()) {
            return List.of(Diagnosis.ok("prepared transactions", "none"));
        }
        List<Blocker> blockers = session.blockersOf(touched).stream()
                .filter(blocker -> blocker.pid() == 0)
                .toList();
        return all.stream()
                .map(one -> {
                    String mend = "ROLLBACK PREPARED '" + one.name().replace("'", "''")
                            + "';  -- or COMMIT PREPARED, in this database, as " + one.user();
                    String tables = blockers.stream()
                            .filter(b -> b.applicationName().equals("prepared transaction " + one.name()))
                            .map(b -> b.table().toString())
                            .distinct()
                            .collect(Collectors.joining(", "));
                    return tables.isEmpty()
                            ? Diagnosis.worthKnowing(
                                    "prepared transactions",
                                    "\"" + one.name() + "\" is left, and holds none of the suite's tables",
                                    mend)
                            : Diagnosis.prevents(
                                    "prepared transactions",
                                    "\"" + one.name() + "\" holds locks on " + tables
                                            + ", and will until somebody ends it",
                                    mend);
                })
                .toList();
    }

    private static String some(List<Other> sessions) {
        return sessions.stream()
                        .limit(NAMED)
                        .map(s -> s.application() + " (" + s.user() + ", pid " + s.name()
                                + s.state().map(state -> ", " + state).orElse("") + ")")
                        .collect(Collectors.joining(", "))
                + (sessions.size() > NAMED ? " and " + (sessions.size() - NAMED) + " more" : "");
    }
}
