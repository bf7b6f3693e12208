package dev.cleanslate.suite;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A published schema, and what it says of a document in YAML. */
record GrammarSchema(JsonNode json, Schema schema) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static GrammarSchema named(String name) {
        try (InputStream in = SuiteFile.class.getResourceAsStream(name)) {
            JsonNode json =
                    new ObjectMapper().readTree(Objects.requireNonNull(in, name).readAllBytes());
            SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
            return new GrammarSchema(json, registry.getSchema(json));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    List<String> faults(String yaml) {
        Node root = YamlTree.parse(yaml, "test", Faults.ofSuite()).orElseThrow();
        return schema.validate(json(root)).stream().map(Object::toString).toList();
    }

    /** Where the schema lists the only keys that there may be. */
    Set<String> closed() {
        Set<String> pointers = new TreeSet<>();
        closed(json, "", pointers);
        return pointers;
    }

    private static void closed(JsonNode node, String at, Set<String> pointers) {
        if (node.path("additionalProperties").isBoolean() && node.has("properties")) {
            pointers.add(at);
        }
        node.properties().forEach(property -> closed(property.getValue(), at + "/" + property.getKey(), pointers));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            closed(node.path(i), at + "/" + i, pointers);
        }
    }

    Set<String> keys(String pointer) {
        return new TreeSet<>(json.at(pointer).path("properties").propertyNames());
    }

    /** The tree that the readers read, so that both judge the same types. */
    private static JsonNode json(Node node) {
        if (node instanceof Node.Mapping mapping) {
            ObjectNode object = NODES.objectNode();
            mapping.entries().forEach(entry -> object.set(entry.key().text(), json(entry.value())));
            return object;
        }
        if (node instanceof Node.Sequence sequence) {
            ArrayNode array = NODES.arrayNode();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return switch (scalar.type()) {
            case TEXT -> NODES.stringNode(scalar.text());
            case NUMBER -> number(scalar.text());
            case BOOLEAN -> NODES.booleanNode(Boolean.parseBoolean(scalar.text()));
            case NULL, NOTHING -> NODES.nullNode();
        };
    }

    private static JsonNode number(String text) {
        return text.matches("[-+]?[0-9]{1,18}")
                ? NODES.numberNode(Long.parseLong(text))
                : NODES.numberNode(new BigDecimal(text));
    }
}
