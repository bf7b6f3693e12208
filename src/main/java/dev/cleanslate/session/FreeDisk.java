package dev.cleanslate.session;

import dev.cleanslate.postgres.Aside;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.run.GateRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Room for what a run writes, where it can be seen: SQL tells nobody how full a disk is, so only the files of a server on
 * this very machine, which a privileged role is told the place of, can be looked at.
 */
final class FreeDisk {

    private static final long RESERVE = 64L << 20;
    private static final int PORT_LINE = 3;

    private FreeDisk() {}

    static void require(PgSession session, long written, Consumer<String> note) {
        OptionalLong free = free(session);
        if (free.isEmpty()) {
            note.accept("How much room is left on the server's disk cannot be seen from here; the run writes about "
                    + megabytes(written) + " beside the tables.");
            return;
        }
        if (free.getAsLong() < written + RESERVE) {
            throw GateRunner.refused("the server's disk has " + megabytes(free.getAsLong())
                    + " left, and the run writes about " + megabytes(written) + " beside the tables (and "
                    + megabytes(RESERVE) + " are kept in reserve). Make room first.");
        }
    }

    private static OptionalLong free(PgSession session) {
        List<Row> rows = Aside.of(
                session,
                () -> session.query("SELECT d.setting AS folder, p.setting AS port"
                        + " FROM pg_catalog.pg_settings d, pg_catalog.pg_settings p"
                        + " WHERE d.name = 'data_directory' AND p.name = 'port'"));
        if (rows.isEmpty() || rows.get(0).text("folder") == null) {
            return OptionalLong.empty();
        }
        try {
            Path folder = Path.of(rows.get(0).word("folder"));
            return isOf(folder, rows.get(0).word("port"))
                    ? OptionalLong.of(Files.getFileStore(folder).getUsableSpace())
                    : OptionalLong.empty();
        } catch (IOException | InvalidPathException elsewhere) {
            return OptionalLong.empty();
        }
    }

    /** A folder of the same name may be there on another machine; its server's port is less likely to be the same. */
    private static boolean isOf(Path folder, String port) throws IOException {
        Path lock = folder.resolve("postmaster.pid");
        if (!Files.isReadable(lock)) {
            return false;
        }
        List<String> lines = Files.readAllLines(lock);
        return lines.size() > PORT_LINE && lines.get(PORT_LINE).strip().equals(port);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", (bytes >> 20) + (bytes % (1 << 20) == 0 ? 0 : 1));
    }
}
