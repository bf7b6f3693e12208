package dev.cleanslate.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The newest reset of a target that was committed, by its record: the hand-off that a scan goes by. */
public record LastReset(String run, Instant at, String database, Set<String> leftEmpty, boolean sound) {

    public LastReset {
        leftEmpty = Set.copyOf(leftEmpty);
    }

    /** {@code sound}: whether record, journal and what is signed beside them agree. */
    public static Optional<LastReset> of(Path reports, String target, String suite) throws IOException {
        Path runs = reports.resolve(FolderName.of(target)).resolve(FolderName.of(suite));
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        List<Path> newestFirst;
        try (Stream<Path> folders = Files.list(runs)) {
            newestFirst = folders.filter(RunId::names)
                    .sorted(Comparator.comparing(Path::toString).reversed())
                    .toList();
        }
        for (Path folder : newestFirst) {
            Optional<LastReset> reset = read(folder);
            if (reset.isPresent()) {
                return reset;
            }
        }
        return Optional.empty();
    }

    private static Optional<LastReset> read(Path folder) throws IOException {
        Path file = folder.resolve(RunRecord.NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        JsonNode record;
        try {
            record = RecordFile.read(Files.readAllBytes(file));
        } catch (JacksonException torn) {
            return Optional.empty();
        }
        if (!record.path("command").asString("").equals("reset")
                || !record.path("committed").asBoolean(false)
                || !record.path("finishedAt").isString()) {
            return Optional.empty();
        }
        Set<String> leftEmpty = new HashSet<>();
        for (JsonNode table : record.path("tables").values()) {
            if (table.path("measured").asBoolean(false) && table.path("after").asLong(-1) == 0) {
                leftEmpty.add(table.path("name").asString());
            }
        }
        boolean sound = Verification.of(folder, Optional.empty()).exitCode() == 0;
        return Optional.of(new LastReset(
                record.path("run").asString(),
                Instant.parse(record.path("finishedAt").asString()),
                ScanHistory.database(
                        record.path("database").path("systemIdentifier").asString(""),
                        record.path("database").path("name").asString("")),
                leftEmpty,
                sound));
    }
}
