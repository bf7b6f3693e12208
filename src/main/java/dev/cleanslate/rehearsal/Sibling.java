package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.postgres.SqlFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A new database beside the one that is to be restored, like it in all that no dump holds, and the exchange of the two by
 * their names. It carries a mark and a session of ours until then; whoever makes the next one removes what a killed run left.
 */
public final class Sibling implements AutoCloseable {

    private static final String MARK = "cleanslate: a restore under way, removed when it ends, of ";
    private static final String APPLICATION = "cleanslate restore";
    private static final int LONGEST_NAME = 63;

    private final PgSession maintenance;
    private final DatabaseUrl url;
    private final DatabaseTraits traits;
    private @Nullable PgSession keeper;
    private boolean exchanged;

    private Sibling(PgSession maintenance, DatabaseUrl url, DatabaseTraits traits) {
        this.maintenance = maintenance;
        this.url = url;
        this.traits = traits;
    }

    /**
     * Makes it, empty.
     *
     * @param original a session of the database that is to be restored
     * @param note hears what an earlier run left and is removed now
     */
    public static Sibling make(DatabaseUrl target, PgSession original, Consumer<String> note) {
        DatabaseTraits traits = DatabaseTraits.read(original);
        PgSession maintenance = PgSession.open(maintenance(target), APPLICATION);
        boolean made = false;
        try {
            sweep(maintenance, traits.name(), note);
            String name = fitting(
                    traits.name(),
                    String.format(
                            Locale.ROOT,
                            "_cleanslate_restore_%06x",
                            ThreadLocalRandom.current().nextInt(1 << 24)));
            var sibling = new Sibling(maintenance, target.withDatabase(name), traits);
            maintenance.execute(traits.creation(name));
            try {
                maintenance.execute("COMMENT ON DATABASE " + QualifiedName.quote(name) + " IS "
                        + DatabaseTraits.literal(MARK + traits.name()));
                sibling.keeper = PgSession.open(sibling.url, APPLICATION);
                sibling.tryOn();
                made = true;
                return sibling;
            } finally {
                if (!made) {
                    sibling.drop();
                }
            }
        } catch (SqlFailure refused) {
            throw new BackupRefusedException("A new database beside \"" + traits.name()
                    + "\" cannot be made or dressed like it: " + refused.getMessage()
                    + ". Restore in place instead (--way in-place), or connect as a role that may.");
        } finally {
            if (!made) {
                maintenance.close();
            }
        }
    }

    /** Another database of the same server, from where one can be renamed. */
    static DatabaseUrl maintenance(DatabaseUrl target) {
        return target.withDatabase("postgres");
    }

