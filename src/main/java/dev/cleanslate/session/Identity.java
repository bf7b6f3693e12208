package dev.cleanslate.session;

import dev.cleanslate.postgres.Marker;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Target;
import java.util.List;
import java.util.Optional;

/** What the marker table of a database says of it, and what follows for a run that wants to write. */
record Identity(State state, String said, List<String> mend) {

    static final String REMOVE = "DROP TABLE cleanslate.identity;";

    enum State {
        ABSENT,
        MATCHES,
        /** Of this environment, and of another server or database: a copy. */
        COPY,
        FOREIGN,
        LIVE,
        /** There, and of no use. */
        UNREADABLE
    }

    /** {@code environment} is the target's name; without one (a bare URL) no marker is the right one. */
    static Identity of(PgSession session, Optional<String> environment) {
        if (!Marker.present(session)) {
            return new Identity(
                    State.ABSENT, "no identity marker says which database this is (cleanslate.identity)", List.of());
        }
        List<Marker> rows;
        try {
            rows = Marker.read(session);
        } catch (SqlFailure unreadable) {
            if (unreadable.kind() != SqlFailure.Kind.PRIVILEGE) {
                throw unreadable;
            }
            return new Identity(
                    State.UNREADABLE,
                    "there is an identity marker (cleanslate.identity), and this role may not read it",
                    List.of(
                            "GRANT USAGE ON SCHEMA cleanslate TO PUBLIC;",
                            "GRANT SELECT ON cleanslate.identity TO PUBLIC;"));
        }
        Optional<Marker> live =
                rows.stream().filter(row -> row.liveSince().isPresent()).findFirst();
        if (live.isPresent()) {
            return new Identity(
                    State.LIVE,
                    "this database is marked live since "
                            + live.get().liveSince().orElse("")
                            + " (cleanslate.identity): it is in real use and is never reset or restored again",
                    List.of());
        }
        if (rows.size() != 1) {
            return new Identity(
                    State.UNREADABLE,
                    "the identity marker (cleanslate.identity) holds " + rows.size()
                            + " rows where one is expected, so it says nothing",
                    List.of(REMOVE));
        }
        return judged(rows.get(0), Marker.ofThis(session, environment.orElse("")), environment);
    }

    private static Identity judged(Marker marker, Marker here, Optional<String> environment) {
        if (environment.isEmpty()) {
            return new Identity(
                    State.FOREIGN,
                    "this database carries the identity marker of \"" + marker.environment()
                            + "\", and a bare --url may not reset a marked database. Use --target "
                            + marker.environment(),
                    List.of());
        }
        if (!marker.environment().equals(environment.get())) {
            return new Identity(
                    State.FOREIGN,
                    "this database carries the identity marker of \"" + marker.environment() + "\", and target \""
                            + environment.get() + "\" was meant. It is the wrong database, or a copy of \""
                            + marker.environment()
                            + "\" that took the marker along; only if it is such a copy, drop it",
                    List.of(REMOVE));
        }
        if (here.systemIdentifier().isEmpty()) {
            return new Identity(
                    State.UNREADABLE,
                    "the identity marker names a server, and this role may not ask which server this is",
                    List.of("GRANT EXECUTE ON FUNCTION pg_catalog.pg_control_system() TO PUBLIC;"));
        }
        if (!marker.sameServer(here)) {
            return copy(marker, "of another server (marked on " + server(marker) + ", this is " + server(here) + ")");
        }
        if (!marker.sameDatabase(here)) {
            return copy(
                    marker,
                    "of another database (marked in " + marker.databaseName() + ", OID " + marker.databaseOid()
                            + "; this is " + here.databaseName() + ", OID " + here.databaseOid() + ")");
        }
        return new Identity(
                State.MATCHES,
                "the identity marker is of \"" + marker.environment() + "\", this server and this database",
                List.of());
    }

    private static Identity copy(Marker marker, String what) {
        return new Identity(
                State.COPY,
                "the identity marker of \"" + marker.environment() + "\" is " + what
                        + ": this is a restored, cloned or renamed copy and not the original; only if it is to be \""
                        + marker.environment() + "\" from now on, drop the marker and mark again",
                List.of(REMOVE));
    }

    private static String server(Marker marker) {
        return marker.systemIdentifier() + (marker.branch().isEmpty() ? "" : ", branch " + marker.branch());
    }

    /** Before a run that writes. A guarded target has to be marked before it is reset; rehearsed it may be without. */
    static void requireNotLiveNorGuarded(Workbench bench, PgSession session) {
        Target target = bench.target;
        Identity identity =
                of(session, bench.invocation.url().isPresent() ? Optional.empty() : Optional.of(target.name()));
        boolean clears = bench.command == Command.STORAGE && bench.storage().clears();
        boolean guardedReset = target.guarded() && (bench.invocation.execute().isPresent() || clears);
        switch (identity.state()) {
            case MATCHES -> {}
            case ABSENT -> {
                if (guardedReset) {
                    throw refused("target \"" + target.name()
                            + "\" is guarded: "
                            + (clears
                                    ? "taking objects away demands"
                                    : bench.command == Command.RESTORE
                                            ? "its restore demands"
                                            : "beside a certificate its reset demands")
                            + " an identity marker, and "
                            + identity.said() + ". Mark it: " + Marking.command(target));
                }
                if (target.guarded()) {
                    bench.events()
                            .note("Would keep a reset from running: " + identity.said() + ". Mark it before then: "
                                    + Marking.command(target));
                }
            }
            case COPY, FOREIGN, LIVE, UNREADABLE -> throw refused(identity.sentence());
        }
    }

    /** What was found, and the statement that mends it. */
    String sentence() {
        return said + (mend.isEmpty() ? "" : ": " + String.join(" ", mend));
    }

    private static StepFailure refused(String message) {
        return new StepFailure(
                StepFailure.Kind.REFUSED, message + (message.endsWith(";") ? "" : ".") + " Nothing was changed.");
    }
}
