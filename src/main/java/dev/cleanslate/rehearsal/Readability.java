package dev.cleanslate.rehearsal;

import dev.cleanslate.rehearsal.Backup.Format;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Whether all of a backup can be read, to its last byte, and what it says of itself. */
record Readability(Path archive, Optional<ClientTools> tools) {

    private static final int LINES_OF_HEADER = 40;
    private static final Pattern STARTED =
            Pattern.compile("-- Started on (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d).*");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** How pg_dump ends: byte for byte, so that the last one cannot be missing either. */
    private static final Pattern END =
            Pattern.compile("(?s).*\n-- PostgreSQL database dump complete\n--\n\n(\\\\unrestrict [A-Za-z0-9]+\n\n)?");

    private static final int TAIL = 512;
    private static final String END_OF_ROWS = "\\.\n\n\n";

    Format format() throws IOException {
        if (Files.isDirectory(archive)) {
            if (!Files.exists(archive.resolve("toc.dat"))) {
                throw new IOException("it is a folder without toc.dat, so no archive of pg_dump");
            }
            return Format.DIRECTORY;
        }
        if (ArchiveHeader.of(archive, ZoneId.systemDefault()).isPresent()) {
            return Format.CUSTOM;
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(archive)) {
            start = in.readNBytes(2);
        }
        boolean gzipped = start.length == 2 && start[0] == 0x1f && (start[1] & 0xff) == 0x8b;
        Format format = gzipped ? Format.PLAIN_GZIPPED : Format.PLAIN;
        if (header(format).stream().noneMatch(line -> line.startsWith("-- PostgreSQL database dump"))) {
            throw new IOException("it does not begin as pg_dump's archives and dumps do");
        }
        return format;
    }

    /** By the archive's own account, else as old as the file. */
    Instant begun() throws IOException {
        Format format = format();
        if (!format.plain()) {
            Path file = format == Format.DIRECTORY ? archive.resolve("toc.dat") : archive;
            return ArchiveHeader.of(file, ZoneId.systemDefault())
                    .orElseThrow(() -> new IOException("its toc.dat is not one of pg_dump"))
                    .begun();
        }
        for (String line : header(format)) {
            Matcher started = STARTED.matcher(line);
            if (started.matches()) {
                try {
                    return LocalDateTime.parse(started.group(1), CLOCK)
                            .atZone(ZoneId.systemDefault())
                            .toInstant();
                } catch (DateTimeParseException noSuchDay) {
                    throw new IOException("the date in its head is none", noSuchDay);
                }
            }
        }
        return Files.getLastModifiedTime(archive).toInstant();
    }

    private List<String> header(Format format) throws IOException {
        List<String> lines = new ArrayList<>();
        try (DumpLines dump = DumpLines.of(archive, format == Format.PLAIN_GZIPPED)) {
            for (byte[] line = dump.next(); line != null && lines.size() < LINES_OF_HEADER; line = dump.next()) {
                lines.add(new String(line, StandardCharsets.UTF_8).stripTrailing());
            }
        }
        return lines;
    }

    /** Reads everything; of an archive, gives what pg_restore lists. */
    Optional<Listing> read(Format format) throws IOException {
        switch (format) {
            case PLAIN -> plain(tail());
            case PLAIN_GZIPPED -> plain(unpackedTail());
            case CUSTOM, DIRECTORY -> {
                ClientTools with = tools.orElseThrow(() -> new IOException(
                        "it is an archive, which only pg_restore can read, and there is none here (install the package"
                                + " postgresql-client)"));
                Listing listing = Listing.of(with, archive);
                if (format == Format.DIRECTORY) {
                    files();
                }
                whole(with);
                return Optional.of(listing);
            }
        }
        return Optional.empty();
    }

    /** The list of an archive is at its start and tells nothing of the end: all of it is made SQL, for nobody. */
    private void whole(ClientTools with) throws IOException {
        ToolCall call =
                with.call("pg_restore", List.of("--file=/dev/null", archive.toString()), Map.of(), List.of(archive));
        ToolProcess.Ended ended = ToolProcess.start(call, Optional.empty()).await(line -> {});
        if (!ended.succeeded()) {
            throw new IOException(
                    "pg_restore does not come to its end and says: " + ToolFailure.firstLines(ended.lines()));
        }
    }

    /** pg_restore takes a file of rows that is cut off for one that ends there. */
    private void files() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.list(archive)) {
            files = walk.sorted().toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            try {
                if (name.endsWith(".gz")) {
                    try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                } else if (name.matches("\\d+\\.dat")
                        && !new Readability(file, tools).tail().endsWith(END_OF_ROWS)) {
                    throw new EOFException("the rows have no end");
                }
            } catch (EOFException | ZipException e) {
                throw new IOException("its file " + name + " is cut off or damaged (" + e.getMessage() + ")", e);
            }
        }
    }

    private void plain(String tail) throws IOException {
        if (!END.matcher(tail).matches()) {
            throw new IOException("it does not end with \"PostgreSQL database dump complete\" as pg_dump ends, so it is"
                    + " cut off");
        }
    }

    private String tail() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, file.length())];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            return new String(tail, StandardCharsets.ISO_8859_1);
        }
    }

    private String unpackedTail() throws IOException {
        StringBuilder tail = new StringBuilder();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive), 1 << 16)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                tail.append(new String(
                        buffer, Math.max(0, read - TAIL), Math.min(TAIL, read), StandardCharsets.ISO_8859_1));
                tail.delete(0, Math.max(0, tail.length() - TAIL));
            }
        } catch (EOFException | ZipException e) {
            throw new IOException("it is cut off or damaged (" + e.getMessage() + ")", e);
        }
        return tail.toString();
    }
}
