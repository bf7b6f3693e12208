package dev.cleanslate.session;

import dev.cleanslate.evidence.Printable;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.run.Commit;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunEvents;
import java.time.Clock;

/** The commit of what is no run, so that there is no record that could be told of it. */
final class Unrecorded {

    private Unrecorded() {}

    /** Returns the session to go on with, which is another one where the connection was lost in the commit. */
    static PgSession commit(PgSession session, DatabaseUrl url) {
        var events = new RunEvents(
                (at, event) -> {
                    if (event instanceof RunEvent.Note note) {
                        System.err.println("cleanslate: " + Printable.of(note.text()));
                    }
                },
                Clock.systemUTC());
        return new Commit(events, () -> PgSession.open(url, "cleanslate doubt")).of(session);
    }
}
