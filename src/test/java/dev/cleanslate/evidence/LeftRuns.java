package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Folders as runs leave them, with the record of a passed reset of the gym as it is changed here. */
final class LeftRuns {

    private static final JsonNode PASSED = passed();

    private final Path reports;
    private int made;

    LeftRuns(Path reports) {
        this.reports = reports;
    }

    private static JsonNode passed() {
        try {
            return RecordFile.read(
                    Files.readAllBytes(Path.of("src/test/resources/dev/cleanslate/evidence/passed.run.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path passed(String command, Instant at) throws IOException {
        return left("prod", "gym", command, at, record -> {});
    }

    /** A scan that found so much, which fails it. */
    Path scan(Instant at, int findings) throws IOException {
        return left("prod", "gym", "scan", at, record -> {
            ArrayNode found = record.putArray("findings");
            for (int i = 0; i < findings; i++) {
                found.addObject().put("severity", "critical").putNull("waived");
            }
            found.addObject().put("severity", "critical").putObject("waived").put("owner", "ops");
            record.putObject("scan").put("tables", 12).put("rows", 4_000);
            record.put("outcome", findings == 0 ? "passed" : "failed").put("exitCode", findings == 0 ? 0 : 1);
        });
    }

    Path left(String target, String suite, String command, Instant at, Consumer<ObjectNode> changed)
            throws IOException {
        String run = RunId.of(at, 0).substring(0, RunId.SECOND_LENGTH + 1) + String.format("%04x", made++);
        Path folder = Files.createDirectories(reports.resolve(FolderName.of(target))
                .resolve(FolderName.of(suite))
                .resolve(run));
        ObjectNode record = (ObjectNode) PASSED.deepCopy();
        record.put("run", run)
                .put("target", target)
                .put("suite", suite)
                .put("command", command)
                .put("startedAt", at.toString())
                .put("finishedAt", at.plusSeconds(13).toString());
        changed.accept(record);
        Files.writeString(folder.resolve(RunRecord.NAME), RecordFile.pretty(record));
        Files.writeString(folder.resolve(Journal.NAME), "");
        return folder;
    }
}
