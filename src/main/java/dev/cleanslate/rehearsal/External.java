package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.rehearsal.Throwaway.Contents;
import dev.cleanslate.suite.Target.Rehearsal.On;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rehearsal on a server that the user names. Either a database is made there for the copy, and nothing else is touched; or
 * the one that is there is a copy already, such as a branch, and the user has said so.
 */
final class External {

    private static final String TABLES = """
            SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'""";

    private static final String READ_ONLY = "SELECT pg_catalog.pg_is_in_recovery()"
            + " OR pg_catalog.current_setting('default_transaction_read_only')::pg_catalog.bool";

    private final Wish wish;
    private final DatabaseUrl url;
    private final long begun;

    private External(Wish wish, DatabaseUrl url, long begun) {
        this.wish = wish;
        this.url = url;
        this.begun = begun;
    }

    static Throwaway start(Wish wish, long begun) {
        DatabaseUrl url = wish.external().orElseThrow(() -> refused("has no address", "Give it one.", null));
        return new External(wish, url, begun).start();
    }

    private Throwaway start() {
        try (PgSession source = PgSession.open(wish.source(), "cleanslate rehearsal");
                PgSession there = PgSession.open(url, "cleanslate rehearsal")) {
            int major = Origin.read(there).major();
            if (major != wish.origin().major()) {
                throw refused(
                        "is of version " + major + ", and the target of version "
                                + wish.origin().major(),
                        "A rehearsal there would prove nothing. Name a server of the target's version.",
                        null);
            }
            if (there.query(READ_ONLY).get(0).bool(0)) {
                throw refused(
                        "can only be read: it is a standby, or set to read only",
                        "Name a branch or another server that can be written to.",
                        null);
            }
            Twins.between(source, there).objection(wish.said().holdsData()).ifPresent(same -> {
                throw refused(same, "Name another server, or leave the address out.", null);
            });
            return wish.said().holdsData() ? asItIs(there) : beside(there);
        } catch (SqlFailure failure) {
            throw refused("cannot be used: " + failure.getMessage(), "Mend what that names.", failure);
        }
    }

    private Throwaway asItIs(PgSession there) {
        if (there.query(TABLES).get(0).number(0) == 0) {
            throw refused(
                    "is said to hold a copy of the target (holds-data), and holds no table",
                    "Fill it, or leave holds-data out: then a copy is restored.",
                    null);
        }
        Extensions extensions = Extensions.installed(there, where(), wish);
        return throwaway(
                new Running(url, Optional.empty(), () -> {}),
                url,
                new Contents(true, extensions.without(), extensions.notes()),
                ", whose data is a copy already");
    }

    private Throwaway beside(PgSession there) {
        Extensions extensions = Extensions.available(there, where(), wish);
        List<String> notes = new ArrayList<>(extensions.notes());
        GuestDatabase database = GuestDatabase.create(
                url,
                wish.database(),
                session -> EmptyDatabase.create(session, wish.database(), wish.origin())
                        .ifPresent(notes::add));
        return throwaway(
                new Running(url, Optional.empty(), database::close),
                database.url(),
                new Contents(false, extensions.without(), notes),
                ", in a database of its own");
    }

    private Throwaway throwaway(Running running, DatabaseUrl copy, Contents contents, String how) {
        return new Throwaway(
                On.EXTERNAL,
                wish.origin().major(),
                where() + how + ", as the target asks",
                running,
                copy,
                contents,
                Duration.ofNanos(System.nanoTime() - begun));
    }

    private String where() {
        return "the server at " + url.host() + ":" + url.port();
    }

    private static ServerUnavailableException refused(String what, String mend, @Nullable Throwable cause) {
        return new ServerUnavailableException(
                "The database to rehearse on (rehearsal: { on: external }) " + what + ". " + mend, cause);
    }
}
