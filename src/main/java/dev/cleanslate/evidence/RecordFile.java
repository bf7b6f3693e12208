package dev.cleanslate.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON on disk: fields in the order of their records, and a file that is always the old or the new, whole. */
final class RecordFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private RecordFile() {}

    static String compact(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** A table or a step is one line, so that people can grep the record and compare two of them. */
    static String pretty(Object value) {
        StringBuilder out = new StringBuilder();
        lay(JSON.valueToTree(value), "\n", out);
        return out.append('\n').toString();
    }

    private static void lay(JsonNode node, String margin, StringBuilder out) {
        String inner = margin + "  ";
        String start = inner;
        if (node.isObject() && !node.isEmpty()) {
            out.append('{');
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                out.append(start).append(compact(property.getKey())).append(": ");
                lay(property.getValue(), inner, out);
                start = "," + inner;
            }
            out.append(margin).append('}');
        } else if (node.isArray() && !node.isEmpty()) {
            out.append('[');
            for (JsonNode item : node.values()) {
                out.append(start).append(compact(item));
                start = "," + inner;
            }
            out.append(margin).append(']');
        } else {
            out.append(compact(node));
        }
    }

    static JsonNode read(byte[] json) {
        return JSON.readTree(json);
    }

    static void replace(Path file, String text) throws IOException {
        replace(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static void replace(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
