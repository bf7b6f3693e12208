package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.suite.Target.Rehearsal.On;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A database to rehearse on. It is gone after {@link #close()}, and after any other end of this JVM; close may be put off
 * for as long as somebody wants to look. On a server of ours nothing is made durable and nothing is vacuumed or analyzed by
 * itself: whoever fills it runs ANALYZE.
 */
public final class Throwaway implements AutoCloseable {

    private final On on;
    private final int major;
    private final String why;
    private final Running running;
    private final DatabaseUrl url;
    private final Contents contents;
    private final Duration started;
    private @Nullable PassFile passFile;
    private boolean closed;

    /**
     * What is in the database and around it.
     *
     * @param without extensions of the source that are missing here
     */
    record Contents(boolean holdsData, Set<String> without, List<String> notes) {
        Contents {
            without = Set.copyOf(without);
            notes = List.copyOf(notes);
        }
    }

    Throwaway(On on, int major, String why, Running running, DatabaseUrl url, Contents contents, Duration started) {
        this.on = on;
        this.major = major;
        this.why = why;
        this.running = running;
        this.url = url;
        this.contents = contents;
        this.started = started;
    }

    public DatabaseUrl url() {
        return url;
    }

    /** container, embedded, clone or external. */
    public String on() {
        return on.word();
    }

    public int major() {
        return major;
    }

    /** What was chosen and why, in one line. */
    public String why() {
        return why;
    }

    /** What is otherwise here than at the source, a sentence each. */
    public List<String> notes() {
        return contents.notes();
    }

    /** Whether a copy of the source is here already, so that nothing is to be restored. */
    public boolean holdsData() {
        return contents.holdsData();
    }

    /** Extensions of the source that this server does not have and that may be missing: not to be restored. */
    public Set<String> without() {
        return contents.without();
    }

    /** How long it took until the database could be used. */
    public Duration started() {
        return started;
    }

    /** A command line for a look at it. It holds no password: of a server of ours that stands in a file of the user's. */
    public synchronized String hint() {
        String psql = "psql -h " + url.host() + " -p " + url.port() + " -U " + shown(url.user()) + " -d "
                + shown(url.database());
        if (running.password().isEmpty() || closed) {
            return psql;
        }
        if (passFile == null) {
            passFile = PassFile.of(url, running.password().get());
        }
        return "PGPASSFILE=" + shown(passFile.path().toString()) + " " + psql;
    }

    private static String shown(String word) {
        return word.matches("[\\w./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** May be called from several threads and shutdown hooks at once; each returns when it is gone. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            running.remove().run();
        } finally {
            if (passFile != null) {
                passFile.close();
            }
        }
    }
}
