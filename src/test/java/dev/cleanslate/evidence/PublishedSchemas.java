package dev.cleanslate.evidence;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** What the published schemas say of the files that a run leaves; empty when nothing. */
public final class PublishedSchemas {

    private static final String RUN = "urn:cleanslate:run:1";
    private static final int MOST = 5;
    private static final Map<String, Schema> READ = new ConcurrentHashMap<>();

    private PublishedSchemas() {}

    static JsonNode named(String name) {
        try (InputStream in = Evidence.class.getResourceAsStream(name)) {
            return RecordFile.read(Objects.requireNonNull(in, name).readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> faults(String schema, JsonNode document) {
        return READ.computeIfAbsent(schema, PublishedSchemas::read).validate(document).stream()
                // Of an alternative that was not meant, the faults are many and say nothing.
                .filter(fault -> !fault.toString().contains("must be the constant value"))
                .map(fault -> fault + " in " + document)
                .limit(MOST)
                .toList();
    }

    private static Schema read(String name) {
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        registry -> registry.schemas(
                                Map.of(RUN, named("run.schema.json").toString())))
                .getSchema(named(name));
    }

    /** Of the record and each line of the journal in this folder, and of the scan history beside it. */
    public static List<String> faults(Path folder) throws IOException {
        List<String> faults = new ArrayList<>(
                faults("run.schema.json", RecordFile.read(Files.readAllBytes(folder.resolve("run.json")))));
        faults.addAll(lines(folder.resolve("journal.jsonl"), "journal.schema.json"));
        Path history = folder.resolveSibling(ScanHistory.NAME);
        if (Files.exists(history)) {
            faults.addAll(lines(history, "scan-history.schema.json"));
        }
        return faults;
    }

    private static List<String> lines(Path file, String schema) throws IOException {
        List<String> faults = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            faults.addAll(faults(schema, RecordFile.read(line.getBytes(StandardCharsets.UTF_8))));
        }
        return faults;
    }
}
