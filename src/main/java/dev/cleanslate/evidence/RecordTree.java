package dev.cleanslate.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cleanslate.seal.CanonicalJson;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records as trees of JSON, and back without a field lost, added or bent on the way. */
final class RecordTree {

    private static final TypeReference<Map<String, @Nullable Object>> TREE = new TypeReference<>() {};

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private RecordTree() {}

    static Map<String, @Nullable Object> of(Object document) {
        return JSON.convertValue(document, TREE);
    }

    /**
     * What this record would not write in just this way is not read.
     *
     * @throws IllegalArgumentException with a sentence that goes on from the name of the file
     */
    static <T extends Record> T read(Map<String, @Nullable Object> content, Class<T> type) {
        T document;
        try {
            document = JSON.convertValue(completed(content, type), type);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new IllegalArgumentException("its fields are not those of this format: " + firstLine(e), e);
        }
        requireWhole(document);
        if (!CanonicalJson.of(of(document)).equals(CanonicalJson.of(content))) {
            throw new IllegalArgumentException("its fields are not spelled as this format spells them");
        }
        return document;
    }

    /** A field that came later may be missing, and says so by being left out where it is empty. */
    private static Map<String, @Nullable Object> completed(Map<String, @Nullable Object> content, Class<?> type) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(content);
        for (RecordComponent component : type.getRecordComponents()) {
            Object value = content.get(component.getName());
            if (component.getAccessor().isAnnotationPresent(JsonInclude.class)) {
                whole.putIfAbsent(component.getName(), null);
            }
            if (value instanceof Map<?, ?> part) {
                record(component.getGenericType())
                        .ifPresent(inner ->
                                whole.put(component.getName(), completed(JSON.convertValue(part, TREE), inner)));
            }
        }
        return whole;
    }

    private static Optional<Class<?>> record(Type type) {
        Type inner = type instanceof ParameterizedType some && some.getRawType() == Optional.class
                ? some.getActualTypeArguments()[0]
                : type;
        return inner instanceof Class<?> known && known.isRecord() ? Optional.of(known) : Optional.empty();
    }

    /** The first field, however deep, that this type of record does not have; fields that came later may be missing. */
    static Optional<String> stranger(JsonNode node, Type type, String path) {
        if (type instanceof ParameterizedType some && some.getRawType() == Optional.class) {
            return stranger(node, some.getActualTypeArguments()[0], path);
        }
        if (type instanceof ParameterizedType list && node.isArray()) {
            return node.valueStream()
                    .flatMap(item -> stranger(item, list.getActualTypeArguments()[0], path + "[]").stream())
                    .findFirst();
        }
        if (!(type instanceof Class<?> known) || !known.isRecord()) {
            return Optional.empty();
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            String at = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            Optional<RecordComponent> component = Stream.of(known.getRecordComponents())
                    .filter(c -> c.getName().equals(property.getKey()))
                    .findFirst();
            Optional<String> found = component.isEmpty()
                    ? Optional.of(at)
                    : stranger(property.getValue(), component.get().getGenericType(), at);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The reader of JSON knows nothing of {@code @Nullable}. */
    private static void requireWhole(@Nullable Object value) {
        if (value instanceof Optional<?> some) {
            some.ifPresent(RecordTree::requireWhole);
        } else if (value instanceof List<?> list) {
            list.forEach(RecordTree::requireWhole);
        } else if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                Object part = part(value, component);
                if (part == null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    throw new IllegalArgumentException("its field \"" + component.getName() + "\" is null");
                }
                requireWhole(part);
            }
        }
    }

    private static @Nullable Object part(Object record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record of this room cannot be read: " + component, e);
        }
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
