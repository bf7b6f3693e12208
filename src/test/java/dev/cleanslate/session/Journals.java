package dev.cleanslate.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the journal of the only run below a reports folder, while it is being written. */
final class Journals {

    private Journals() {}

    static long lines(Path reports) {
        return find(reports).map(Journals::count).orElse(0L);
    }

    /** The numbers of the lines after which something else begins: not those of a step within a step. */
    static List<Long> turns(Path reports) throws IOException {
        List<String> lines = Files.readAllLines(find(reports).orElseThrow());
        Set<String> nested = new HashSet<>();
        List<Long> turns = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = new JsonMapper().readTree(lines.get(i));
            String event = line.get("event").asString();
            if (event.equals("step-started")) {
                if (line.has("parent")) {
                    nested.add(line.get("id").asString());
                }
            } else if (!event.equals("step-finished")
                    || !nested.contains(line.get("id").asString())) {
                turns.add(i + 1L);
            }
        }
        return turns;
    }

    static Optional<Path> find(Path reports) {
        if (!Files.isDirectory(reports)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(reports)) {
            return files.filter(file -> file.endsWith("journal.jsonl")).findFirst();
        } catch (IOException | java.io.UncheckedIOException beingMade) {
            return Optional.empty();
        }
    }

    private static long count(Path journal) {
        try {
            byte[] bytes = Files.readAllBytes(journal);
            long lines = 0;
            for (byte b : bytes) {
                lines += b == '\n' ? 1 : 0;
            }
            return lines;
        } catch (IOException beingMade) {
            return 0;
        }
    }
}
