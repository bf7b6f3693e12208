package dev.cleanslate.session;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.scan.Tripwire.Mode;
import dev.cleanslate.session.TripwireWish.Act;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command {@code tripwire} on a playground's target, and what becomes of statements after it. */
final class Tripped {

    private Tripped() {}

    static Spoken printed(Playground playground, TripwireWish wish) {
        return run(playground, wish, Optional.empty());
    }

    static Spoken done(Playground playground, TripwireWish wish) {
        return run(playground, wish, Optional.of(playground.databaseName()));
    }

    static Spoken run(Playground playground, TripwireWish wish, Optional<String> execute) {
        Invocation invocation = playground.invocation(Command.PLAN, execute);
        return Spoken.by(() -> Tripwiring.run(invocation, wish));
    }

    static TripwireWish wish(Mode mode, String... skip) {
        return new TripwireWish(Act.ARM, mode, Set.of(), Set.of(), List.of(skip));
    }

    static TripwireWish wish(Act act) {
        return new TripwireWish(act, Mode.REFUSE, Set.of(), Set.of(), List.of());
    }

    /** Empty where the statement passed. */
    static Optional<SqlFailure> of(Playground playground, String sql) {
        return of(playground.database.url(), sql);
    }

    static Optional<SqlFailure> of(String url, String sql) {
        try (PgSession session = PgSession.open(DatabaseUrl.parse(url, Map.of()), "seeding")) {
            session.script(sql);
            return Optional.empty();
        } catch (SqlFailure failure) {
            return Optional.of(failure);
        }
    }

    /** In words: the message, or that it passed. */
    static String said(Playground playground, String sql) {
        return of(playground, sql).map(SqlFailure::serverMessage).orElse("passed");
    }
}
