package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.CatalogReader;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.rehearsal.Backup.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Looks at a backup before anybody relies on it: what it is, how old, whether all of it is there and can be read. */
final class GivenBackup {

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    /** What PostgreSQL's own catalogs take in any database, which no dump holds. */
    private static final long EMPTY_DATABASE = 9L << 20;

    /** Text of machines packs well, and bloat and indexes are not dumped; beyond this, rows must be missing. */
    private static final long MOST_PACKED = 500;

    private static final long MOST_BLOATED = 50;
    private static final long TOO_SMALL_TO_JUDGE = 16L << 20;

    private final GivenRequest request;
    private final Path archive;
    private final Readability readability;

    GivenBackup(GivenRequest request) {
        this.request = request;
        Path own = request.file().resolve("archive");
        archive = Files.isDirectory(own) ? own : request.file();
        readability = new Readability(archive, request.tools());
    }

    Backup check() {
        return check(this::source);
    }

    Backup checkToPutBack(Optional<String> from) {
        return check((session, read) -> origin(session, read, from));
    }

    /** What is known once all of it was read. */
    private record Read(BackupFiles files, Format format, Optional<Manifest> manifest, Optional<Listing> listing) {}

    private Backup check(BiConsumer<PgSession, Read> against) {
        try {
            if (!Files.exists(archive)) {
                throw refused("is not there. Look at the path (backup: { file: … })");
            }
            if (request.file().getFileName().toString().endsWith(".part")) {
                throw refused("is half of one: whoever took it did not come to the end. Take another");
            }
            Format format = readability.format();
            BackupFiles files = BackupFiles.of(archive);
            Optional<Manifest> manifest = manifest(files);
            checksum(files);
            Instant takenAt = manifest.map(Manifest::takenAt).orElse(readability.begun());
            age(takenAt);
            Optional<Listing> listing = readability.read(format);
            try (PgSession session = PgSession.open(request.source(), "cleanslate backup")) {
                against.accept(session, new Read(files, format, manifest, listing));
            }
            return new Backup(archive, format, takenAt, files.bytes(), files.sha256(), Duration.ZERO, manifest);
        } catch (IOException e) {
            throw refused("cannot be read: " + e.getMessage() + ". Take another");
        }
    }

    private Optional<Manifest> manifest(BackupFiles files) throws IOException {
        Path file = archive.resolveSibling(Manifest.FILE);
        if (!archive.endsWith("archive") || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Manifest manifest = Manifest.read(Files.readString(file));
            if (!manifest.sha256().equals(files.sha256())) {
                throw refused("is not what its " + Manifest.FILE + " says: SHA-256 " + files.sha256() + " of "
                        + files.bytes() + " bytes instead of " + manifest.sha256() + " of " + manifest.bytes()
                        + ". It was changed or cut off after it was taken" + damaged() + ". Take another");
            }
            return Optional.of(manifest);
        } catch (IllegalArgumentException e) {
            throw refused(
                    "has a " + Manifest.FILE + " beside it that was changed: " + e.getMessage() + ". Take another");
        }
    }

    /** One digest over all files does not tell which; what cannot be read does. */
    private String damaged() {
        try {
            readability.read(readability.format());
            return "";
        } catch (IOException found) {
            return " (" + found.getMessage() + ")";
        }
    }

    /** As sha256sum writes it; of a folder, the digest that src/docs/backups.md defines. */
    private void checksum(BackupFiles files) throws IOException {
        Path beside = archive.resolveSibling(archive.getFileName() + ".sha256");
        if (Files.exists(beside)) {
            String wanted = Files.readString(beside).strip().split("\\s", 2)[0];
            if (!wanted.equalsIgnoreCase(files.sha256())) {
                throw refused("has SHA-256 " + files.sha256() + ", and " + beside.getFileName() + " says " + wanted
                        + ". It was changed or cut off after it was taken. Take another");
            }
        }
    }

