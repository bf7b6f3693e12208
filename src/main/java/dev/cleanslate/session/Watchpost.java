package dev.cleanslate.session;

import dev.cleanslate.evidence.Lookout;
import dev.cleanslate.postgres.Activity;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.postgres.Surroundings.Other;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a connection of its own at what the sessions of a run are at. It connects only while a step is silent, is
 * gone again with it, and after one failure looks no more: nothing of a run depends on it.
 */
final class Watchpost implements Lookout {

    /** The run's own, another for the gates or the scan, and the one that looks: it must not be the one too many. */
    private static final int FEWEST_CONNECTIONS = 3;

    private static final String APPLICATION = "cleanslate progress";
    private static final String CANCELLED = "57014";

    /** Of a look under way this is the longest that whoever wants it to be over waits. */
    private static final long PATIENCE_MILLIS = 2_000;

    private static final String SETTINGS =
            "SET statement_timeout = '1500ms'; SET lock_timeout = '500ms'; SET default_transaction_read_only = on";

    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Scene scene;
    private volatile @Nullable PgSession session;
    private volatile Supplier<String> known = () -> "";
    private volatile String pid = "";
    private volatile boolean blind;
    private @Nullable Scene connectedTo;

    /** Where to look, and at whom: processes by their ids, and this role's sessions of these names. */
    private record Scene(DatabaseUrl url, List<String> pids, List<String> applications) {}

    /** What the run's own session is at, and those of these names. */
    void follow(Workbench bench, String... others) {
        if (bench.connected() && bench.target.maxConnections().orElse(Integer.MAX_VALUE) >= FEWEST_CONNECTIONS) {
            at(bench.url(), bench.session(), others);
        }
    }

    void at(DatabaseUrl url, PgSession watched, String... applications) {
        try {
            become(new Scene(url, List.of(Integer.toString(watched.backendPid())), List.of(applications)));
        } catch (SqlFailure failure) {
            // Its next statement tells of it.
            leave();
        }
    }

    void at(DatabaseUrl url, String... applications) {
        become(new Scene(url, List.of(), List.of(applications)));
    }

    /** What can be told without asking the server. */
    void knows(Supplier<String> told) {
        known = told;
    }

    /** Before something that wants no other session in the database. */
    void leave() {
        known = () -> "";
        become(null);
    }

    /**
     * Also while it still dials, when nobody here knows its process yet, and when it is gone already, since the server
     * takes a moment to see that. By its name alone anybody could pass for it.
     */
    boolean is(Other other) {
        return other.name().equals(pid)
                || (other.ownRole() && other.application().equals(APPLICATION));
    }

    private void become(@Nullable Scene next) {
        scene = next;
        if (session == null && !looking.isLocked()) {
            return;
        }
        try {
            if (looking.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    hangUp();
                } finally {
                    looking.unlock();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String known() {
        return known.get();
    }

    @Override
    public Sighting look() {
        looking.lock();
        try {
            Scene now = scene;
            if (now == null) {
                // Whoever wanted it to be over may not have waited for the look before this one.
                hangUp();
                return Sighting.NOTHING;
            }
            return blind ? Sighting.NOTHING : seen(now);
        } catch (SqlFailure failure) {
            hangUp();
            if (failure.sqlState().equals(CANCELLED)) {
                return Sighting.NOTHING;
            }
            blind = true;
            return Sighting.trouble("what the server is at cannot be seen from here (" + failure.serverMessage()
                    + ", SQLSTATE " + failure.sqlState() + "); the run does not depend on it.");
        } finally {
            looking.unlock();
        }
    }

    private Sighting seen(Scene now) {
        PgSession open = connected(now);
        List<Activity> seen = now.equals(scene) ? Activity.of(open, now.pids, now.applications) : List.of();
        if (!now.equals(scene)) {
            hangUp();
            return Sighting.NOTHING;
        }
        return new Sighting(
                seen.stream()
                        .map(Activity::work)
                        .filter(work -> !work.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("; ")),
                seen.stream().flatMap(one -> one.waits().stream()).distinct().toList(),
                Optional.empty());
    }

    private PgSession connected(Scene now) {
        PgSession open = session;
        if (open == null || !now.equals(connectedTo)) {
            hangUp();
            open = PgSession.open(now.url, APPLICATION);
            pid = Integer.toString(open.backendPid());
            session = open;
            connectedTo = now;
            open.script(SETTINGS);
        }
        return open;
    }

    @Override
    public void rest() {
        if (session != null && looking.tryLock()) {
            try {
                hangUp();
            } finally {
                looking.unlock();
            }
        }
    }

    private void hangUp() {
        PgSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