    /** Names what a killed run left of this database and is not in use any more. */
    private static void sweep(PgSession maintenance, String original, Consumer<String> note) {
        for (Row row : maintenance.query(
                "SELECT d.datname FROM pg_catalog.pg_database d"
                        + " WHERE pg_catalog.shobj_description(d.oid, 'pg_database') = ?"
                        + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)",
                MARK + original)) {
            String left = row.word("datname");
            try {
                maintenance.execute("DROP DATABASE " + QualifiedName.quote(left));
                note.accept("Removed \"" + left + "\", which an interrupted restore had left.");
            } catch (SqlFailure inUse) {
                note.accept("An interrupted restore left \"" + left + "\", which could not be removed: "
                        + inUse.getMessage() + ".");
            }
        }
    }

    /** What killed runs left of this database, as it is known to any session of the server. */
    public static List<String> left(PgSession session, String original) {
        return session
                .query(
                        "SELECT d.datname FROM pg_catalog.pg_database d"
                                + " WHERE pg_catalog.shobj_description(d.oid, 'pg_database') = ? ORDER BY 1",
                        MARK + original)
                .stream()
                .map(row -> row.word("datname"))
                .toList();
    }

    /** What the role may not do is to be known before the hour of the restore, not after it. */
    private void tryOn() {
        maintenance.begin(Isolation.READ_COMMITTED, false);
        try {
            traits.dressing(url.database()).forEach(maintenance::execute);
        } finally {
            maintenance.rollback();
        }
    }

    public DatabaseUrl url() {
        return url;
    }

    public DatabaseUrl maintenanceUrl() {
        return maintenance(url);
    }

    /** The session in which the exchange is open until it is committed. */
    public PgSession maintenance() {
        return maintenance;
    }

    /** As what the old database is kept. */
    public static String keptAs(String database, String moment) {
        return fitting(database, "_before_restore_" + moment);
    }

    /** PostgreSQL would cut a longer name off without a word. */
    private static String fitting(String name, String end) {
        String head = name;
        while ((head + end).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            head = head.substring(0, head.length() - 1);
        }
        return head + end;
    }

    /**
     * Renames both in one transaction and leaves it open. No session may be in either, the caller's own included.
     *
     * @param ending whether other sessions may be ended for it
     * @throws BackupRefusedException when somebody is in the way
     */
    public void exchange(String kept, boolean ending) {
        closeKeeper();
        if (ending) {
            end();
        }
        Ushers ushers = ending ? Ushers.at(maintenance(url), traits.name()) : Ushers.NONE;
        try {
            maintenance.begin(Isolation.READ_COMMITTED, false);
            rename(traits.name(), kept);
            rename(url.database(), traits.name());
            traits.dressing(traits.name()).forEach(maintenance::execute);
        } catch (SqlFailure failure) {
            maintenance.rollback();
            if (failure.sqlState().equals("55006")) {
                throw new BackupRefusedException("The database \"" + traits.name()
                        + "\" cannot change names while others are in it: " + String.join(", ", others())
                        + ". Stop the application, or let these sessions be ended (--end-sessions).");
            }
            throw failure;
        } finally {
            ushers.close();
        }
    }

    private void rename(String from, String to) {
        maintenance.execute("ALTER DATABASE " + QualifiedName.quote(from) + " RENAME TO " + QualifiedName.quote(to));
    }

    private List<String> others() {
        List<String> others = new ArrayList<>();
        maintenance
                .query(
                        "SELECT coalesce(nullif(application_name, ''), 'unnamed') AS application, usename AS role, pid"
                                + " FROM pg_catalog.pg_stat_activity WHERE datname = ? ORDER BY 3",
                        traits.name())
                .forEach(row -> others.add(
                        row.text("application") + " (" + row.text("role") + ", pid " + row.number("pid") + ")"));
        return others.isEmpty() ? List.of("they have left by now") : others;
    }

    private void end() {
        Ushers.end(maintenance, traits.name());
    }

    /** Ends what fills it, from any thread: a program that waits for its server hears nothing else. */
    public void interrupt() {
        try (PgSession session = PgSession.open(maintenance(url), APPLICATION)) {
            Ushers.end(session, url.database());
        } catch (SqlFailure unreachable) {
            // Then nothing fills it any more.
        }
    }

    /** The two have changed names, for good: this one is the database now. */
    public void exchanged() {
        exchanged = true;
    }

    /** Of the old one, under the name that it was kept as. */
    public Optional<String> drop(String kept) {
        try {
            maintenance.execute("DROP DATABASE " + QualifiedName.quote(kept));
            return Optional.empty();
        } catch (SqlFailure failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }

    private void closeKeeper() {
        if (keeper != null) {
            keeper.close();
            keeper = null;
        }
    }

    private void drop() {
        closeKeeper();
        maintenance.rollback();
        maintenance.execute("DROP DATABASE IF EXISTS " + QualifiedName.quote(url.database()) + " WITH (FORCE)");
    }

    @Override
    public void close() {
        try (maintenance) {
            if (exchanged) {
                closeKeeper();
            } else {
                drop();
            }
        } catch (SqlFailure lost) {
            // Its mark stays, by which the next run finds it; what broke the connection is told already.
            exchanged = true;
        }
    }
}