    private void age(Instant takenAt) {
        Duration age = Duration.between(takenAt, request.clock().instant());
        if (age.compareTo(CLOCKS_DIFFER.negated()) < 0) {
            throw refused("was taken in the future, at " + takenAt
                    + ". Look at the clock and the time zone of this machine and of the one that took it");
        }
        request.maxAge().filter(most -> age.compareTo(most) > 0).ifPresent(most -> {
            throw refused("is " + age.toMinutes() + " min old (taken at " + takenAt + "), and may be "
                    + most.toMinutes() + " min old (backup: { max-age: … }). Take another");
        });
    }

    /** A backup put into the wrong database is the one mistake that a restore can add to a bad night. */
    private void origin(PgSession session, Read read, Optional<String> from) {
        ServerFacts server = CatalogReader.server(session);
        Optional<String> of =
                read.manifest().map(Manifest::database).or(() -> read.listing().flatMap(Listing::database));
        if (from.isPresent() && !from.equals(of)) {
            throw refused(
                    "is " + of.map(name -> "of the database \"" + name + "\"").orElse("of an unnamed database")
                            + ", and --from says \"" + from.get() + "\"");
        }
        Optional<String> other = read.manifest()
                .flatMap(manifest -> otherwise(manifest, server))
                .or(() -> of.filter(name -> read.manifest().isEmpty() && !name.equals(server.database()))
                        .map(name -> "of the database \"" + name + "\", and this is \"" + server.database() + "\""));
        if (other.isPresent() && from.isEmpty()) {
            throw refused("is " + other.get()
                    + ". Look twice which one is meant; if it is this one, say so with --from " + of.orElse(""));
        }
        int dumped = read.manifest()
                .map(Manifest::serverMajor)
                .or(() -> read.listing().flatMap(Listing::serverMajor))
                .orElse(0);
        if (dumped > server.major()) {
            throw refused("was taken of PostgreSQL " + dumped + ", and this server is " + server.major()
                    + ": what a newer server dumps an older one may not understand");
        }
    }

    private static Optional<String> otherwise(Manifest manifest, ServerFacts server) {
        if (!manifest.systemIdentifier().equals(server.systemIdentifier())) {
            return Optional.of("of the database \"" + manifest.database() + "\" on another server ("
                    + manifest.systemIdentifier() + "; this is " + server.systemIdentifier() + ")");
        }
        if (manifest.databaseOid() == server.databaseOid()) {
            return Optional.empty();
        }
        return Optional.of(
                manifest.database().equals(server.database())
                        ? "of \"" + manifest.database() + "\" before that was made anew (OID " + manifest.databaseOid()
                                + ", now " + server.databaseOid() + "; an earlier restore does that)"
                        : "of the database \"" + manifest.database() + "\", and this is \"" + server.database() + "\"");
    }

    private void source(PgSession session, Read read) {
        ServerFacts server = CatalogReader.server(session);
        read.manifest()
                .filter(m -> !m.systemIdentifier().equals(server.systemIdentifier())
                        || m.databaseOid() != server.databaseOid())
                .ifPresent(m -> {
                    throw refused("is one of the database " + m.database() + " on another server or of another"
                            + " database, not of " + request.source() + ". Take one of that");
                });
        long size = session.query("SELECT pg_catalog.pg_database_size(pg_catalog.current_database())")
                .get(0)
                .number(0);
        long most = read.format() == Format.PLAIN ? MOST_BLOATED : MOST_PACKED;
        long bytes = read.files().bytes();
        if (size - EMPTY_DATABASE > TOO_SMALL_TO_JUDGE && bytes < (size - EMPTY_DATABASE) / most) {
            throw refused("is " + Bytes.of(bytes) + ", far too little for " + request.source() + " with its "
                    + Bytes.of(size) + ". Is it whole, and of that database? Take another");
        }
        List<String> missing =
                read.listing().map(l -> l.missing(Listing.expected(session))).orElse(List.of());
        if (!missing.isEmpty()) {
            throw refused("lacks the rows of " + missing.size() + (missing.size() == 1 ? " table" : " tables") + " of "
                    + request.source() + " (schema, table, owner: " + String.join("; ", missing)
                    + "). Take another, of the whole database");
        }
    }

    private BackupRefusedException refused(String why) {
        return new BackupRefusedException("The backup " + request.file() + " " + why + ".");
    }
}
