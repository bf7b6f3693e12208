package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.run.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings single tables of an archive back into a schema of their own, in the session's open transaction: columns, their
 * NOT NULL and CHECK, and the rows. What they were linked to stays where it is.
 */
public record Beside(Restoring restoring, PgSession session, List<QualifiedName> tables, String schema) {

    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[A-Za-z_\\x{80}-\\x{10ffff}][\\w$\\x{80}-\\x{10ffff}]*)";
    private static final Pattern HEAD = Pattern.compile(
            "((?:CREATE (?:UNLOGGED )?TABLE|ALTER TABLE(?: ONLY)?|COPY) )" + NAME + "\\." + NAME + "([ ;(].*)",
            Pattern.DOTALL);

    public Beside {
        tables = List.copyOf(tables);
    }

    /** What pg_restore lists of these tables, or why there is nothing to be brought back. */
    private List<String> lines(Listing listing) {
        List<String> lines = new ArrayList<>();
        for (QualifiedName table : tables) {
            String name = table.schema() + " " + table.name() + " ";
            lines.add(listing.line("TABLE " + name).orElseThrow(() -> refused(table, "is not in it")));
            lines.add(listing.line("TABLE DATA " + name)
                    .orElseThrow(() -> refused(
                            table,
                            "has no rows of its own in it, as it is partitioned or foreign."
                                    + " Name its partitions instead")));
        }
        return lines;
    }

    /**
     * Does it.
     *
     * @throws BackupRefusedException when a table is not there, or is one that cannot stand alone
     */
    public void run() {
        try {
            Path scratch = Files.createTempDirectory("cleanslate-restore");
            try {
                Path list = scratch.resolve("list");
                Files.write(
                        list,
                        lines(Listing.of(
                                restoring.required(), restoring.backup().archive())));
                session.execute("CREATE SCHEMA " + QualifiedName.quote(schema));
                InPlace.script(
                        restoring,
                        session,
                        scratch,
                        List.of("--use-list=" + list, "--no-owner", "--no-privileges"),
                        this::moved);
            } finally {
                Folders.delete(scratch);
            }
        } catch (SqlFailure failure) {
            throw restoring.broken(
                    Messages.of(failure)
                            + ". Single tables use the types and functions that the database has now; where those have"
                            + " gone, restore the whole backup elsewhere",
                    failure);
        } catch (IOException | UncheckedIOException e) {
            throw restoring.broken(String.valueOf(e.getMessage()), e);
        }
    }

    /** Where the table that was moved stands. */
    public QualifiedName moved(QualifiedName table) {
        return new QualifiedName(schema, table.name());
    }

    /** The line with the table where it is to stand, where it is the head of a statement on one. */
    private String moved(String line) {
        if (line.startsWith("INHERITS (")) {
            throw new BackupRefusedException(
                    "The backup " + restoring.backup().archive()
                            + " has one of these tables as a child of another (INHERITS), and its parent would show its rows too.");
        }
        Matcher head = HEAD.matcher(line);
        if (!head.matches()) {
            return line;
        }
        var table = new QualifiedName(unquoted(head.group(2)), unquoted(head.group(3)));
        if (!tables.contains(table)) {
            throw refused(table, "would be changed by it, and only others were named");
        }
        return head.group(1) + moved(table).sql() + head.group(4);
    }

    private static String unquoted(String written) {
        return written.startsWith("\"")
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written;
    }

    private BackupRefusedException refused(QualifiedName table, String why) {
        return new BackupRefusedException(
                "The backup " + restoring.backup().archive() + ": table \"" + table + "\" " + why + ".");
    }
}
