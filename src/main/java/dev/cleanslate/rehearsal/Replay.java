package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.CatalogReader;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plain dump sent to the server over our own connection, in one transaction. Not through psql, also where there is one:
 * psql runs every command of its own that a file holds, programs of this machine included.
 */
final class Replay {

    private static final int FLUSH = 1 << 18;
    private static final Pattern ENCODING = Pattern.compile("SET client_encoding = '([^']*)';\\s*");
    private static final Pattern KEY = Pattern.compile("\\\\(un)?restrict \\S+\\s*");
    private static final Pattern COPY = Pattern.compile("COPY (.*) FROM stdin;\\s*");
    private static final Pattern TIMEOUT = Pattern.compile("SET transaction_timeout = .*;\\s*");

    /** Around large objects; and that locks are waited for without an end is not for a dump to say. */
    private static final Pattern TRANSACTION = Pattern.compile("(?:BEGIN|COMMIT|SET lock_timeout = 0);\\s*");

    private static final Pattern TABLESPACE = Pattern.compile("SET default_tablespace = .*;\\s*");

    private final Restoring restoring;
    private final PgSession session;
    private final UnaryOperator<String> heads;
    private final int serverMajor;
    private final Roles roles = new Roles();
    private final List<String> made = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private SqlText text = new SqlText();
    private boolean leaving;

    private Replay(Restoring restoring, PgSession session, UnaryOperator<String> heads) {
        this.restoring = restoring;
        this.heads = heads;
        this.session = session;
        serverMajor = CatalogReader.server(session).major();
    }

    static Restored of(Restoring restoring, PgSession session) throws IOException {
        session.begin(Isolation.READ_COMMITTED, false);
        Backup backup = restoring.backup();
        boolean gzipped = backup.format() == Backup.Format.PLAIN_GZIPPED;
        try (DumpLines lines = DumpLines.of(backup.archive(), gzipped)) {
            Restored restored = within(restoring, session, lines, UnaryOperator.identity());
            session.commit();
            return restored;
        } finally {
            session.rollback();
        }
    }

    /**
     * In the session's open transaction, of which nothing that the lines hold is the end.
     *
     * @param heads makes another of a line that no literal or body began before
     */
    static Restored within(Restoring restoring, PgSession session, DumpLines lines, UnaryOperator<String> heads)
            throws IOException {
        Replay replay = new Replay(restoring, session, heads);
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            replay.line(line, lines);
        }
        replay.flush();
        return new Restored(Duration.ZERO, replay.made, replay.leftOut);
    }

    private void line(byte[] read, DumpLines lines) throws IOException {
        byte[] bytes = read;
        String line = new String(bytes, StandardCharsets.UTF_8);
        if (text.neutral()) {
            String other = heads.apply(line);
            if (!other.equals(line)) {
                line = other;
                bytes = line.getBytes(StandardCharsets.UTF_8);
            }
            Matcher section = Leaving.section(line.strip());
            if (section.matches()) {
                flush();
                Optional<String> left = Leaving.headed(section, restoring.purpose());
                left.ifPresent(leftOut::add);
                leaving = left.isPresent();
            }
            Matcher copy = COPY.matcher(line);
            if (copy.matches()) {
                rows(copy.group(1), lines);
                return;
            }
            if (dropped(line, lines.number())) {
                return;
            }
        }
        if (leaving) {
            return;
        }
        pending.write(bytes);
        text.read(line);
        if (text.neutral()) {
            roles.read(line.stripTrailing());
            if (pending.size() > FLUSH && line.stripTrailing().endsWith(";")) {
                flush();
            }
        }
    }

    private void rows(String table, DumpLines lines) throws IOException {
        if (leaving) {
            lines.rows().transferTo(OutputStream.nullOutputStream());
            return;
        }
        flush();
        restoring.progress().accept("restoring " + table.replaceAll(" \\(.*", ""));
        session.copyIn("COPY " + table + " FROM STDIN", lines.rows());
    }

    /** What is meant for psql or for another server. */
    private boolean dropped(String line, long number) {
        Matcher encoding = ENCODING.matcher(line);
        if (encoding.matches() && !encoding.group(1).equals("UTF8")) {
            throw refused(
                    number,
                    "is in the encoding " + encoding.group(1)
                            + ", and is read here as UTF-8 only. Dump it again with --encoding=UTF8");
        }
        if (KEY.matcher(line).matches()
                || (TIMEOUT.matcher(line).matches() && serverMajor < 17)
                || (restoring.purpose() == Purpose.COPY
                        && TABLESPACE.matcher(line).matches())
                || TRANSACTION.matcher(line).matches()) {
            return true;
        }
        if (line.startsWith("\\")) {
            throw refused(
                    number,
                    "has a command for psql there, which is not run"
                            + (line.startsWith("\\connect")
                                    ? ". Dump it again without --create"
                                    : ". A dump has none: look at who wrote it"));
        }
        if (line.startsWith("CREATE DATABASE ")) {
            throw refused(number, "makes a database of its own. Dump it again without --create");
        }
        return false;
    }

    private BackupRefusedException refused(long line, String why) {
        return new BackupRefusedException(
                "The backup " + restoring.backup().archive() + ", line " + line + ", " + why + ".");
    }

    private void flush() {
        if (pending.size() > 0) {
            made.addAll(roles.settle(session, restoring.purpose()));
            session.script(pending.toString(StandardCharsets.UTF_8));
            pending.reset();
        }
        text = new SqlText();
    }
}
